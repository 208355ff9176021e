/** Faces of the drawing; their widths are reckoned, since the layout knows no document. */
export type Face = "name" | "big" | "note" | "mono" | "title" | "aside";

const faces: Readonly<Record<Face, { readonly size: number; readonly perEm: number }>> = {
  name: { size: 12.5, perEm: 0.5 },
  big: { size: 15, perEm: 0.5 },
  note: { size: 11, perEm: 0.47 },
  mono: { size: 11, perEm: 0.6 },
  title: { size: 17, perEm: 0.5 },
  aside: { size: 14, perEm: 0.45 },
};

// Han characters and full-width signs are as wide as they are high.
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const BROAD = /[MWmw@%—]/;
const SLIM = /[iljtfrI.,:;'|!()[\] /]/;

function emOf(character: string, perEm: number, mono: boolean): number {
  if (WIDE.test(character)) return 1;
  if (mono) return perEm;
  if (BROAD.test(character)) return perEm * 1.6;
  return SLIM.test(character) ? perEm * 0.62 : perEm;
}

/** About how wide a text is, in px; rather too wide than too narrow. */
export function textWidth(text: string, face: Face): number {
  const { size, perEm } = faces[face];
  let em = 0;
  for (const character of text) em += emOf(character, perEm, face === "mono");
  return em * size;
}

/** The text, its middle left out where it would be wider than `width` px: the ends of a name tell most. */
export function fitText(text: string, width: number, face: Face): string {
  if (textWidth(text, face) <= width) return text;
  const characters = [...text];
  let [least, most] = [0, characters.length - 1];
  while (least < most) {
    const keep = Math.ceil((least + most) / 2);
    if (textWidth(withoutMiddle(characters, keep), face) <= width) least = keep;
    else most = keep - 1;
  }
  return least === 0 ? "…" : withoutMiddle(characters, least);
}

function withoutMiddle(characters: readonly string[], keep: number): string {
  const head = Math.ceil(keep / 2);
  const tail = keep - head;
  return `${characters.slice(0, head).join("")}…${tail > 0 ? characters.slice(-tail).join("") : ""}`;
}
