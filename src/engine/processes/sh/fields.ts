import type { FileReader } from "../program.ts";
import { hasPattern, matchesPattern, quotePattern } from "../expressions/shell-pattern.ts";
import type { Segments } from "./state.ts";

/** A word as one string: nothing is split or matched. */
export const joined = (segments: Segments): string => {
  if (segments.length === 1) return segments[0]?.text ?? "";
  return segments.map((segment, index) => (segment.ends && index < segments.length - 1 ? `${segment.text} ` : segment.text)).join("");
};

/** A word as a pattern: what was quoted stands for itself. */
export const asPattern = (segments: Segments): string => segments.map((segment) => (segment.quoted ? quotePattern(segment.text) : segment.text)).join("");

interface Field {
  text: string;
  pattern: string;
  present: boolean;
}

/** Who looks for file names, and what that has cost. */
interface Finder {
  readonly context: { readonly files: FileReader; readonly cwd: string };
  worked: number;
}

/** A word's fields: split at IFS where it came from an expansion, then matched against file names. */
export function fieldsOf(segments: Segments, ifs: string, finder: Finder, noGlob: boolean): string[] {
  const [only] = segments;
  if (segments.length === 1 && only?.quoted) return [only.text];
  const fields = splitFields(segments, ifs);
  return fields.flatMap((field) => {
    if (noGlob || !hasPattern(field.pattern)) return [field.text];
    const matches = matchFiles(field.pattern, finder);
    return matches.length > 0 ? matches : [field.text];
  });
}

function splitFields(segments: Segments, ifs: string): Field[] {
  const fields: Field[] = [];
  let field: Field = { text: "", pattern: "", present: false };
  const end = (): void => {
    if (field.present) fields.push(field);
    field = { text: "", pattern: "", present: false };
  };
  const add = (text: string, quoted: boolean): void => {
    field.text += text;
    field.pattern += quoted ? quotePattern(text) : text;
    if (quoted || text !== "") field.present = true;
  };
  for (const segment of segments) {
    if (segment.split && !segment.quoted && ifs !== "") splitSegment(segment.text, ifs, add, end, () => (field.present = true));
    else add(segment.text, segment.quoted);
    if (segment.ends) end();
  }
  end();
  return fields;
}

/** Runs of white IFS characters separate; each other IFS character ends a field, even an empty one. */
function splitSegment(text: string, ifs: string, add: (text: string, quoted: boolean) => void, end: () => void, mark: () => void): void {
  let piece = "";
  const flush = (): void => {
    if (piece !== "") add(piece, false);
    piece = "";
  };
  for (const character of text) {
    if (!ifs.includes(character)) piece += character;
    else if (" \t\n".includes(character)) {
      flush();
      end();
    } else {
      flush();
      mark();
      end();
    }
  }
  flush();
}

function matchFiles(pattern: string, finder: Finder): string[] {
  const absolute = pattern.startsWith("/");
  const parts = pattern.split("/").filter((part, index) => part !== "" || index > 0);
  let found = [absolute ? "/" : ""];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    found = found.flatMap((base) => matchNames(base, part, last, finder));
  }
  return found.sort();
}

function matchNames(base: string, part: string, last: boolean, finder: Finder): string[] {
  const { files, cwd } = finder.context;
  const directory = base === "" ? cwd : base;
  const listed = hasPattern(part) ? (files.list(directory) ?? []) : undefined;
  finder.worked += listed?.length ?? 1;
  const names = listed ? listed.filter((name) => (part.startsWith(".") || !name.startsWith(".")) && matchesPattern(part, name)) : [part.replace(/\\([^])/g, "$1")];
  return names
    .map((name) => base + name)
    .filter((path) => (hasPattern(part) && last) || files.stat(path === "" ? "/" : path) !== undefined)
    .map((path) => (last ? path : `${path}/`));
}
