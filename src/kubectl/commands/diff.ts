import { isObject } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { calendarTime } from "../../api/time.ts";
import { unifiedDiff } from "../../api/unified-diff.ts";
import { writeYaml } from "../../manifest/write-yaml.ts";
import { patchAgainst } from "../apply/apply-object.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, findObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { problemOf, throwAll, verdictOf } from "../failure.ts";
import { bool, int, text } from "../flags/flag.ts";
import { fieldManagerFlag, filenameFlags, selectorFlag } from "../flags/shared-flags.ts";
import { objectAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import { nowMs, writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { requireFiles } from "./shared.ts";

export const diffCommand: Command = {
  name: "diff",
  short: "Diff the live version against a would-be applied version",
  usage: "diff -f FILENAME [options]",
  flags: [
    ...filenameFlags,
    selectorFlag,
    fieldManagerFlag("kubectl-client-side-apply"),
    bool("server-side", { usage: "If true, apply runs in the server instead of the client." }),
    bool("force-conflicts", { usage: "If true, server-side apply will force the changes against conflicts." }),
    bool("show-managed-fields", { usage: "If true, include managed fields in the diff." }),
    bool("prune", { usage: "Include resources that would be deleted by pruning." }),
    int("concurrency", { default: "1", usage: "Number of objects to process in parallel when diffing against the live version." }),
    text("prune-allowlist", { usage: "Overwrite the default allowlist with <group/version/kind> for --prune" }),
  ],
  *run(session) {
    try {
      return yield* diff(session);
    } catch (error) {
      // Mirrors CheckDiffErr: 1 says that there are differences, so what goes wrong is 2.
      const verdict = verdictOf(problemOf(error));
      yield* writeError(verdict.text);
      return verdict.exitCode + 1;
    }
  },
};

interface Sides {
  readonly file: string;
  readonly live: JsonObject | undefined;
  readonly merged: JsonObject;
}

// Mirrors DiffOptions.Run (kubectl/pkg/cmd/diff/diff.go).
// Simplified: `kubectl diff` runs no program of KUBECTL_EXTERNAL_DIFF, and prunes nothing.
function* diff(session: Session): Task<Outcome> {
  requireFiles(session);
  const { infos, problems } = yield* build(session, { args: [], validate: true });
  throwAll(problems);
  const sides: Sides[] = [];
  for (const info of infos) sides.push(yield* sidesOf(session, info));
  const now = session.context.startsAtMs + (yield* nowMs());
  const texts = sides.sort((a, b) => (a.file < b.file ? -1 : 1)).map((side) => differences(side, now, session.flags.bool("show-managed-fields")));
  yield* writeOut(texts.join(""));
  return texts.some((found) => found !== "") ? 1 : 0;
}

// Mirrors InfoObject.Merged: the API server says what would come of it, and nothing is annotated.
function* sidesOf(session: Session, info: Info): Task<Sides> {
  const { resource, namespace, name } = info;
  const manifest = info.object ?? {};
  const live = yield* findObject(session, info);
  const query = { fieldManager: session.flags.text("field-manager"), dryRun: true, ...(session.flags.bool("force-conflicts") && { force: true }) };
  const request = { resource, namespace, name, query };
  const file = [resource.group, resource.version, resource.kind, namespace, name].filter((part) => part !== "").join(".");
  if (session.flags.bool("server-side")) return { file, live, merged: yield* call(session, { ...request, verb: "patch", patchType: "apply", body: manifest }) };
  if (!live) return { file, live, merged: yield* call(session, { verb: "create", resource, namespace, query, body: manifest }) };
  // Mirrors GetModifiedConfiguration without annotating: the annotations are there, if need be empty.
  const patch = patchAgainst(live, withValue(manifest, ["metadata", "annotations"], objectAt(manifest, "metadata", "annotations")));
  if (Object.keys(patch).length === 0) return { file, live, merged: live };
  return { file, live, merged: yield* call(session, { ...request, verb: "patch", patchType: "strategic", body: patch }) };
}

function differences({ file, live, merged }: Sides, nowMs: number, managed: boolean): string {
  const [before, after] = masked(live && shown(live, managed), shown(merged, managed));
  const hunks = unifiedDiff(before === undefined ? [] : linesOf(before), linesOf(after));
  if (hunks === "") return "";
  const [from, to] = [`/tmp/LIVE-${folderNumber(nowMs, 1)}/${file}`, `/tmp/MERGED-${folderNumber(nowMs, 2)}/${file}`];
  return `diff -u -N ${from} ${to}\n--- ${from}\t${fileTime(nowMs)}\n+++ ${to}\t${fileTime(nowMs)}\n${hunks}`;
}

const shown = (object: JsonObject, managed: boolean): JsonObject => (managed ? object : withValue(object, ["metadata", "managedFields"], undefined));
const linesOf = (object: JsonObject): string[] => writeYaml(object).replace(/\n$/, "").split("\n");

/** Upstream's folders have random numbers; these come from the time. */
const folderNumber = (ms: number, salt: number): number => (ms * 7919 + salt * 104_729) % 4_294_967_291;

function fileTime(ms: number): string {
  const { year, month, day, hour, minute, second } = calendarTime(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}.${String(ms % 1000).padStart(3, "0")}000000 +0000`;
}

// Mirrors Masker (kubectl/pkg/cmd/diff/diff.go): what is secret is not shown, only that it changes.
function masked(live: JsonObject | undefined, merged: JsonObject): [JsonObject | undefined, JsonObject] {
  if (merged["kind"] !== "Secret" || merged["apiVersion"] !== "v1") return [live, merged];
  const [before, after] = [objectAt(live, "data"), objectAt(merged, "data")];
  const hide = (data: JsonObject, other: JsonObject, which: string) =>
    Object.fromEntries(Object.keys(data).map((key) => [key, other[key] !== undefined && other[key] !== data[key] ? `*** (${which})` : "***"]));
  const withData = (object: JsonObject, data: JsonObject) => (isObject(object["data"]) ? withValue(object, ["data"], data) : object);
  return [live && withData(live, hide(before, after, "before")), withData(merged, hide(after, before, "after"))];
}
