/** A file's lines as somebody pasted them, before any of it is YAML. */
import type { Lines } from "../lines.ts";

export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly start: number;
  readonly text: string;
}

const opensScalar = /(?:^|[\s:：-])[|>][-+0-9]{0,2}\s*(?:#.*)?$/;
// Also the blanks that articles bring.
const leading = /^[\s\u00a0\u3000\u2000-\u200b\ufeff]*/;

/** No line of YAML that somebody wrote is longer, and looking for what was pasted along costs more the longer it is. */
const longestLine = 5000;

/** The lines that are YAML: those within block scalars are whatever their author wants. */
export function yamlLines(text: string, lines: Lines): readonly TextLine[] {
  const kept: TextLine[] = [];
  let scalarColumn = -1;
  for (let number = 1; number <= lines.count; number += 1) {
    const start = lines.startOf(number);
    const line = text.slice(start, lines.endOf(number));
    const column = (leading.exec(line)?.[0] ?? "").length;
    if (column === line.length || (scalarColumn >= 0 && column > scalarColumn)) continue;
    scalarColumn = opensScalar.test(line) && !/^\s*#/.test(line) ? column : -1;
    if (line.length <= longestLine) kept.push({ number, start, text: line });
  }
  return kept;
}
