import { clockText } from "../../clock.ts";
import { escaped, svgWriter } from "../drawing/svg-text.ts";
import player from "./player.js?raw";
import style from "./player.css?raw";
import type { Sheet } from "./webm-film.ts";

export interface PageWords {
  readonly language: string;
  readonly title: string;
  readonly description: string;
  readonly play: string;
  readonly pause: string;
  readonly moment: string;
  readonly open: string;
  /** Where the scene opens in Kubarium. */
  readonly address: string;
  /** @font-face rules. */
  readonly faces: string;
  readonly dark: boolean;
}

/**
 * A film as a page of its own, that needs nothing from anywhere: pictures as shapes, of which each is held once, and a
 * small transport. It may run its own script only.
 */
export async function pageFilm(sheets: readonly (Sheet & { readonly atMs: number })[], words: PageWords): Promise<Blob> {
  const writer = svgWriter();
  const lines = new Map<string, number>();
  const frames = sheets.map(({ drawing, durationMs, atMs }) => [clockText(atMs), Math.round(durationMs), runsOf(writer.body(drawing.marks), lines)]);
  const { width, height } = sheets[0]!.drawing;
  // A data block ends where its text says so: no text of ours does.
  const data = JSON.stringify({ lines: [...lines.keys()], frames }).replaceAll("<", "\\u003c");
  const text = `<!doctype html>
<html lang="${escaped(words.language)}" data-theme="${words.dark ? "dark" : "light"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src ${await hashed(player)}; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title>
<style>${words.faces}
${style}</style>
</head>
<body>
<main>
<svg id="defs" width="0" height="0" aria-hidden="true"><defs>${writer.definitions()}</defs></svg>
<svg id="film" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(words.title)}" aria-describedby="description"></svg>
<p id="description">${escaped(words.description)}</p>
<div class="bar">
<button type="button" id="play" data-play="${escaped(words.play)}" data-pause="${escaped(words.pause)}"></button>
<input type="range" id="at" min="0" max="${sheets.length - 1}" value="0" aria-label="${escaped(words.moment)}">
<output id="clock"></output>
<a href="${escaped(words.address)}" target="_blank" rel="noopener">${escaped(words.open)}</a>
</div>
</main>
<script type="application/json" id="data">${data}</script>
<script>${player}</script>
</body>
</html>
`;
  return new Blob([text], { type: "text/html" });
}

/** A picture as runs of lines that are held: first and last of each. */
function runsOf(body: string, lines: Map<string, number>): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const line of body.split("\n")) {
    const at = lines.get(line) ?? lines.size;
    lines.set(line, at);
    const run = runs.at(-1);
    if (run?.[1] === at - 1) run[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}

async function hashed(script: string): Promise<string> {
  // Only a page without a secure connection has no such thing.
  if (!("subtle" in crypto)) return "'unsafe-inline'";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
