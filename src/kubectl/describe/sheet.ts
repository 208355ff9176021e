import { humanDuration, parseRfc3339, rfc1123z } from "../../api/time.ts";
import type { ObjectMeta, StringMap } from "../../api/types.ts";
import { lastAppliedAnnotation } from "../apply/last-applied.ts";

/** The text of a describe, line by line; cells are divided by tabs and aligned at the end. Mirrors PrefixWriter. */
export class Sheet {
  readonly nowMs: number;
  /** False leaves the Events out, with their title. */
  readonly showsEvents: boolean;
  private text = "";
  /** `nowMs` is Unix time: ages are told from it. */
  constructor(nowMs: number, showsEvents = true) {
    this.nowMs = nowMs;
    this.showsEvents = showsEvents;
  }

  /** One line, indented by two spaces per level; a key and its value are two cells. */
  line(level: number, ...cells: readonly (string | number | boolean)[]): void {
    this.text += `${"  ".repeat(level)}${cells.join("\t")}\n`;
  }

  toString(): string {
    return this.text;
  }

  /** "5s" since an RFC 3339 time; "<unknown>" without one. */
  since(time: string | null | undefined): string {
    const at = time ? parseRfc3339(time) : undefined;
    return at === undefined ? "<unknown>" : humanDuration(this.nowMs - at);
  }

  /** Under one key, a value per line. */
  many(title: string, values: readonly string[], level = 0): void {
    const [first = "<none>", ...rest] = values;
    this.line(level, `${title}:`, first);
    for (const value of rest) this.text += `\t${value}\n`;
  }

  labels(title: string, labels: StringMap | undefined, level = 0): void {
    this.many(title, Object.keys(labels ?? {}).sort().map((key) => `${key}=${labels?.[key] ?? ""}`), level);
  }

  annotations(annotations: StringMap | undefined, title = "Annotations", level = 0): void {
    this.many(title, annotationLines(annotations), level);
  }

  /** Name, namespace, labels and annotations, as most kinds begin. */
  identity(metadata: ObjectMeta): void {
    this.line(0, "Name:", metadata.name);
    if (metadata.namespace !== undefined) this.line(0, "Namespace:", metadata.namespace);
    this.labels("Labels", metadata.labels);
    this.annotations(metadata.annotations);
  }
}

const longest = 140;

// Mirrors printAnnotationsMultiline (kubectl/pkg/describe/describe.go).
function annotationLines(annotations: StringMap | undefined): string[] {
  const keys = Object.keys(annotations ?? {}).filter((key) => key !== lastAppliedAnnotation).sort();
  return keys.flatMap((key) => {
    const value = (annotations?.[key] ?? "").replace(/\n$/, "");
    if (value.length + key.length + 2 <= longest && !value.includes("\n")) return [`${key}: ${value}`];
    return [`${key}:`, ...value.split("\n").map((line) => `  ${line.length > longest - 2 ? `${line.slice(0, longest - 2)}...` : line}`)];
  });
}

export const orNone = (text: string): string => (text === "" ? "<none>" : text);
export const yesNo = (value: boolean | undefined): string => (value ? "True" : "False");
export const longTime = (time: string | null | undefined): string => {
  const at = time ? parseRfc3339(time) : undefined;
  return at === undefined ? "Mon, 01 Jan 0001 00:00:00 +0000" : rfc1123z(at);
};
