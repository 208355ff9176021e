import { httpServer, response } from "../images/serving/http-server.ts";
import { exit } from "../images/serving/machine.ts";
import type { ResolvedNode } from "../bootstrap/nodes.ts";
import { runtimeOf, usesDocker } from "./era.ts";
import type { UnitName } from "./state.ts";

/** A service of a node's machine, as systemd knows it. */
export interface Unit {
  readonly name: UnitName;
  readonly description: string;
  readonly file: string;
  readonly pid: number;
  readonly argv: readonly string[];
  readonly documentation: string;
  readonly ports: readonly { readonly port: number; readonly address?: string }[];
  readonly residentBytes: number;
}

const MEGABYTE = 1024 * 1024;
export const SYSTEMD_PID = 1;

/** What runs on a node beside its pods. Simplified: a real machine has some dozens more services, kernel threads, and a shim process above each pod. */
export function unitsOf(node: ResolvedNode): readonly Unit[] {
  const dockershim = usesDocker(node);
  const runtimeFlags = dockershim ? ["--network-plugin=cni"] : ["--container-runtime-endpoint=unix:///run/containerd/containerd.sock"];
  const kubelet: Unit = {
    name: "kubelet",
    description: "kubelet: The Kubernetes Node Agent",
    file: "/usr/lib/systemd/system/kubelet.service",
    pid: 634,
    argv: ["/usr/bin/kubelet", "--kubeconfig=/etc/kubernetes/kubelet.conf", "--config=/var/lib/kubelet/config.yaml", ...runtimeFlags, `--node-ip=${node.address}`],
    documentation: "https://kubernetes.io/docs/",
    ports: [{ port: 10250 }, { port: 10248, address: "127.0.0.1" }],
    residentBytes: 92 * MEGABYTE,
  };
  const containerd: Unit = {
    name: "containerd",
    description: "containerd container runtime",
    file: "/usr/lib/systemd/system/containerd.service",
    pid: 468,
    argv: ["/usr/bin/containerd"],
    documentation: "https://containerd.io",
    ports: [],
    residentBytes: 55 * MEGABYTE,
  };
  const docker: Unit = {
    name: "docker",
    description: "Docker Application Container Engine",
    file: "/lib/systemd/system/docker.service",
    pid: 497,
    argv: ["/usr/bin/dockerd", "-H", "fd://", "--containerd=/run/containerd/containerd.sock"],
    documentation: "https://docs.docker.com",
    ports: [],
    residentBytes: 78 * MEGABYTE,
  };
  const journald: Unit = { name: "systemd-journald", description: "Journal Service", file: "/lib/systemd/system/systemd-journald.service", pid: 312, argv: ["/lib/systemd/systemd-journald"], documentation: "man:systemd-journald.service(8)", ports: [], residentBytes: 14 * MEGABYTE };
  const ssh: Unit = { name: "ssh", description: "OpenBSD Secure Shell server", file: "/lib/systemd/system/ssh.service", pid: 521, argv: ["sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"], documentation: "man:sshd(8)", ports: [{ port: 22 }], residentBytes: 9 * MEGABYTE };
  return [journald, containerd, ...(dockershim ? [docker] : []), ssh, kubelet];
}

/** The unit that pods run by. */
export const runtimeUnit = (node: ResolvedNode): UnitName => runtimeOf(node);

interface Settings {
  readonly ports?: readonly { readonly port: number; readonly address?: string }[];
}

/** Any service of a machine: it holds its ports, and TERM ends it. */
export const nodeDaemon = httpServer<null>({
  name: "node-daemon",
  init: () => null,
  ports: ({ settings }) => (settings as Settings | undefined)?.ports ?? [],
  // Init and the like do not ask how orphans ended.
  before: ({ settings }) => [{ call: "signal", signal: "CHLD", disposition: "ignore" }, { call: "memory", bytes: Number(settings?.["residentBytes"] ?? MEGABYTE) }],
  portTaken: () => ({ acts: [exit(1)], again: false }),
  respond(data, request) {
    const text = { "Content-Type": "text/plain; charset=utf-8" };
    if (request.port === 10248) return { data, response: request.path === "/healthz" ? response(200, "OK", text, "ok") : response(404, "Not Found", text, "404 page not found\n") };
    if (request.port === 10250) return { data, response: { ...response(401, "Unauthorized", text, "Unauthorized"), tls: true } };
    return { data, response: response(400, "Bad Request", text, "Invalid SSH identification string.\r\n") };
  },
  stops: [],
  stop: () => [],
});
