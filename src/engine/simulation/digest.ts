import { canonicalJson } from "./canonical-json.ts";

/** 64-bit FNV-1a as two 32-bit halves, so that it runs on plain numbers. */
export interface DigestState {
  readonly high: number;
  readonly low: number;
}
export const emptyDigest: DigestState = { high: 0xcbf29ce4, low: 0x84222325 };

/** One write of the store, as the digest sees it. */
export interface WatchRecord {
  readonly at: number;
  readonly resourceVersion: string;
  readonly type: string;
  readonly object: unknown;
}

/** Folds a record's canonical JSON array [at, resourceVersion, type, object] and a newline into the digest. */
export const foldRecord = (digest: DigestState, { at, resourceVersion, type, object }: WatchRecord): DigestState =>
  foldText(digest, `${canonicalJson([at, resourceVersion, type, object])}\n`);

/** Folds the UTF-8 bytes of a text. A lone surrogate counts as U+FFFD, as an encoder would write it. */
export function foldText(digest: DigestState, text: string): DigestState {
  let { high, low } = digest;
  // The prime is 2^40 + 0x1b3: multiply by 0x1b3 and add the value shifted by 40 bits.
  const byte = (value: number): void => {
    const folded = (low ^ value) >>> 0;
    const product = folded * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 0x100000000) + ((folded << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  };
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      byte(unit);
      continue;
    }
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i += 1;
    utf8(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point, byte);
  }
  return { high, low };
}

function utf8(point: number, byte: (value: number) => void): void {
  if (point < 0x800) {
    byte(0xc0 | (point >> 6));
  } else if (point < 0x10000) {
    byte(0xe0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3f));
  } else {
    byte(0xf0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3f));
    byte(0x80 | ((point >> 6) & 0x3f));
  }
  byte(0x80 | (point & 0x3f));
}

/** 16 hexadecimal digits. */
export const digestText = ({ high, low }: DigestState): string => hex8(high) + hex8(low);
const hex8 = (word: number): string => word.toString(16).padStart(8, "0");
