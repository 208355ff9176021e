import type { Played } from "../../src/cli/play.ts";
import type { ContainerStatus, Condition, Pod } from "../../src/api/types.ts";
import { normaliseMessage, normaliseOutput } from "./normalise.ts";
import { align, lateMoments, sequences, type Alignment, type StatusRow, type Step } from "./sequences.ts";

/** A recording of a real cluster. */
export interface Trace {
  readonly scenario: string;
  readonly namespace: string;
  readonly log: readonly TraceRecord[];
}
interface TraceRecord {
  readonly t: number;
  readonly kind: string;
  readonly op?: string;
  readonly row?: Readonly<Record<string, string>>;
  readonly obj?: Readonly<Record<string, unknown>>;
  readonly cmd?: string;
  readonly started?: number;
  readonly rc?: number | null;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** Counts over one trace or many, and what differed in words. */
export interface Tally {
  pods: number;
  podsExact: number;
  extraPods: number;
  moments: number;
  late: number;
  events: number;
  eventsHit: number;
  eventsExtra: number;
  commands: number;
  codes: number;
  outputs: number;
  objects: number;
  objectsEqual: number;
  readonly misses: string[];
}
export const newTally = (): Tally => ({ pods: 0, podsExact: 0, extraPods: 0, moments: 0, late: 0, events: 0, eventsHit: 0, eventsExtra: 0, commands: 0, codes: 0, outputs: 0, objects: 0, objectsEqual: 0, misses: [] });

/** Adds what a run of the trace's scenario has in common with the recording. */
export function compareTrace(trace: Trace, { report }: Played, tally: Tally): void {
  const endSeconds = Math.max(...trace.log.map(({ t }) => t));
  comparePods(trace, ourRows(trace, report), endSeconds, tally);
  compareEvents(trace, report, tally);
  compareCommands(trace, report, tally);
  compareObjects(trace, report, tally);
}

const ourRows = ({ namespace }: Trace, report: Played["report"]): StatusRow[] =>
  report.pods
    .filter((row) => row.namespace === namespace)
    .map((row) => ({ at: row.at / 1000, name: row.name, status: row.status, ready: row.ready, restarts: row.restarts, gone: row.op === "DELETED" }));

const realRows = ({ log }: Trace): StatusRow[] =>
  log.flatMap(({ t, kind, op, row }) =>
    kind === "podtable" && row
      ? [{ at: t, name: row["Name"] ?? "", status: row["Status"] ?? "", ready: row["Ready"] ?? "", restarts: Number.parseInt(row["Restarts"] ?? "0", 10) || 0, gone: op === "DELETED" }]
      : [],
  );

/** Pods whose names are generated have other names in every run: they are looked for among their like. */
const family = (name: string): string => name.replace(/-[a-z0-9]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/, "-*").replace(/-[bcdfghjklmnpqrstvwxz2456789]{5}$/, "-*").replace(/-\d{8,}/, "-T");

function byFamily(sequences: ReadonlyMap<string, readonly Step[]>): Map<string, (readonly Step[])[]> {
  const families = new Map<string, (readonly Step[])[]>();
  for (const [name, steps] of sequences) families.set(family(name), [...(families.get(family(name)) ?? []), steps]);
  return families;
}

/** The cheapest partner of a real sequence among those of its family that have none yet, which it takes. */
function takePartner(real: readonly Step[], left: (readonly Step[])[]): { aligned: Alignment; ours: readonly Step[] } {
  const tried = left.map((ours) => ({ ours, aligned: align(real, ours) }));
  const [first, ...rest] = tried;
  if (!first) return { ours: [], aligned: align(real, []) };
  const best = rest.reduce((a, b) => (b.aligned.cost < a.aligned.cost ? b : a), first);
  left.splice(tried.indexOf(best), 1);
  return best;
}

function comparePods(trace: Trace, ours: readonly StatusRow[], endSeconds: number, tally: Tally): void {
  const mine = byFamily(sequences(ours, endSeconds));
  for (const [name, group] of byFamily(sequences(realRows(trace), endSeconds))) {
    for (const real of group) {
      const { aligned, ours: sequence } = takePartner(real, mine.get(name) ?? []);
      tally.pods += 1;
      tally.moments += aligned.pairs.length;
      tally.late += lateMoments(aligned);
      if (aligned.cost === 0) tally.podsExact += 1;
      else tally.misses.push(`${trace.scenario} ${name}\n    real ${shown(real)}\n    ours ${shown(sequence)}`);
    }
  }
  tally.extraPods += [...mine.values()].reduce((sum, left) => sum + left.length, 0);
}

const shown = (steps: readonly Step[]): string => steps.map(({ at, key }) => `${at.toFixed(1)} ${key}`).join(" > ");

const ofPods = (object: string): boolean => !/^(node|namespace)\//i.test(object) && !object.includes("openshift");

function compareEvents(trace: Trace, report: Played["report"], tally: Tally): void {
  const key = (object: unknown, type: unknown, reason: unknown, message: unknown): string =>
    `${normaliseMessage(String(object).toLowerCase())} ${String(type)} ${String(reason)} ${normaliseMessage(String(message ?? ""))}`;
  const real = new Set(
    trace.log.flatMap(({ kind, op, obj }) =>
      kind === "event" && op !== "DELETED" && obj && ofPods(String(obj["object"])) ? [key(obj["object"], obj["type"], obj["reason"], obj["message"])] : [],
    ),
  );
  const ours = new Set(report.events.filter((row) => row.namespace === trace.namespace && ofPods(row.object)).map((row) => key(row.object, row.type, row.reason, row.message)));
  tally.events += real.size;
  for (const one of real) {
    if (ours.has(one)) tally.eventsHit += 1;
    else tally.misses.push(`${trace.scenario} - ${one}`);
  }
  for (const one of ours) {
    if (real.has(one)) continue;
    tally.eventsExtra += 1;
    tally.misses.push(`${trace.scenario} + ${one}`);
  }
}

function compareCommands(trace: Trace, report: Played["report"], tally: Tally): void {
  const lines = (text: string): string => normaliseOutput(text).split("\n").sort().join("\n");
  const recorded = trace.log.filter((record) => record.kind === "cmd");
  for (const row of report.transcript) {
    const real = recorded.find((r) => Math.round((r.started ?? -1) * 1000) === row.at && (r.cmd === row.run || row.at === 0));
    if (!real || typeof real.rc !== "number") continue;
    tally.commands += 1;
    if (row.exitCode === real.rc) tally.codes += 1;
    if (lines(row.stdout) === lines(real.stdout ?? "") && lines(row.stderr) === lines(real.stderr ?? "")) tally.outputs += 1;
    else tally.misses.push(`${trace.scenario} $ ${row.run} (exit ${row.exitCode}, real ${real.rc})\n--- real\n${normaliseOutput((real.stdout ?? "") + (real.stderr ?? ""))}\n--- ours\n${normaliseOutput(row.stdout + row.stderr)}`);
  }
}

function compareObjects(trace: Trace, report: Played["report"], tally: Tally): void {
  const last = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { kind, op, obj } of trace.log) {
    if (kind !== "pod" || !obj) continue;
    if (op === "DELETED") last.delete(String(obj["name"]));
    else last.set(String(obj["name"]), obj);
  }
  const view = (phase: unknown, conditions: unknown, statuses: unknown): string =>
    JSON.stringify([
      phase,
      ((conditions ?? []) as Condition[]).map((c) => [c.type, c.status, c.reason ?? null]),
      ((statuses ?? []) as ContainerStatus[]).map((s) => [s.name, s.started ?? null, Object.keys(s.state ?? {})[0] ?? null]),
    ]);
  const pods = (report.objects as readonly Pod[]).filter(({ kind, metadata }) => kind === "Pod" && metadata.namespace === trace.namespace);
  const left = pods.map(({ metadata, status }) => ({ name: family(metadata.name), view: view(status.phase, status.conditions, status.containerStatuses) }));
  for (const [name, real] of last) {
    const expected = view(real["phase"], real["conditions"], real["containerStatuses"]);
    const alike = left.filter((pod) => pod.name === family(name));
    const found = alike.find((pod) => pod.view === expected) ?? alike[0];
    if (found) left.splice(left.indexOf(found), 1);
    tally.objects += 1;
    if (found?.view === expected) tally.objectsEqual += 1;
    else tally.misses.push(`${trace.scenario} object ${name}\n    real ${expected}\n    ours ${found?.view ?? "-"}`);
  }
}
