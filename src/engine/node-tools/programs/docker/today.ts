/** What to type where there is no Docker, by the command that was typed. */
const CRICTL: Readonly<Record<string, string>> = {
  ps: "crictl ps (containers) and crictl pods (sandboxes: one pause process each)",
  inspect: "crictl inspect ID (its namespaces are paths of the sandbox's pause process), crictl inspectp ID (the pod's address)",
  logs: "crictl logs ID, or kubectl logs POD",
  images: "crictl images",
  exec: "crictl exec -it ID sh, or kubectl exec -it POD -- sh",
  pull: "crictl pull IMAGE",
  stop: "crictl stop ID",
  kill: "crictl stop ID",
  rm: "crictl rm ID",
  info: "crictl info",
  version: "crictl version",
};

const NO_DAEMON = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n";

/** There is no daemon here, but on the nodes of this cluster. */
export const elsewhere = (words: readonly string[], node: string): string => `${NO_DAEMON}(The pods run in the Docker of their nodes: ssh ${node} docker ${words.join(" ") || "ps"})\n`;

/** As bash says it, and then what holds today. */
export function insteadOf(words: readonly string[], node: string | undefined): string {
  const command = words[0] === "container" || words[0] === "image" ? (words[1] ?? "").replace(/^ls$/, words[0] === "image" ? "images" : "ps") : (words[0] ?? "");
  const type = CRICTL[command] ?? "crictl";
  const since = "Kubernetes has had no Docker under it since 1.24: its nodes run containerd";
  if (node === undefined) return `${NO_DAEMON}(${since}. The same facts, on a node: ssh worker-1 ${type.split(/[ ,]/).slice(0, 2).join(" ")})\n`;
  return `-bash: docker: command not found\n(${since}. The same facts here: ${type})\n`;
}
