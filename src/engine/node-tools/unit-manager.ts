import type { Json } from "../../api/json.ts";
import type { ResolvedNode } from "../bootstrap/nodes.ts";
import type { NodeServicesDeps } from "./node-services.ts";
import { nodeEnvironment } from "./machine.ts";
import type { NodeServicesPayload } from "./payloads.ts";
import type { UnitLine, UnitName, UnitRecord } from "./state.ts";
import { createLogReader } from "./log-reader.ts";
import { appendLine, logKey } from "./unit-log.ts";
import { nodeDaemon, runtimeUnit, SYSTEMD_PID, unitsOf, type Unit } from "./units.ts";

/** systemd of every node: its services, and what follows where one of them does not run. */
export interface UnitManager {
  boot(node: ResolvedNode): void;
  isActive(node: string, unit: UnitName): boolean;
  report(node: string): readonly UnitReport[];
  act(node: string, unit: string, act: "start" | "stop" | "restart", say: (world: Json) => void): void;
  start(node: string, unit: UnitName): void;
  /** A node whose kubelet runs is connected again. */
  reached(node: string): void;
  stop(node: string, unit: UnitName): void;
  /** The machine has lost its power: nothing runs, and nothing is said. */
  lost(node: string): void;
  /** All that starts with the machine. */
  startAll(node: string): void;
  exited(payload: Extract<NodeServicesPayload, { type: "UnitExited" }>): void;
  restart(payload: Extract<NodeServicesPayload, { type: "UnitRestart" }>): void;
  /** The kubelet has asked a runtime in vain for as long as it bears. */
  runtimeMissed(payload: Extract<NodeServicesPayload, { type: "RuntimeDown" }>): void;
  /** A line of a unit's own. */
  log(node: string, unit: UnitName, line: Pick<UnitLine, "level" | "source" | "text">): void;
}

export interface UnitReport {
  readonly name: UnitName;
  readonly description: string;
  readonly file: string;
  readonly documentation: string;
  readonly argv: readonly string[];
  readonly active: UnitRecord["active"];
  readonly pid: number;
  readonly sinceMs: number;
  readonly how: string;
  readonly code: number;
  readonly residentBytes: number;
}

