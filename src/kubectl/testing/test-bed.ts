import { bootstrapObjects } from "../../engine/bootstrap/bootstrap.ts";
import { defaultClusterSpec } from "../../engine/bootstrap/cluster-spec.ts";
import { createApiServer, newApiServerState } from "../../engine/apiserver/api-server.ts";
import type { ApiServer, ApiServerPayload } from "../../engine/apiserver/api-server.ts";
import type { KubeletConnection } from "../../engine/apiserver/kubelet-connection.ts";
import { plainText } from "../../engine/apiserver/kubelet-connection.ts";
import { instantLatency } from "../../engine/apiserver/latency.ts";
import type { ApiRequest, WatchEvent } from "../../engine/apiserver/request.ts";
import type { FileReader, FileStat, ProcessContext } from "../../engine/processes/program.ts";
import type { Answer, Syscall } from "../../engine/processes/syscall.ts";
import { Simulation } from "../../engine/simulation/simulation.ts";
import { kubectlProgram } from "../program.ts";

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const startsAtMs = 1_795_228_200_000;

/** kubectl on a workstation against an API server with nobody behind it: no scheduler, no kubelet. */
export class TestBed {
  readonly files: Record<string, string>;
  readonly api: ApiServer;
  private readonly simulation: Simulation;
  private readonly events = new Map<number, WatchEvent[]>();
  private readonly plans: (() => void)[] = [];

