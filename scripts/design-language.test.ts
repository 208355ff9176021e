import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { podSignals } from "../src/app/glyphs/pod-shapes.ts";

/** What docs/design-language.md says of tokens, contrast and glyphs is so. */

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/design-language.md"), "utf8");
const css = readFileSync(join(root, "src/app/styles/tokens.css"), "utf8");

/** Values of the tokens by theme, as the style sheet has them. */
const themes = new Map<string, Map<string, string>>();
for (const [, selector = "", block = ""] of css.matchAll(/^(:root[^{]*)\{([^}]*)\}/gm)) {
  for (const [, theme = ""] of selector.matchAll(/data-theme="([\w-]+)"/g)) {
    const values = themes.get(theme) ?? new Map<string, string>();
    for (const [, name = "", value = ""] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) values.set(name, value.trim());
    themes.set(theme, values);
  }
}

const NAMES: Readonly<Record<string, string>> = { day: "light", night: "dark", contrast: "contrast", "contrast-dark": "contrast-dark" };
const GROUNDS = ["paper", "leaf", "shade"];
/** In which words are set. */
const WORDS = ["ink", "ink-2", "ink-3", "blue", "ok", "wait", "bad"];

interface Row {
  readonly theme: string;
  readonly token: string;
  readonly value: string;
  readonly ratios: string;
}

/** The rows of the tables of tokens, one for each theme that they tell of. */
const rows = [...page.matchAll(/^\| token \| (\S+) \| ratio \| (\S+) \| ratio \|.*\n.*\n((?:\|.*\n)+)/gm)].flatMap(([, first = "", second = "", body = ""]) =>
  body.trim().split("\n").flatMap((line): Row[] => {
    const [token = "", a = "", ratioA = "", b = "", ratioB = ""] = line.split("|").slice(1).map((cell) => cell.trim());
    return [{ theme: NAMES[first]!, token, value: a.replaceAll("`", ""), ratios: ratioA }, { theme: NAMES[second]!, token, value: b.replaceAll("`", ""), ratios: ratioB }];
  }),
);

/** Contrast of two colours, as WCAG 2.2 defines it ("relative luminance", "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const colour = (theme: string, token: string): string => themes.get(theme)?.get(token) ?? "";
const ratios = (theme: string, token: string): readonly number[] => GROUNDS.map((ground) => contrast(colour(theme, token), colour(theme, ground)));

describe("the table of tokens", () => {
  test("has every theme and every token that is a plain colour", () => {
    const expected = ["light", "dark", "contrast", "contrast-dark"].flatMap((theme) => [...themes.get(theme)!].filter(([name, value]) => /^#\w{6}$/.test(value) && name !== "glass").map(([name]) => `${theme} ${name}`));
    expect(rows.map(({ theme, token }) => `${theme} ${token}`).toSorted()).toEqual(expected.toSorted());
    expect(rows).toHaveLength(48);
  });

  test.each(rows)("$theme: $token is $value, at $ratios", ({ theme, token, value, ratios: said }) => {
    expect(colour(theme, token)).toBe(value);
    if (said !== "") expect(ratios(theme, token).map((ratio) => ratio.toFixed(1)).join(" / ")).toBe(said);
  });
});

describe("contrast", () => {
  test.each([["light", 4.5, 3], ["dark", 4.5, 3], ["contrast", 7, 4.5], ["contrast-dark", 7, 4.5]] as const)("%s: words at %d : 1, drawings at %d : 1, on every ground", (theme, words, drawings) => {
    for (const token of WORDS) expect(Math.min(...ratios(theme, token)), token).toBeGreaterThanOrEqual(words);
    for (const token of theme.startsWith("contrast") ? ["rule", "rule-2"] : ["rule-2"]) expect(Math.min(...ratios(theme, token)), token).toBeGreaterThanOrEqual(drawings);
    // Words on a fill.
    for (const token of WORDS) expect(contrast(colour(theme, "leaf"), colour(theme, token)), `leaf on ${token}`).toBeGreaterThanOrEqual(4.5);
  });

  test("forced colours are the system's own, token by token", () => {
    const forced = themes.get("forced")!;
    for (const token of themes.get("light")!.keys()) if (!["serif", "sans", "mono"].includes(token)) expect(["Canvas", "CanvasText", "LinkText"], token).toContain(forced.get(token));
  });
});

test("the table of glyphs has each of them, with its signal", () => {
  const said = [...page.matchAll(/^\| (\w+) \| [\w:/]+ \| (mute|ok|wait|bad) \|/gm)].map(([, glyph, signal]) => [glyph, signal]);
  expect(Object.fromEntries(said)).toEqual(podSignals);
});

test("sizes of the grid and times of motion are the code's", () => {
  const source = (path: string): string => readFileSync(join(root, "src/app", path), "utf8");
  const [, editor, inspector, foot, low, spine, terminal] = /SIZES = \{ editor: (\d+), inspector: (\d+), foot: (\d+), lowFoot: (\d+), spine: (\d+), ruler: \d+, terminal: (\d+) \}/.exec(source("shell/desk.tsx"))!;
  expect(page).toContain(`columns of ${editor} for files and ${inspector} for the inspector, a foot of ${foot} (${low} in windows under 780), its terminal ${terminal} wide`);
  expect(page).toContain(`a spine of ${spine}`);
  expect(source("shell/window-kind.ts")).toMatch(/min-width: 1100px[\s\S]*max-width: 699\.98px/);
  expect(source("canvas/camera.ts")).toContain("MOVE_MS = 320");
  expect(source("canvas/capsule.module.css")).toMatch(/transform 320ms[\s\S]*240ms/);
  expect(source("state/moment.ts")).toMatch(/TRAVEL_MS = 400/);
  expect(source("canvas/travel.ts")).toContain("MARK_EVERY_MS = 40");
});
