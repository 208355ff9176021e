import { n, type Drawing, type Fill, type Font, type Hatch, type Mark, type Matrix, type PathMark, type TextMark } from "./drawing.ts";

export interface SvgNotes {
  /** For a reader's tools, and for who cannot see it. */
  readonly title: string;
  readonly description: string;
  /** The scene, as a link's fragment: with it the picture opens again. */
  readonly fragment: string;
  /** @font-face rules whose sources are data; "" names faces only. */
  readonly faces?: string;
}

/**
 * A drawing as an SVG document: shapes and text nodes, nothing that runs, nothing from elsewhere. Where a face is missing
 * its words are fitted into the width that they had.
 */
export function svgText(drawing: Drawing, notes: SvgNotes): string {
  const own = ownPrefix([notes.title, notes.description, notes.fragment]);
  const writer = svgWriter(own);
  const body = writer.body(drawing.marks);
  const definitions = writer.definitions();
  const { width, height } = drawing;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img" aria-labelledby="${own}title ${own}description">`,
    `<title id="${own}title">${escaped(notes.title)}</title>`,
    `<desc id="${own}description">${escaped(notes.description)}</desc>`,
    `<metadata>${escaped(notes.fragment)}</metadata>`,
    ...(notes.faces ? [`<style>${escaped(notes.faces)}</style>`] : []),
    ...(definitions === "" ? [] : [`<defs>${definitions}</defs>`]),
    body,
    "</svg>",
    "",
  ].join("\n");
}

interface SvgWriter {
  /** Marks, one element or one end of a group a line. */
  body(marks: readonly Mark[]): string;
  /** What all that was written refers to. */
  definitions(): string;
}

/** Before every name of a drawing: two of them, or a drawing and a page, may stand in one document and share no name. */
function ownPrefix(texts: readonly string[]): string {
  // FNV-1a over what the drawing says of itself.
  let hash = 0x811c9dc5;
  for (const letter of texts.join("\n")) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return `k${(hash >>> 0).toString(36)}-`;
}

/** Writes several drawings of one document: what they refer to is there once. `prefix`: before each name. */
export function svgWriter(prefix = ""): SvgWriter {
  const hatches = new Map<string, string>();
  const clips = new Map<string, string>();
  const known = (of: Map<string, string>, kind: string, key: string): string => {
    const id = of.get(key) ?? `${prefix}${kind}${of.size + 1}`;
    of.set(key, id);
    return id;
  };
  const refer: Refer = {
    fill: (fill) => (typeof fill === "string" ? colourOf(fill) : `url(#${known(hatches, "hatch", JSON.stringify(fill))})`),
    clip: (clip) => `url(#${known(clips, "cut", clip)})`,
  };
  return {
    body: (marks) => marks.map((mark) => written(mark, refer)).join("\n"),
    definitions: () =>
      [
        ...[...hatches].map(([key, id]) => pattern(id, JSON.parse(key) as Hatch)),
        ...[...clips].map(([d, id]) => `<clipPath id="${id}"><path d="${escaped(d)}"/></clipPath>`),
      ].join("\n"),
  };
}

interface Refer {
  readonly fill: (fill: Fill) => string;
  readonly clip: (clip: string) => string;
}

function written(mark: Mark, refer: Refer): string {
  if (mark.type === "path") return path(mark, refer);
  if (mark.type === "text") return text(mark);
  const attributes = `${mark.clip === undefined ? "" : ` clip-path="${refer.clip(mark.clip)}"`}`;
  const inner = mark.marks.map((each) => written(each, refer)).join("\n");
  const cut = attributes === "" ? inner : `<g${attributes}>\n${inner}\n</g>`;
  return mark.at === undefined ? cut : `<g transform="${transform(mark.at)}">\n${cut}\n</g>`;
}

const transform = ([a, b, c, d, e, f]: Matrix): string =>
  b === 0 && c === 0 ? [e !== 0 || f !== 0 ? `translate(${n(e)} ${n(f)})` : "", a !== 1 || d !== 1 ? `scale(${fine(a)}${a === d ? "" : ` ${fine(d)}`})` : ""].join("") || "translate(0)" : `matrix(${[a, b, c, d].map(fine).join(" ")} ${n(e)} ${n(f)})`;

