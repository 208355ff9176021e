import type { JsonObject } from "../../api/json.ts";
import { writeYaml } from "../../manifest/write-yaml.ts";
import { absolutePath } from "../builder/files.ts";
import { fail } from "../failure.ts";
import { goTemplatePrinter } from "../go-template/print.ts";
import { parseJsonPath, printJsonPath } from "../jsonpath/print.ts";
import { goJson, groupOf, kindOf, nameOf, objectsAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import { alignTabs, tableLayout } from "./tab-writer.ts";
import { columnsText, parseColumns, parseColumnsTemplate } from "./custom-columns.ts";
import type { Column } from "./custom-columns.ts";
import { kyaml } from "./kyaml.ts";

/** Turns one object (or a List) into text. Made once per command: documents after the first begin with a separator. */
export type ObjectPrinter = (object: JsonObject) => string;

const objectFormats = ["go-template", "go-template-file", "json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "kyaml", "name", "template", "templatefile", "yaml"];
const getFormats = ["custom-columns", "custom-columns-file", ...objectFormats, "wide"];

export interface OutputFormat {
  readonly format: string;
  /** What follows the first "=". */
  readonly argument: string;
}

/** Everything a printer needs to know, as plain data. */
export interface OutputRequest extends OutputFormat {
  readonly keepManaged: boolean;
  readonly allowMissingKeys: boolean;
  readonly headers: boolean;
}

/** -o and --template, split; "" when nothing was asked for. */
export function outputFormat(session: Session): OutputFormat {
  const [format = "", ...rest] = session.flags.text("output").split("=");
  const template = session.flags.text("template");
  if (format === "" && template !== "") return { format: "go-template", argument: template };
  return { format: format.toLowerCase(), argument: rest.length > 0 ? rest.join("=") : template };
}

/** What -o asks for, checked, template files read; undefined for the command's own way. `get` knows more formats than the others. */
export function outputRequest(session: Session, forGet = false): OutputRequest | undefined {
  const { format, argument } = outputFormat(session);
  const allowed = forGet ? getFormats : objectFormats;
  if (format === "" || (forGet && format === "wide")) return undefined;
  if (!allowed.includes(format)) refuseFormat(session.flags.text("output"), allowed);
  const fromFile = format.endsWith("-file") || format === "templatefile";
  if (fromFile && argument === "") fail(format === "custom-columns-file" ? "custom-columns format specified but no custom columns given" : "template format specified but no template given");
  return {
    format,
    argument: fromFile ? templateFile(session, argument) : argument,
    keepManaged: session.flags.bool("show-managed-fields"),
    allowMissingKeys: session.flags.bool("allow-missing-template-keys"),
    headers: !session.flags.bool("no-headers"),
  };
}

export const formatPrinter = (session: Session, forGet = false): ObjectPrinter | undefined => printerOf(outputRequest(session, forGet));

/** The printer for a request; fails on a template that does not parse. */
export function printerOf(request: OutputRequest | undefined): ObjectPrinter | undefined {
  if (!request) return undefined;
  const { format, argument } = request;
  const clean = (object: JsonObject) => (request.keepManaged ? object : withoutManagedFields(object));
  let documents = 0;
  switch (format) {
    case "json":
      return (object) => `${goJson(clean(object), "    ")}\n`;
    case "yaml":
      return (object) => `${documents++ > 0 ? "---\n" : ""}${writeYaml(clean(object))}`;
    case "kyaml":
      return (object) => `---\n${kyaml(clean(object))}\n`;
    case "name":
      return (object) => itemsOf(object).map((item) => `${qualifiedName(item)}\n`).join("");
    case "custom-columns":
    case "custom-columns-file":
      return columnPrinter(format === "custom-columns" ? parseColumns(argument) : parseColumnsTemplate(argument), request.headers);
    default:
      return templatePrinter(request);
  }
}

// Mirrors NoCompatiblePrinterError (cli-runtime/pkg/genericclioptions/print_flags.go).
const refuseFormat = (asked: string, allowed: readonly string[]): never =>
  fail(`unable to match a printer suitable for the output format ${JSON.stringify(asked)}, allowed formats are: ${[...allowed].sort().join(",")}`);

function templatePrinter({ format, argument, allowMissingKeys }: OutputRequest): ObjectPrinter {
  if (argument === "") fail("template format specified but no template given");
  if (!format.startsWith("jsonpath")) return goTemplatePrinter(argument);
  const nodes = parseJsonPath(argument);
  return (object) => printJsonPath(argument, nodes, object, { allowMissingKeys, asJson: format === "jsonpath-as-json" });
}

const templateFile = (session: Session, path: string): string =>
  session.context.files.read(absolutePath(session.context, path)) ?? fail(`error reading template ${path}, open ${path}: no such file or directory`);

function columnPrinter(columns: readonly Column[], withHeaders: boolean): ObjectPrinter {
  let headers = withHeaders;
  return (object) => {
    const text = alignTabs(columnsText(columns, object, headers), tableLayout);
    headers = false;
    return text;
  };
}

const itemsOf = (object: JsonObject): readonly JsonObject[] => (Array.isArray(object["items"]) ? objectsAt(object, "items") : [object]);

/** "pod/web", "deployment.apps/web". */
export const qualifiedName = (object: JsonObject): string => `${qualifiedKind(kindOf(object), groupOf(object))}/${nameOf(object)}`;
export const qualifiedKind = (kind: string, group: string): string => (group === "" ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`);

function withoutManagedFields(object: JsonObject): JsonObject {
  if (Array.isArray(object["items"])) return { ...object, items: objectsAt(object, "items").map(withoutManagedFields) };
  return object["metadata"] === undefined ? object : withValue(object, ["metadata", "managedFields"], undefined);
}
