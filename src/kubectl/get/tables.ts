import { asJson } from "../../api/json.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { Table } from "../../api/types.ts";
import type { Outcome } from "../command.ts";
import { throwAll } from "../failure.ts";
import { outputFormat, qualifiedKind } from "../printers/output.ts";
import { alignTabs, tableLayout } from "../printers/tab-writer.ts";
import { headerCells, rowCells, tabbed } from "../printers/table.ts";
import type { TableOptions } from "../printers/table.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fetchAll } from "./fetch.ts";
import type { Fetched } from "./fetch.ts";
import { sortObjects } from "./sort.ts";
import { getTargets } from "./targets.ts";

export function tableOptions(session: Session, resource: ApiResource, withKind: boolean): TableOptions {
  const { flags } = session;
  return {
    wide: outputFormat(session).format === "wide",
    withNamespace: flags.bool("all-namespaces") && resource.namespaced,
    kindPrefix: withKind ? qualifiedKind(resource.kind, resource.group) : "",
    showLabels: flags.bool("show-labels"),
    columnLabels: flags.list("label-columns"),
  };
}

/** The human-readable form: a table per resource type, each with its header. */
export function* printTables(session: Session): Task<Outcome> {
  const { targets, problems } = yield* getTargets(session);
  const { found, problems: refused } = yield* fetchAll(session, targets, true);
  const failed = [...problems, ...refused];
  const types = new Set(targets.map((t) => t.resource));
  const withKind = types.size > 1 || session.flags.bool("show-kind");
  const blocks = mergeByType(session, found).map(({ resource, table }) => {
    const options = tableOptions(session, resource, withKind);
    const rows = table.rows.map((row) => rowCells(table, row, options));
    return alignTabs(tabbed(session.flags.bool("no-headers") ? rows : [headerCells(table, options), ...rows]), tableLayout);
  });
  yield* writeOut(blocks.join("\n"));
  if (blocks.length === 0 && failed.length === 0 && !session.flags.bool("ignore-not-found")) yield* writeError(nothingFound(session, [...types]));
  throwAll(failed);
  return 0;
}

function nothingFound(session: Session, types: readonly ApiResource[]): string {
  const oneNamespace = !session.flags.bool("all-namespaces") && types.every((r) => r.namespaced);
  return oneNamespace ? `No resources found in ${session.namespace} namespace.\n` : "No resources found\n";
}

/** Tables of the same type that follow one another are one; empty ones are left out. */
function mergeByType(session: Session, found: readonly Fetched[]): { resource: ApiResource; table: Table }[] {
  const merged: { resource: ApiResource; table: Table }[] = [];
  for (const { resource, body } of found) {
    const table = sortedTable(session, body as unknown as Table);
    const last = merged.at(-1);
    if (table.rows.length === 0) continue;
    if (last?.resource === resource) merged[merged.length - 1] = { resource, table: { ...last.table, rows: [...last.table.rows, ...table.rows] } };
    else merged.push({ resource, table });
  }
  return merged;
}

function sortedTable(session: Session, table: Table): Table {
  const sortBy = session.flags.text("sort-by");
  if (sortBy === "") return table;
  return { ...table, rows: sortObjects(table.rows, sortBy, (row) => asJson(row.object)) ?? [] };
}
