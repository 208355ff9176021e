import { isObject } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import { fail } from "../failure.ts";
import { findResults } from "../jsonpath/evaluate.ts";
import type { Node } from "../jsonpath/nodes.ts";
import { parseTemplate, relaxedTemplate } from "../jsonpath/parse.ts";
import { goValue } from "../jsonpath/print.ts";
import { tabbed } from "./table.ts";

export interface Column {
  readonly header: string;
  readonly nodes: readonly Node[];
}

// Mirrors NewCustomColumnsPrinterFromSpec (kubectl/pkg/cmd/get/customcolumn.go).
export function parseColumns(spec: string): readonly Column[] {
  if (spec === "") fail("custom-columns format specified but no custom columns given");
  return spec.split(",").map((part) => {
    const colon = part.indexOf(":");
    if (colon < 0) fail(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, colon), nodes: parseTemplate(relaxedTemplate(part.slice(colon + 1))) };
  });
}

/** From a template of two lines: headers and paths, at the same columns. */
export function parseColumnsTemplate(text: string): readonly Column[] {
  const [headers = "", paths = ""] = text.split("\n");
  const specs = paths.trim().split(/\s+/);
  return headers.trim().split(/\s+/).map((header, i) => ({ header, nodes: parseTemplate(relaxedTemplate(specs[i] ?? "")) }));
}

/** Tabs and newlines still to be aligned. */
export function columnsText(columns: readonly Column[], object: JsonObject, withHeaders: boolean): string {
  const items = Array.isArray(object["items"]) ? (object["items"] as readonly Json[]).filter(isObject) : [object];
  const rows = items.map((item) => columns.map(({ nodes }) => cell(nodes, item)));
  return tabbed(withHeaders ? [columns.map((c) => c.header), ...rows] : rows);
}

function cell(nodes: readonly Node[], item: JsonObject): string {
  const values = findResults(nodes, item, { allowMissingKeys: true }).flat();
  return values.length === 0 ? "<none>" : values.map(goValue).join(",");
}
