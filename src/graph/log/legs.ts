import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf, type HopDetail, type HopStep } from "../../engine/simulation/journal-details.ts";
import type { EntityKey, Leg, Message, Station, Verdict } from "../model.ts";
import type { Bare } from "./write-marks.ts";

/** What is asked of the world to name where a request is. */
export interface Places {
  /** A pod's key, a node's, or "workstation", for a network namespace. */
  place(namespace: string): Station | undefined;
  /** Key of the Service "namespace/name"; "" where there is none. */
  serviceKey(name: string): EntityKey;
  /** Key of the Service that has this address; "" for none. */
  serviceAt(address: string): EntityKey;
}

const verdicts: Readonly<Partial<Record<HopStep, Verdict>>> = {
  sent: "sent", answered: "answered", refused: "refused", rejected: "rejected", dropped: "dropped", noRoute: "noRoute", timedOut: "timedOut", reset: "reset", unresolved: "unresolved",
};

/** Programs ask through the process table; what others ask (probes, hooks) is no request of the application. */
const PROGRAMS = "processes";

/** What a step of a request's way through the network is in the picture. */
export function legMessages(entry: JournalEntry, places: Places): readonly Message[] {
  const { detail } = entryOf(entry, "hop")!;
  const verdict = verdicts[detail.step];
  if (verdict === undefined || !(detail.client === PROGRAMS || (verdict === "unresolved" && !isMachine(detail.from, places)))) return [];
  const client = places.place(detail.from);
  if (client === undefined) return [];
  const via = serviceOf(detail, places);
  const server = detail.to === undefined ? undefined : places.place(detail.to);
  const [from, to] = verdict === "answered" ? [server ?? client, client] : [client, server ?? (via === "" ? client : via)];
  // Within one pod nothing travels.
  if (from === to && verdict !== "unresolved" && detail.to !== undefined) return [];
  const leg: Leg = { via: via === to ? "" : via, verdict, asked: askedOf(detail), translated: detail.service === undefined ? "" : `${detail.address}:${detail.port}` };
  const { method = "TCP" } = detail;
  const word = verdict === "answered" ? String(detail.status ?? "") : leg.asked;
  return [{ id: entry.id, atMs: entry.at, from, to, verb: method, resource: detail.path ?? "", label: word, about: client.startsWith("pod/") ? client : "", leg }];
}

/** What a request that came to nothing is on the timeline of the pod that made it. */
export function failedRequest({ about, leg }: Message): Bare | undefined {
  if (!leg || about === "" || leg.verdict === "sent" || leg.verdict === "answered") return undefined;
  return { kind: "request", pod: about, verdict: leg.verdict, asked: leg.translated === "" ? leg.asked : `${leg.asked} → ${leg.translated}` };
}

/** The kubelet's own questions are asked from the node. */
const isMachine = (namespace: string, places: Places): boolean => places.place(namespace)?.startsWith("node/") ?? true;

/** "default/web:http" */
function serviceOf({ service, step, address }: HopDetail, places: Places): EntityKey {
  if (service !== undefined) return places.serviceKey(service.split(":")[0] ?? "");
  return step === "rejected" || step === "dropped" || step === "noRoute" ? places.serviceAt(address) : "";
}

/** "GET / web → 10.96.1.2:80": what was asked, and where its name or address led. */
function askedOf({ method, path = "", host, address, port, dialled, step }: HopDetail): string {
  if (step === "unresolved") return host ?? "";
  const target = dialled ?? `${address}:${port}`;
  const isName = host !== undefined && host !== "" && !target.startsWith(`${host}:`) && host !== target;
  return [method === undefined ? "TCP" : `${method} ${path}`, isName ? `${host} → ${target}` : target].join(" ");
}
