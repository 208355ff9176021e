import type { Table } from "../../api/types.ts";
import { selectorQuery } from "../builder/build.ts";
import { apiRequest } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail, throwAll } from "../failure.ts";
import { printRows } from "../lasting/table-watch.ts";
import type { TableWatch } from "../lasting/table-watch.ts";
import { nameOf, stringAt } from "../objects.ts";
import { printerOf } from "../printers/output.ts";
import type { OutputRequest } from "../printers/output.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fetchAll, objectsOf } from "./fetch.ts";
import { tableOptions } from "./tables.ts";
import { getTargets } from "./targets.ts";

// Mirrors GetOptions.watch: what is there first (unless --watch-only), then every change after it.
export function* watchTables(session: Session, output: OutputRequest | undefined): Task<Outcome> {
  const { targets, problems } = yield* getTargets(session);
  throwAll(problems);
  const [target, ...more] = targets;
  if (!target || more.length > 0) return fail(more.length > 0 && targets.some((t) => t.resource !== target?.resource) ? "you may only specify a single resource type" : "watch is only supported on individual resources and resource collections");
  const { found, problems: refused } = yield* fetchAll(session, [target], !output);
  throwAll(refused);
  const [first] = found;
  if (!first) return 0;
  const { resource, namespace, name } = target;
  const query = { ...selectorQuery(session), ...(name !== undefined && { fieldSelector: `metadata.name=${name}` }), resourceVersion: stringAt(first.body, "metadata", "resourceVersion") };
  const state: TableWatch = {
    kind: "table-watch",
    request: apiRequest({ verb: "watch", resource, namespace, query, ...(!output && { table: true }) }),
    watch: null,
    options: tableOptions(session, resource, session.flags.bool("show-kind")),
    output: output ?? null,
    withEvents: session.flags.bool("output-watch-events"),
    headerDue: !session.flags.bool("no-headers"),
    widths: [],
  };
  if (session.flags.bool("watch-only")) return state;
  if (output) {
    const print = printerOf(output);
    const objects = objectsOf(first).filter((object) => nameOf(object) !== "");
    for (const object of objects) yield* writeOut(print?.(object) ?? "");
    return { ...state, headerDue: state.headerDue && objects.length === 0 };
  }
  const { text, next } = printRows(state, "ADDED", first.body as unknown as Table);
  yield* writeOut(text);
  return next;
}
