/** Faces of the drawing; their widths are reckoned, since the layout knows no document. */
export type Face = "name" | "big" | "note" | "strong" | "mono" | "title" | "aside";

/** Advance widths of the bundled faces from space to tilde, in hundredths of the size. */
const advances = {
  sans: "21 26 38 64 54 84 63 22 30 30 41 54 25 36 25 35 54 54 54 54 54 54 54 54 54 54 26 26 54 54 54 43 80 58 59 56 61 53 50 63 64 36 46 57 45 73 64 64 55 64 58 52 52 61 55 81 55 53 52 29 35 29 54 51 54 48 52 45 52 49 29 48 51 23 23 48 25 79 51 50 52 52 33 44 32 51 44 70 46 45 42 31 29 31 54",
  sansBold: "21 28 43 58 53 87 64 23 30 30 51 54 27 36 27 40 54 54 54 54 54 54 54 54 54 54 28 28 54 54 54 45 81 61 60 58 62 54 52 64 65 39 49 61 47 74 65 64 58 64 60 55 52 62 58 86 59 57 54 30 40 30 54 50 54 51 54 46 54 50 33 49 53 25 25 51 27 80 53 51 54 54 36 45 33 53 48 74 49 48 45 33 35 33 54",
  serif: "22 28 37 59 59 81 73 20 29 29 43 51 25 36 24 40 59 59 59 59 59 59 59 59 59 59 26 27 51 51 51 46 89 73 66 71 77 65 61 76 82 35 46 75 62 100 78 78 63 78 67 57 68 77 71 100 74 70 64 33 40 33 51 41 50 47 56 45 57 47 36 51 57 29 26 56 28 85 58 53 57 55 41 40 36 55 54 76 52 54 44 32 25 32 51",
  serifItalic: "23 27 34 57 57 81 69 19 28 28 43 52 23 34 22 41 57 57 57 57 57 57 57 65 57 57 26 27 52 52 52 45 91 68 62 68 74 62 57 73 77 33 42 70 57 94 74 75 59 75 63 54 63 74 66 92 68 65 61 32 38 32 52 39 50 49 47 38 50 40 31 42 50 28 26 48 26 77 54 45 51 46 40 35 32 52 47 67 49 48 42 32 25 31 52",
};

const FIRST = 32;
const widthsOf = (text: string): readonly number[] => text.split(" ").map(Number);
const table = { sans: widthsOf(advances.sans), sansBold: widthsOf(advances.sansBold), serif: widthsOf(advances.serif), serifItalic: widthsOf(advances.serifItalic), mono: [] };

const faces: Readonly<Record<Face, { readonly size: number; readonly widths: readonly number[]; readonly other: number }>> = {
  name: { size: 12.5, widths: table.sansBold, other: 80 },
  big: { size: 15, widths: table.sansBold, other: 80 },
  note: { size: 11, widths: table.sans, other: 75 },
  strong: { size: 11, widths: table.sansBold, other: 80 },
  mono: { size: 11, widths: table.mono, other: 60 },
  title: { size: 17, widths: table.serif, other: 80 },
  aside: { size: 14, widths: table.serifItalic, other: 80 },
};

// Han characters and full-width signs are as wide as they are high.
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** How wide a text is, in px. */
export function textWidth(text: string, face: Face): number {
  const { size, widths, other } = faces[face];
  let hundredths = 0;
  for (const character of text) hundredths += WIDE.test(character) ? 100 : (widths[character.codePointAt(0)! - FIRST] ?? (character === "·" && face !== "mono" ? 32 : other));
  return (hundredths * size) / 100;
}

/** The text, its middle left out where it would be wider than `width` px: the ends of a name tell most. */
export const fitText = (text: string, width: number, face: Face): string => shortened(text, width, face, withoutMiddle);

/** The text, its end left out where it would be wider than `width` px: a command is known by its beginning. */
export const fitStart = (text: string, width: number, face: Face): string => shortened(text, width, face, (characters, keep) => `${characters.slice(0, keep).join("")}…`);

function shortened(text: string, width: number, face: Face, cut: (characters: readonly string[], keep: number) => string): string {
  if (textWidth(text, face) <= width) return text;
  const characters = [...text];
  let [least, most] = [0, characters.length - 1];
  while (least < most) {
    const keep = Math.ceil((least + most) / 2);
    if (textWidth(cut(characters, keep), face) <= width) least = keep;
    else most = keep - 1;
  }
  return least === 0 ? "…" : cut(characters, least);
}

/** The first of some wordings that is not too wide; the last one where all are. */
export const firstThatFits = (wordings: readonly string[], width: number, face: Face): string => wordings.find((text) => textWidth(text, face) <= width) ?? wordings.at(-1) ?? "";

function withoutMiddle(characters: readonly string[], keep: number): string {
  const head = Math.ceil(keep / 2);
  const tail = keep - head;
  return `${characters.slice(0, head).join("")}…${tail > 0 ? characters.slice(-tail).join("") : ""}`;
}
