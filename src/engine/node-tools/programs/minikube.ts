import { err, out } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import type { MachineReport } from "../questions.ts";
import { ask } from "./ask.ts";
import { logIn } from "./ssh.ts";

const USAGE = "minikube here is this simulated cluster: minikube status | ssh [-n NODE] [-- COMMAND] | ip | node list | version\n";

/** The commands of minikube that articles use, on the cluster that is already there. */
// Simplified: this cluster is no minikube: what starts, stops or configures one answers with what holds here.
export const minikube = scripted("minikube", function* (context) {
  const [command = "", ...args] = context.argv.slice(1);
  const nodes = (yield* ask({ ask: "nodes" })) as unknown as readonly MachineReport[];
  const first = nodes.find(({ name }) => name === "control-plane") ?? nodes[0];
  if (!first) {
    yield* err("X This cluster has no node.\n");
    return 85;
  }
  switch (command) {
    case "ssh": {
      const at = args.findIndex((argument) => argument === "-n" || argument === "--node");
      const named = args.find((argument) => argument.startsWith("--node="))?.slice(7) ?? (at >= 0 ? args[at + 1] : undefined);
      const dashes = args.indexOf("--");
      const plain = args.filter((argument, index) => !argument.startsWith("-") && (at < 0 || index !== at + 1));
      const line = dashes >= 0 ? args.slice(dashes + 1) : plain;
      return yield* logIn(context, named ?? first.name, line, dashes < 0, line.length === 0);
    }
    case "ip":
      yield* out(`${first.address}\n`);
      return 0;
    case "start":
      yield* out(`* minikube: this cluster is already running: Kubernetes ${first.release}, ${nodes.length} node${nodes.length === 1 ? "" : "s"}\n* Nothing was started; kubectl is configured to use it\n`);
      for (const flag of args.filter((argument) => argument.startsWith("--vm-driver"))) yield* err(`! ${flag.split("=")[0]} is called --driver now\n`);
      return 0;
    case "status":
      for (const { name, power } of nodes) {
        const state = power ? "Running" : "Stopped";
        yield* out(`${name}\ntype: ${name === "control-plane" ? "Control Plane" : "Worker"}\nhost: ${state}\nkubelet: ${state}\n${name === "control-plane" ? `apiserver: ${state}\nkubeconfig: Configured\n` : ""}\n`);
      }
      return 0;
    case "node":
      yield* out(nodes.map(({ name, address }) => `${name}\t${address}\n`).join(""));
      return 0;
    case "version":
      yield* out("minikube version: none (the cluster of this simulation is not minikube's)\n");
      return 0;
    case "docker-env":
      if (first.docker) {
        yield* out(dockerEnvironment(first, args.includes("-u") || args.includes("--unset")));
        return 0;
      }
      yield* err(
        "X Exiting due to MK_USAGE: The docker-env command is incompatible with this cluster: its nodes run containerd, not Docker.\n  Go to a node and use crictl: minikube ssh, then: crictl ps\n",
      );
      return 64;
    case "stop":
    case "delete":
    case "pause":
      yield* err(`minikube ${command} is not simulated: stop a node with: kubarium node stop ${first.name}\n`);
      return 1;
    case "dashboard":
      yield* err("minikube dashboard is not simulated: the page around this terminal shows the cluster\n");
      return 1;
    case "service":
    case "tunnel":
    case "addons":
    case "image":
    case "cache":
      yield* err(`minikube ${command} is not simulated: use kubectl\n`);
      return 1;
    default:
      yield* err(command === "" ? USAGE : `Error: unknown command ${JSON.stringify(command)} for "minikube"\n${USAGE}`);
      return 1;
  }
});

// Mirrors the bash template of docker-env (minikube cmd/minikube/cmd/docker-env.go).
/** What a shell has to read so that `docker` means that of a node, or no longer. */
function dockerEnvironment({ address }: MachineReport, unset: boolean): string {
  const names = ["DOCKER_TLS_VERIFY", "DOCKER_HOST", "DOCKER_CERT_PATH", "MINIKUBE_ACTIVE_DOCKERD"];
  if (unset) return names.map((name) => `unset ${name};\n`).join("");
  const values = ["1", `tcp://${address}:2376`, "/root/.minikube/certs", "minikube"];
  return `${names.map((name, index) => `export ${name}="${values[index]}"\n`).join("")}\n# To point your shell to minikube's docker-daemon, run:\n# eval $(minikube -p minikube docker-env)\n`;
}