/** systemd's Restart= and RestartSec= of the units, as their packages set them. */
const RESTART_MS: Readonly<Record<UnitName, number>> = { kubelet: 10_000, containerd: 5000, docker: 2000, ssh: 100, "systemd-journald": 0 };
// Mirrors maxWaitForContainerRuntime and the 5 s of updateRuntimeUp (pkg/kubelet/kubelet.go).
const RUNTIME_PATIENCE_MS = 35_000;
const UP = { status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" } as const;
const DOWN = { status: "False", reason: "KubeletNotReady", message: "container runtime is down" } as const;

export function createUnitManager(deps: NodeServicesDeps): UnitManager {
  const { kernel, state, nodes, processes, kubelets, tasks } = deps;
  const reader = createLogReader(deps);
  const nodeOf = (name: string): ResolvedNode => nodes.find((node) => node.name === name)!;
  const unitOf = (node: string, name: string): Unit | undefined => unitsOf(nodeOf(node)).find((unit) => unit.name === name);
  const record = (node: string, unit: UnitName): UnitRecord | undefined => state.units.get(logKey(node, unit));
  const put = (next: UnitRecord): void => void state.units.set(logKey(next.node, next.unit), kernel.freeze(next));
  const isActive = (node: string, unit: UnitName): boolean => record(node, unit)?.active === "active";

  const log: UnitManager["log"] = (node, unit, line) => {
    const pid = record(node, unit)?.pid ?? 0;
    const grown = appendLine(kernel, state, logKey(node, unit), { atMs: kernel.now, pid, ...line });
    if (grown.followers.length > 0) reader.said(node, unit);
  };
  const systemd = (node: string, unit: UnitName, text: string): void => log(node, unit, { level: "", source: "", text });

  function run(node: string, pid: number | undefined, argv: readonly string[], settings: Readonly<Record<string, unknown>>, unit?: UnitName) {
    const task = tasks.get(node);
    if (!task) return undefined;
    const started = processes.start({
      ...task,
      host: node,
      ...(pid !== undefined && { pid }),
      argv,
      program: nodeDaemon.name,
      env: nodeEnvironment,
      cwd: "/",
      cgroup: unit === undefined ? "/init.scope" : `/system.slice/${unit}.service`,
      programs: [nodeDaemon],
      settings,
      stdin: { kind: "null" },
      stdout: { kind: "null" },
      stderr: { kind: "null" },
      tty: false,
      ...(unit !== undefined && { onExit: { target: "node-services", type: "UnitExited", node, unit, pid: pid ?? 0 } as NodeServicesPayload }),
    });
    return started.ok ? started : undefined;
  }

  /** `first`: with the machine, under its usual process id. */
  function startUnit(node: string, name: UnitName, first: boolean): void {
    const unit = unitOf(node, name);
    if (!unit || isActive(node, name)) return;
    const started = run(node, first ? unit.pid : undefined, unit.argv, { ports: unit.ports, residentBytes: unit.residentBytes }, name);
    if (!started) return;
    put({ node, unit: name, active: "active", process: started.key, pid: started.pid, sinceMs: kernel.now });
    systemd(node, name, `Started ${name}.service - ${unit.description}.`);
  }

  /** What a unit's start means to the cluster. */
  function began(node: string, name: UnitName): void {
    const runtime = runtimeUnit(nodeOf(node));
    if (name === "kubelet") {
      log(node, "kubelet", { level: "I", source: "server.go:530", text: `"Kubelet version" kubeletVersion="${nodeOf(node).release}"` });
      log(node, "kubelet", { level: "I", source: "kubelet_node_status.go:75", text: `"Attempting to register node" node="${node}"` });
      if (isCutOff(node)) return;
      log(node, "kubelet", { level: "I", source: "kubelet_node_status.go:78", text: `"Successfully registered node" node="${node}"` });
      reached(node);
    }
    if (name === runtime && isActive(node, "kubelet") && !isCutOff(node)) {
      deps.setReady(node, UP);
      if (!kubelets.isRunning(node)) kubelets.start(node);
    }
  }

  const isCutOff = (node: string): boolean => state.faults.get(node)?.network === false;

  /** The node's kubelet and the API server have found each other. */
  function reached(node: string): void {
    const runtime = runtimeUnit(nodeOf(node));
    kubelets.start(node);
    deps.renewals().start(node, kernel.draw(`kubelet/${node}/lease`, 10_000));
    deps.setReady(node, UP);
    if (!isActive(node, runtime)) ended(node, runtime);
  }

  /** What its end means. */
  function ended(node: string, name: UnitName): void {
    if (name === "kubelet") {
      kubelets.stop(node);
      deps.renewals().stop(node);
    }
    if (name !== runtimeUnit(nodeOf(node)) || !isActive(node, "kubelet")) return;
    kubelets.stop(node);
    log(node, "kubelet", { level: "E", source: "log.go:32", text: '"Status from runtime service failed" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory\\""' });
    kernel.schedule(kernel.now + RUNTIME_PATIENCE_MS, { target: "node-services", type: "RuntimeDown", node, sinceMs: kernel.now } as NodeServicesPayload);
  }

  function stopUnit(node: string, name: UnitName): void {
    const now = record(node, name);
    const unit = unitOf(node, name);
    if (!now || !unit || now.active === "inactive") return;
    systemd(node, name, `Stopping ${name}.service - ${unit.description}...`);
    const { process, active } = now;
    put({ ...now, active: "inactive", process: "", pid: 0, sinceMs: kernel.now, ended: { how: "exited", code: 0 } });
    if (process !== "") processes.signal(process, "KILL");
    systemd(node, name, `${name}.service: Deactivated successfully.`);
    systemd(node, name, `Stopped ${name}.service - ${unit.description}.`);
    if (active === "active") ended(node, name);
  }

  function start(node: string, name: UnitName): void {
    if (isActive(node, name)) return;
    startUnit(node, name, false);
    began(node, name);
  }

  const startAll = (node: string): void => {
    run(node, SYSTEMD_PID, ["/sbin/init"], { residentBytes: 12 * 1024 * 1024 });
    for (const unit of unitsOf(nodeOf(node))) startUnit(node, unit.name, true);
  };

  return {
    log,
    isActive,
    reached,
    start,
    stop: stopUnit,
    boot: ({ name }) => startAll(name),
    startAll(node) {
      startAll(node);
      began(node, "kubelet");
    },
    lost(node) {
      for (const [key, unit] of state.units) {
        if (unit.node === node) state.units.set(key, kernel.freeze({ ...unit, active: "inactive", process: "", pid: 0, sinceMs: kernel.now }));
      }
    },
    report: (node) =>
      unitsOf(nodeOf(node)).flatMap((unit) => {
        const now = record(node, unit.name);
        return now ? [{ ...unit, ports: [], active: now.active, pid: now.pid, sinceMs: now.sinceMs, how: now.ended?.how ?? "", code: now.ended?.code ?? 0 }] : [];
      }),
    act(node, name, act, say) {
      const unit = unitOf(node, name);
      if (!unit) return say({ error: "not found" });
      if (act !== "start") stopUnit(node, unit.name);
      if (act !== "stop") start(node, unit.name);
      say({});
    },
    exited({ node, unit, exit }) {
      const now = record(node, unit);
      if (now?.active !== "active" || processes.process(now.process) !== undefined) return;
      const killed = exit?.signal !== undefined;
      const code = exit?.exitCode ?? 0;
      systemd(node, unit, killed ? `${unit}.service: Main process exited, code=killed, status=${code - 128}/${exit?.signal}` : `${unit}.service: Main process exited, code=exited, status=${code}/${code === 0 ? "SUCCESS" : "FAILURE"}`);
      if (exit?.signal !== "TERM" && code !== 0) systemd(node, unit, `${unit}.service: Failed with result '${killed ? "signal" : "exit-code"}'.`);
      put({ ...now, active: "activating", process: "", pid: 0, sinceMs: kernel.now, ended: { how: killed ? "killed" : "exited", code: killed ? code - 128 : code } });
      ended(node, unit);
      kernel.schedule(kernel.now + RESTART_MS[unit], { target: "node-services", type: "UnitRestart", node, unit, sinceMs: kernel.now } as NodeServicesPayload);
    },
    restart({ node, unit, sinceMs }) {
      const now = record(node, unit);
      if (now?.active !== "activating" || now.sinceMs !== sinceMs) return;
      systemd(node, unit, `${unit}.service: Scheduled restart job, restart counter is at 1.`);
      start(node, unit);
    },
    runtimeMissed({ node, sinceMs }) {
      const runtime = record(node, runtimeUnit(nodeOf(node)));
      if (!runtime || runtime.active === "active" || runtime.sinceMs > sinceMs || !isActive(node, "kubelet")) return;
      log(node, "kubelet", { level: "E", source: "kubelet.go:3130", text: '"Container runtime not ready" runtimeReady="RuntimeReady=false reason:ContainerRuntimeNotReady message:container runtime is down"' });
      if (!isCutOff(node)) deps.setReady(node, DOWN);
    },
  };
}
