import type { Font } from "../drawing/drawing.ts";

/** `italic 500 11px "Plex Mono", monospace`, as a canvas has it; `12.5px/15px` says the height of a line, too. */
export function fontFrom(css: string): Font {
  const [, before = "", size = "10", family = "sans-serif"] = /^(.*?)([\d.]+)px(?:\/\S+)?\s+(.*)$/.exec(css) ?? [];
  return { family, size: Number(size), weight: Number(/\b([1-9]00)\b/.exec(before)?.[1] ?? (before.includes("bold") ? 700 : 400)), italic: before.includes("italic") };
}
