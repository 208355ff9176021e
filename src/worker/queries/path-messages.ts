import { resources } from "../../api/resources.ts";
import type { InputRecord } from "../../engine/workstation/state.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf, type SyncDetail } from "../../engine/simulation/journal-details.ts";
import { entryMark } from "../../graph/log/entry-marks.ts";
import type { PathLane, PathMessage } from "../protocol.ts";

type Bare = Omit<PathMessage, "cause" | "steps">;

const methods: Readonly<Record<string, string>> = { create: "POST", update: "PUT", patch: "PATCH", delete: "DELETE", deletecollection: "DELETE", get: "GET", list: "GET", watch: "WATCH" };

/** An entry of the journal as a message between two lifelines; undefined for what is none. */
export function messageOf(entry: JournalEntry, input: (number: number) => InputRecord | undefined): Bare | undefined {
  const { id, at: atMs, actor } = entry;
  const told = spoken(entry, input);
  return told && { id, atMs, actor, aside: entry.subject.startsWith("events/"), ...told };
}

type Spoken = Omit<Bare, "id" | "atMs" | "actor" | "aside">;

function spoken(entry: JournalEntry, input: (number: number) => InputRecord | undefined): Spoken | undefined {
  const own = laneOf(entry.actor);
  switch (entry.type) {
    case "input": {
      const mark = entryMark(entry, input);
      return { from: "client", to: ["client"], what: "input", verb: "", path: mark?.kind === "input" ? mark.text : "" };
    }
    case "request": {
      const { verb, subresource, about } = entryOf(entry, "request")!.detail;
      const path = restPath(entry.subject, verb, subresource);
      return { from: own, to: ["api"], what: "request", verb: methods[verb] ?? verb, path: entry.subject.startsWith("events/") && about !== undefined ? about : path };
    }
    case "response": {
      const { to, code } = entryOf(entry, "response")!.detail;
      return { from: "api", to: [laneOf(to)], what: "response", verb: String(code), path: "" };
    }
    case "store": {
      const { type } = entryOf(entry, "store")!.detail;
      return { from: "api", to: ["etcd"], what: "store", verb: type === "DELETED" ? "DELETE" : "PUT", path: registryKey(entry.subject) };
    }
    case "watch": {
      const watchers = entryOf(entry, "watch")!.detail.watchers.map((watcher) => ({ id: watcher.slice(0, watcher.lastIndexOf(" ")), type: watcher.slice(watcher.lastIndexOf(" ") + 1) }));
      const lanes = new Set(watchers.map(({ id }) => laneOf(id.split("/")[0] ?? "")));
      return { from: "api", to: [...lanes], what: "watch", verb: [...new Set(watchers.map(({ type }) => type))].join(" "), path: "", watchers: watchers.map(({ id, type }) => `${id} ${type}`) };
    }
    case "verdict": {
      const { outcome } = entry.detail as { readonly outcome: { readonly type: string; readonly node?: string; readonly message?: string } };
      return { from: "scheduler", to: ["scheduler"], what: "verdict", verb: outcome.type, path: outcome.node ?? outcome.message ?? "" };
    }
    case "sync":
      return decided(entryOf(entry, "sync")!.detail);
    case "cri":
      return called(entryOf(entry, "cri")!.detail, entry.subject);
    case "pull": {
      const { what, image, ok, message } = entryOf(entry, "pull")!.detail;
      return what === "end" ? { from: "runtime", to: ["kubelet"], what: "pulled", verb: ok === false ? "failed" : "pulled", path: ok === false ? (message ?? image) : image } : undefined;
    }
    case "probe": {
      const { changed, probe, verdict, container } = entryOf(entry, "probe")!.detail;
      return changed ? { from: "kubelet", to: ["kubelet"], what: "probe", verb: `${probe}Probe`, path: `${container} ${verdict}` } : undefined;
    }
    default:
      return undefined;
  }
}