  constructor(files: Record<string, string> = {}) {
    this.files = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/root/${name}`, text]));
    this.simulation = new Simulation({ seed: 1, startsAtMs, bootAtMs: 0, journal: "off", freeze: true });
    this.api = createApiServer({ kernel: this.simulation, state: newApiServerState(), latency: instantLatency, kubelets });
    this.simulation.dispatch = (payload) => {
      if (payload.target === "kube-apiserver") this.api.handle(payload as ApiServerPayload);
      else if (payload.target === "plan") this.plans[(payload as unknown as { index: number }).index]?.();
      else if (payload.target === "test") this.events.get((payload as unknown as { watch: number }).watch)?.push((payload as unknown as { event: WatchEvent }).event);
    };
    for (const object of bootstrapObjects(defaultClusterSpec, 1, startsAtMs)) this.api.install(object);
  }

  get nowMs(): number {
    return this.simulation.now;
  }

  /** Does something so many virtual milliseconds from now. */
  after(ms: number, what: () => void): void {
    this.plans.push(what);
    this.simulation.schedule(this.simulation.now + ms, { target: "plan", type: "Plan", index: this.plans.length - 1 } as Parameters<Simulation["schedule"]>[1]);
  }

  /** Lets virtual time pass. */
  pass(ms: number): void {
    this.simulation.run(this.simulation.now + ms);
  }

  /**
   * Runs one command to its end, or until it waits for something that does not come within `patienceMs`. With `restore`
   * every state is copied as a checkpoint would, so that nothing can live on beside it.
   */
  run(line: string, options: { stdin?: string; patienceMs?: number; restore?: boolean } = {}): Output {
    const argv = words(line);
    let stdin = options.stdin ?? "";
    let [stdout, stderr] = ["", ""];
    const until = this.simulation.now + (options.patienceMs ?? 3000);
    let step = kubectlProgram.start(this.context(argv));
    for (;;) {
      const { syscall } = step;
      if (syscall.call === "exit") return { stdout, stderr, exitCode: syscall.code };
      let answer: Answer;
      if (syscall.call === "write") {
        if (syscall.fd === 1) stdout += syscall.data;
        else stderr += syscall.data;
        answer = { ok: true };
      } else if (syscall.call === "read" && syscall.fd === 0) {
        answer = { ok: true, data: stdin, eof: true };
        stdin = "";
      } else {
        const got = this.answer(syscall, until);
        if (!got) return { stdout, stderr, exitCode: 124 };
        answer = got;
      }
      step = kubectlProgram.resume(options.restore ? structuredClone(step.state) : step.state, answer, this.context(argv));
    }
  }

  private answer(syscall: Syscall, until: number): Answer | undefined {
    switch (syscall.call) {
      case "compute":
      case "sleep":
        this.pass(syscall.ms);
        return { ok: true };
      case "now":
        return { ok: true, number: this.simulation.now };
      case "api":
        this.pass(4);
        return { ok: true, api: this.api.serve(syscall.request) };
      case "watch":
        return this.watch(syscall.request);
      case "unwatch":
        return { ok: true };
      case "nextEvent":
        return this.nextEvent(syscall.watch, syscall.timeoutMs, until);
      default:
        return { ok: false, errno: "EINVAL" };
    }
  }

  private watch(request: ApiRequest): Answer {
    const watch = this.events.size + 1;
    this.events.set(watch, []);
    const { group, version, resource, namespace, query, table } = request;
    this.api.client({ name: "test" }).watch({
      id: `test/${watch}`,
      group,
      version,
      resource,
      ...(namespace !== undefined && { namespace }),
      ...(query?.labelSelector !== undefined && { labelSelector: query.labelSelector }),
      ...(query?.fieldSelector !== undefined && { fieldSelector: query.fieldSelector }),
      ...(query?.resourceVersion !== undefined && { resourceVersion: query.resourceVersion }),
      ...(table && { table }),
      deliver: { target: "test", type: "Event", watch },
    } as Parameters<ReturnType<ApiServer["client"]>["watch"]>[0]);
    return { ok: true, watch };
  }

  private nextEvent(watch: number, timeoutMs: number | undefined, until: number): Answer | undefined {
    const deadline = timeoutMs === undefined ? until : Math.min(until, this.simulation.now + timeoutMs);
    for (;;) {
      const event = this.events.get(watch)?.shift();
      if (event) return { ok: true, event };
      if (this.simulation.now >= deadline) return deadline < until || (timeoutMs !== undefined && timeoutMs <= 0) ? { ok: true, timedOut: true } : undefined;
      this.pass(Math.min(10, deadline - this.simulation.now));
    }
  }

  private context(argv: readonly string[]): ProcessContext {
    return {
      pid: 10,
      pidInNamespace: 10,
      parentPid: 1,
      argv,
      env: { HOME: "/root" },
      cwd: "/root",
      hostname: "workstation",
      uid: 0,
      gid: 0,
      groups: [],
      now: this.simulation.now,
      startsAtMs,
      isTty: () => false,
      files: this.reader(),
    };
  }

  private reader(): FileReader {
    const { files } = this;
    const stat = (type: FileStat["type"]): FileStat => ({ type, sizeBytes: 0, mode: 0o644, uid: 0, gid: 0, modifiedAtMs: 0 });
    const tidy = (path: string) => path.replace(/\/\.(?=\/|$)/g, "").replace(/\/+$/, "");
    const below = (path: string) => Object.keys(files).filter((name) => name.startsWith(`${tidy(path)}/`));
    return {
      read: (path) => files[tidy(path)],
      stat: (path) => (files[tidy(path)] !== undefined ? stat("file") : below(path).length > 0 ? stat("directory") : undefined),
      list: (path) => [...new Set(below(path).map((name) => name.slice(tidy(path).length + 1).split("/")[0] ?? ""))].sort(),
    };
  }
}

const kubelets: KubeletConnection = {
  containerLogs: (pod, container) => ({ ok: true, body: plainText(`${pod.metadata.name}/${container}\n`) }),
  exec: () => ({ ok: true, body: { kind: "StreamOpened" } }),
  attach: () => ({ ok: true, body: { kind: "StreamOpened" } }),
};

/** Words of a shell line: quotes and backslashes, nothing more. */
export function words(line: string): string[] {
  const found: string[] = [];
  for (const [whole] of line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs)) {
    found.push(whole.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, escaped: string, double?: string, single?: string) => escaped ?? double?.replace(/\\(["\\$`])/g, "$1") ?? single ?? ""));
  }
  return found;
}
