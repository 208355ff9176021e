/** What is said about a place of a text, and what would mend it. */
import type { Finding } from "./finding.ts";
import type { FixTitle } from "./fix-title.ts";
import type { Range } from "./read-documents.ts";

/** "unsimulated": accepted and kept, but nothing here acts on it. */
export type Severity = "error" | "warning" | "hint" | "unsimulated";

/** Offsets into the text, end exclusive; the edits of a fix do not overlap and stand in order. */
export interface TextEdit extends Range {
  readonly text: string;
}

export interface Fix {
  readonly title: FixTitle;
  readonly edits: readonly TextEdit[];
}

export interface Judgement {
  /** The exact token; offsets into the text. */
  readonly range: Range;
  readonly severity: Severity;
  readonly finding: Finding;
  /** What Kubernetes itself says of it, word for word. */
  readonly words?: string;
  /** The one to prefer first. */
  readonly fixes: readonly Fix[];
  /** Index of the YAML document and JSON pointers that it speaks of: what the server says of these is said already. */
  readonly about?: { readonly document: number; readonly pointers: readonly string[] };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let [made, from] = ["", 0];
  for (const edit of edits) {
    made += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return made + text.slice(from);
}

/** The text with a fix applied. */
export const applyFix = (text: string, { edits }: Fix): string => applyEdits(text, edits);

export const inOrder = (edits: readonly TextEdit[]): readonly TextEdit[] => edits.toSorted((a, b) => a.start - b.start || a.end - b.end);

/** True when no edit touches what another one replaces. */
export function areApart(edits: readonly TextEdit[]): boolean {
  return inOrder(edits).every((edit, index, all) => edit.start >= (all[index - 1]?.end ?? 0));
}
