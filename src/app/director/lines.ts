import type { Font } from "./drawing/drawing.ts";
import { measured } from "./trace/trace-words.ts";

export const widthOf = (text: string, font: Font): number => measured(text, font)?.width ?? 0;

/** The text, its end left out where it would be wider than that. */
export function cut(text: string, room: number, font: Font): string {
  if (widthOf(text, font) <= room) return text;
  const letters = [...text];
  while (letters.length > 0 && widthOf(`${letters.join("")}…`, font) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** A text in lines no wider than that: broken between words, and anywhere between Han characters. */
export function wrapped(text: string, room: number, font: Font, most: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.trim().split("\n")) {
    let line = "";
    for (const part of paragraph.match(/\p{Script=Han}[，。、；：！？”）》]*|[^\s\p{Script=Han}]+|\s+/gu) ?? []) {
      if (line !== "" && widthOf((line + part).trimEnd(), font) > room) {
        lines.push(line.trimEnd());
        line = part.trimStart();
      } else line += part;
    }
    if (paragraph !== "" || lines.length > 0) lines.push(line.trimEnd());
  }
  return lines.slice(0, most).map((line, i) => cut(i === most - 1 && lines.length > most ? `${line} …` : line, room, font));
}