/** A scale multiplies what lies far away: it is written finer. */
const fine = (value: number): number => Math.round(value * 100_000) / 100_000;

function path({ d, fill, stroke, opacity }: PathMark, refer: Refer): string {
  const painted = stroke
    ? ` stroke="${escaped(colourOf(stroke.colour))}" stroke-width="${fine(stroke.width)}"${stroke.dash ? ` stroke-dasharray="${stroke.dash.map(n).join(" ")}"` : ""}${stroke.cap && stroke.cap !== "butt" ? ` stroke-linecap="${stroke.cap}"` : ""}${stroke.join && stroke.join !== "miter" ? ` stroke-linejoin="${stroke.join}"` : ""}`
    : "";
  return `<path d="${escaped(d)}" fill="${fill === undefined ? "none" : escaped(refer.fill(fill))}"${painted}${faint(opacity)}/>`;
}

function text({ x, y, words, font, colour, width, spacing, halo, opacity }: TextMark): string {
  const fitted = width === undefined || [...words].length < 2 ? "" : ` textLength="${n(width)}" lengthAdjust="spacingAndGlyphs"`;
  const spaced = spacing ? ` letter-spacing="${n(spacing)}"` : "";
  const ground = halo ? ` stroke="${escaped(colourOf(halo.colour))}" stroke-width="${n(halo.width)}" stroke-linejoin="round" paint-order="stroke"` : "";
  return `<text x="${n(x)}" y="${n(y)}" ${fontAttributes(font)} fill="${escaped(colourOf(colour))}"${ground}${spaced}${fitted}${faint(opacity)} xml:space="preserve">${escaped(words)}</text>`;
}

const fontAttributes = ({ family, size, weight, italic }: Font): string =>
  `font-family="${escaped(withFallbacks(family))}" font-size="${n(size)}"${weight === 400 ? "" : ` font-weight="${weight}"`}${italic ? ` font-style="italic"` : ""}`;

/** Faces that most systems have, nearest first. */
const FALLBACKS: readonly (readonly [RegExp, string])[] = [
  [/\bNewsreader\b/, "Georgia, Cambria, 'Times New Roman'"],
  [/\bPlex Cond\b/, "'IBM Plex Sans Condensed', 'Roboto Condensed', 'Arial Narrow', 'Liberation Sans Narrow', 'Helvetica Neue', Arial"],
  [/\bPlex Mono\b/, "'IBM Plex Mono', Menlo, Consolas, 'DejaVu Sans Mono'"],
];

/** `"Newsreader", "Noto Serif SC", serif` with the system's own faces behind the first. */
function withFallbacks(family: string): string {
  const [first = "", ...rest] = family.replaceAll('"', "'").split(/,\s*/);
  const more = FALLBACKS.find(([own]) => own.test(first))?.[1];
  return [first, ...(more === undefined ? [] : [more]), ...rest].join(", ");
}

/** A paint that would be fetched is none. */
const colourOf = (colour: string): string => (/^(?:#[\da-f]+|[a-z]+|[a-z]+\([^()a-df-z]*(?:srgb[^()]*)?\))$/i.test(colour) && !/^url/i.test(colour) ? colour : "none");

const faint = (opacity: number | undefined): string => (opacity === undefined || opacity >= 1 ? "" : ` opacity="${n(opacity)}"`);

const pattern = (id: string, { size, turn, colour, line }: Hatch): string =>
  `<pattern id="${id}" width="${fine(size)}" height="${fine(size)}" patternUnits="userSpaceOnUse" patternTransform="rotate(${n(turn)})"><path d="M${n(line / 2)} 0v${fine(size)}" stroke="${escaped(colourOf(colour))}" stroke-width="${fine(line)}"/></pattern>`;

/** As text of an XML document; characters that none may hold are left out. */
export const escaped = (words: string): string =>
  words
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
