import { encodeBase64 } from "../../api/base64.ts";
import type { Drawing, Font, Mark } from "./drawing/drawing.ts";

/** The typefaces of a drawing as rules whose sources are data, so that it looks the same everywhere; "" where they cannot be had. */
export async function facesOf(drawings: readonly Drawing[]): Promise<string> {
  const used = new Set<string>();
  for (const { marks } of drawings) for (const font of fontsIn(marks)) used.add(`${firstOf(font.family)} ${font.italic === true}`);
  const rules = [...document.styleSheets].flatMap((sheet) => [...rulesOf(sheet)]).filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule && used.has(`${firstOf(read(rule, "font-family"))} ${read(rule, "font-style") === "italic"}`));
  const faces = await Promise.all(rules.map(withData));
  return faces.join("\n");
}

function* fontsIn(marks: readonly Mark[]): Generator<Font> {
  for (const mark of marks) {
    if (mark.type === "text") yield mark.font;
    else if (mark.type === "group") yield* fontsIn(mark.marks);
  }
}

/** A sheet of another origin, such as a browser extension's, is not ours to read. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

const firstOf = (family: string): string => (family.split(",")[0] ?? "").trim().replaceAll(/["']/g, "");
const read = (rule: CSSFontFaceRule, name: string): string => rule.style.getPropertyValue(name);

async function withData(rule: CSSFontFaceRule): Promise<string> {
  const source = /url\("?([^")]+)"?\)/.exec(read(rule, "src"))?.[1];
  if (source === undefined) return "";
  const url = new URL(source, rule.parentStyleSheet?.href ?? location.href);
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const weight = read(rule, "font-weight") || "400";
  return `@font-face { font-family: "${firstOf(read(rule, "font-family"))}"; font-style: ${read(rule, "font-style") || "normal"}; font-weight: ${weight}; src: url(data:font/woff2;base64,${encodeBase64([...bytes])}) format("woff2"); }`;
}
