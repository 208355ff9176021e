import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import type { EntityKey, Message, Station } from "../model.ts";
import { nodeKey } from "../nodes/node-view.ts";
import { legMessages, type Places } from "./legs.ts";

/** What is asked of the world to name what a message is about. */
export interface Names extends Places {
  /** Key of the pod of that name; "" where it is not known. */
  podKey(namespace: string, name: string): EntityKey;
  /** What a stored Event says, and the pod that it is about. */
  event(key: string): { readonly reason: string; readonly about: EntityKey } | undefined;
}

const API: Station = "kube-apiserver";

const methods: Readonly<Record<string, string>> = { create: "POST", update: "PUT", patch: "PATCH", delete: "DELETE", deletecollection: "DELETE", get: "GET", list: "GET", watch: "WATCH" };

/** Routine: lease renewals, a node's own heartbeats. */
const isNoise = (resource: string): boolean => resource.startsWith("leases") || resource === "nodes/status";

/** What travels, as the journal has it; nothing for what is no message or only noise. */
export function messagesOf(entry: JournalEntry, names: Names): readonly Message[] {
  switch (entry.type) {
    case "request":
      return requestMessage(entry, names);
    case "response":
      return responseMessage(entry, names);
    case "store":
      return storeMessage(entry, names);
    case "watch":
      return watchMessages(entry, names);
    case "hop":
      return legMessages(entry, names);
    default:
      return [];
  }
}

/** Who speaks: a kubelet stands at its node, all controllers at their manager. */
export function stationOf(actor: string): Station | undefined {
  const [who = "", node = ""] = actor.split(" ");
  if (who === "kubelet") return node === "" ? undefined : nodeKey(node);
  if (who === "kube-scheduler" || who === "default-scheduler") return "kube-scheduler";
  if (who === "workstation" || who === "kubectl" || who === "process") return "workstation";
  return who === "etcd" || who === API ? who : "kube-controller-manager";
}

interface About {
  readonly resource: string;
  readonly about: EntityKey;
  /** Of an Event. */
  readonly reason: string;
}

/** "pods/default/web": the resource, and the entity that the picture has of it. */
function aboutOf(subject: string, names: Names): About {
  const [resource = "", namespace = "", name = ""] = subject.split("/");
  if (resource === "pods" && name !== "") return { resource, about: names.podKey(namespace, name), reason: "" };
  if (resource === "nodes" && namespace !== "") return { resource, about: nodeKey(namespace), reason: "" };
  const event = resource === "events" ? names.event(`${namespace}/${name}`) : undefined;
  return { resource, about: event?.about ?? "", reason: event?.reason ?? "" };
}

const labelled = (verb: string, resource: string, word: string): string => (word === "" ? `${verb} ${resource}` : `${verb} ${resource} · ${word}`);

function requestMessage(entry: JournalEntry, names: Names): readonly Message[] {
  const { verb: asked, subresource, about: word, object = "" } = entryOf(entry, "request")!.detail;
  const from = stationOf(entry.actor);
  const { resource: stored, about, reason } = aboutOf(entry.subject, names);
  const resource = subresource === "" ? stored : `${stored}/${subresource}`;
  if (from === undefined || isNoise(resource)) return [];
  const verb = methods[asked] ?? asked.toUpperCase();
  return [{ id: entry.id, atMs: entry.at, from, to: API, verb, resource, label: labelled(verb, resource, word ?? reason), about: about === "" ? aboutObject(object, names) : about }];
}

/** "pod/default/web", of an Event. */
function aboutObject(object: string, names: Names): EntityKey {
  const [kind, first = "", name = ""] = object.split("/");
  if (kind === "pod") return names.podKey(first, name);
  return kind === "node" ? nodeKey(first) : "";
}

/** Answers to a person, and refusals. */
function responseMessage(entry: JournalEntry, names: Names): readonly Message[] {
  const { to: client, code } = entryOf(entry, "response")!.detail;
  const to = stationOf(client);
  const { resource, about } = aboutOf(entry.subject, names);
  if (to === undefined || isNoise(resource) || (to !== "workstation" && code < 400)) return [];
  return [{ id: entry.id, atMs: entry.at, from: API, to, verb: String(code), resource, label: labelled(String(code), resource, ""), about }];
}

const storeVerbs = { ADDED: "PUT", MODIFIED: "PUT", DELETED: "DELETE" } as const;

function storeMessage(entry: JournalEntry, names: Names): readonly Message[] {
  const { type, revision } = entryOf(entry, "store")!.detail;
  const { resource, about } = aboutOf(entry.subject, names);
  if (isNoise(resource)) return [];
  const verb = storeVerbs[type];
  return [{ id: entry.id, atMs: entry.at, from: API, to: "etcd", verb, resource, label: labelled(verb, resource, `revision ${revision}`), about }];
}

/** One for each station that is told. Their numbers are fractions above the entry's. */
function watchMessages(entry: JournalEntry, names: Names): readonly Message[] {
  const { watchers } = entryOf(entry, "watch")!.detail;
  const { resource, about } = aboutOf(entry.subject, names);
  if (isNoise(resource)) return [];
  const told = new Map<Station, string>();
  for (const watcher of watchers) {
    const at = watcher.lastIndexOf(" ");
    const station = watcherStation(watcher.slice(0, at));
    if (station !== undefined && !told.has(station)) told.set(station, watcher.slice(at + 1));
  }
  return [...told].map(([to, type], i) => ({
    id: entry.id + i / 1024,
    atMs: entry.at,
    from: API,
    to,
    verb: "watch",
    resource,
    label: labelled("watch", resource, type),
    about,
  }));
}

/** "kubelet/worker-1/pods": whose watch it is. What the kubelets share stands at no node. */
function watcherStation(id: string): Station | undefined {
  const [who = "", node = "", own] = id.split("/");
  return stationOf(who === "kubelet" ? `kubelet ${own === undefined ? "" : node}` : who);
}
