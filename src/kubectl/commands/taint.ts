import type { JsonObject } from "../../api/json.ts";
import { qualifiedNameErrors, labelValueErrors } from "../../api/names.ts";
import type { Taint } from "../../api/types.ts";
import { build } from "../builder/build.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, outputFlags, selectorFlag, validateFlag } from "../flags/shared-flags.ts";
import { nameOf, objectsAt } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const taintCommand: Command = {
  name: "taint",
  short: "Update the taints on one or more nodes",
  usage: "taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]",
  flags: [
    ...outputFlags,
    selectorFlag,
    dryRunFlag,
    validateFlag,
    fieldManagerFlag("kubectl-taint"),
    bool("all", { usage: "Select all nodes in the cluster" }),
    bool("overwrite", { usage: "If true, allow taints to be overwritten, otherwise reject taint updates that overwrite existing taints." }),
  ],
  run: taint,
};

interface TaintChanges {
  readonly added: readonly Taint[];
  /** Without an effect, all of the key. */
  readonly removed: readonly { readonly key: string; readonly effect: string }[];
}

// Mirrors TaintOptions.RunTaint (kubectl/pkg/cmd/taint/taint.go).
function* taint(session: Session): Task<Outcome> {
  const { args, flags } = session;
  const isChange = (arg: string) => arg.includes("=") || arg.endsWith("-") || arg.includes(":");
  const first = args.findIndex(isChange);
  const resources = first < 0 ? args : args.slice(0, first);
  const changes = parseTaints(first < 0 ? [] : args.slice(first));
  if (resources.length === 0) fail("one or more resources must be specified as <resource> <name>");
  if (changes.added.length === 0 && changes.removed.length === 0) fail("at least one taint update is required");
  if (!/^(no|nodes?)(\/|$)/.test(resources[0] ?? "")) fail(`invalid resource type ${resources[0] ?? ""}, only node types are supported`);
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { args: resources, all: flags.bool("all") });
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      const node = yield* getObject(session, info);
      const { taints, operation } = retainted(node, changes, flags.bool("overwrite"));
      const query = { fieldManager: flags.text("field-manager"), ...(dryRun === "server" && { dryRun: true }) };
      const body = { spec: { taints: taints.length > 0 ? (taints as unknown as readonly JsonObject[]) : null } };
      const result = dryRun === "client" ? node : yield* call(session, { verb: "patch", patchType: "strategic", resource: info.resource, name: info.name, query, body });
      yield* writeOut(print(result, operation));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

// Mirrors parseTaints (kubectl/pkg/cmd/taint/utils.go): key=value:Effect, key:Effect, key:Effect-, key-.
function parseTaints(specs: readonly string[]): TaintChanges {
  const added: Taint[] = [];
  const removed: { key: string; effect: string }[] = [];
  for (const spec of specs) {
    const removes = spec.endsWith("-");
    const [pair = "", effect = "", ...more] = (removes ? spec.slice(0, -1) : spec).split(":");
    const [key = "", value = "", ...rest] = pair.split("=");
    if (more.length > 0 || rest.length > 0) fail(`invalid taint spec: ${spec}`);
    if (effect !== "" && !effects.includes(effect)) fail(`invalid taint effect: ${effect}, unsupported taint effect`);
    const problems = [...qualifiedNameErrors(key), ...labelValueErrors(value)];
    if (problems.length > 0) fail(`invalid taint spec: ${spec}, ${problems.join("; ")}`);
    if (removes) removed.push({ key, effect });
    else if (effect === "") fail(`invalid taint spec: ${spec}`);
    else if (added.some((t) => t.key === key && t.effect === effect)) fail(`duplicated taints with the same key and effect: {${key} ${value} ${effect} <nil>}`);
    else added.push({ key, ...(value !== "" && { value }), effect: effect as Taint["effect"] });
  }
  return { added, removed };
}

// Mirrors reorganizeTaints.
function retainted(node: JsonObject, { added, removed }: TaintChanges, overwrite: boolean): { taints: readonly Taint[]; operation: string } {
  const current = objectsAt(node, "spec", "taints") as unknown as readonly Taint[];
  const same = (a: Taint) => (b: Taint) => a.key === b.key && a.effect === b.effect;
  const existing = added.filter((t) => current.some(same(t)));
  if (existing.length > 0 && !overwrite) fail(`node ${nameOf(node)} already has [${existing.map((t) => t.key).join(", ")}] taint(s) with same effect(s) and --overwrite is false`);
  const gone = (t: Taint) => removed.some((r) => r.key === t.key && (r.effect === "" || r.effect === t.effect));
  for (const r of removed) if (!current.some((t) => t.key === r.key && (r.effect === "" || r.effect === t.effect))) fail(`taint ${JSON.stringify(r.effect === "" ? r.key : `${r.key}:${r.effect}`)} not found`);
  const kept = current.filter((t) => !gone(t) && !added.some(same(t)));
  const operation = removed.length === 0 ? (existing.length > 0 ? "modified" : "tainted") : added.length > 0 ? "modified" : "untainted";
  return { taints: [...added, ...kept], operation };
}