/** A pass of the pod worker that is going to do something. */
function decided({ createSandbox, starts, kills, killPod }: SyncDetail): Spoken | undefined {
  const does = [createSandbox === null ? "" : `sandbox attempt ${createSandbox}`, starts.length > 0 ? `start ${starts.join(", ")}` : "", kills.length > 0 ? `kill ${kills.join(", ")}` : "", killPod ? "kill pod" : ""].filter(Boolean);
  return does.length === 0 ? undefined : { from: "kubelet", to: ["kubelet"], what: "sync", verb: "syncPod", path: does.join(" · ") };
}

/** A call of the kubelet to the runtime; what a probe runs in a container is none of this. */
function called({ call, ...detail }: { readonly call: string; readonly [more: string]: unknown }, subject: string): Spoken | undefined {
  if (call === "ExecSync") return undefined;
  const said = [detail["name"], detail["image"], detail["ip"], detail["reason"], detail["exitCode"]].filter((each) => typeof each === "string" || typeof each === "number");
  const path = said.length > 0 ? said.join(" ") : subject.replace(/^(image|pod)\//, "").replace(/^container\/(.{12}).*$/, "$1");
  if (call === "ContainerExited") return { from: "runtime", to: ["kubelet"], what: "cri", verb: call, path };
  return { from: call === "CNI ADD" ? "runtime" : "kubelet", to: ["runtime"], what: "cri", verb: call, path };
}

/** Whose lifeline: all controllers have one. */
export function laneOf(actor: string): PathLane {
  const [who = ""] = actor.split(" ");
  switch (who) {
    case "workstation": case "kubectl": case "process": case "person": return "client";
    case "kube-apiserver": return "api";
    case "etcd": return "etcd";
    case "kube-scheduler": case "default-scheduler": return "scheduler";
    case "kubelet": return "kubelet";
    case "containerd": return "runtime";
    default: return "controllers";
  }
}

/** "/apis/apps/v1/namespaces/default/replicasets/web-5d7": what is asked of which address. */
function restPath(subject: string, verb: string, subresource: string): string {
  const [plural = "", ...rest] = subject.split("/");
  const resource = resources.find((each) => each.resource === plural.split(".")[0]);
  const base = resource && resource.group !== "" ? `/apis/${resource.group}/${resource.version}` : "/api/v1";
  const [namespace, name] = resource?.namespaced === false ? [undefined, rest[0]] : rest;
  // A new object's name stands in what is sent, unless it is for a subresource.
  const named = name !== undefined && (verb !== "create" || subresource !== "") ? `/${name}` : "";
  return `${base}${namespace === undefined ? "" : `/namespaces/${namespace}`}/${plural.split(".")[0]}${named}${subresource === "" ? "" : `/${subresource}`}`;
}

// Mirrors the keys that kube-apiserver writes (pkg/registry/*/storage): the resource's name without its group.
const registryKey = (subject: string): string => `/registry/${subject.replace(/^([^./]+)\.[^/]*/, "$1")}`;

/**
 * Which of the ten steps a message is, given what led to it: submitted (1), written and confirmed (2), reflected (3) to all
 * who watch (4), seen by the scheduler (5), bound (6), that stored and reflected (7), started and reported by the kubelet
 * (8), that stored (9), confirmed (10).
 */
export function stepsAfter({ what, from, path }: Pick<PathMessage, "what" | "from" | "path">, cause: PathMessage | undefined): readonly number[] {
  if (from === "kubelet" || from === "runtime") return [8];
  if (what === "verdict") return [5];
  if (what === "request") return from === "scheduler" ? [path.endsWith("/binding") ? 6 : 5] : [1];
  if (what === "input") return [1];
  const asked = cause?.steps[0] ?? 1;
  if (what === "store") return [{ 1: 2, 6: 7, 8: 9 }[asked] ?? asked];
  if (what === "watch") return asked === 2 ? [3, 4] : [asked];
  return [asked === 9 ? 10 : asked];
}
