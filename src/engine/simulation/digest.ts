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
  const bytes = BEYOND_ASCII.test(text) ? text.replace(EACH_BEYOND_ASCII, utf8) : text;
  let { high, low } = digest;
  for (let i = 0; i < bytes.length; i += 1) {
    // Multiplied in halves of 16 bits, so that no product leaves the small integers.
    const folded = low ^ bytes.charCodeAt(i);
    const lower = (folded & 0xffff) * PRIME;
    const upper = (folded >>> 16) * PRIME + (lower >>> 16);
    high = (Math.imul(high, PRIME) + (upper >>> 16) + (folded << 8)) >>> 0;
    low = ((upper << 16) | (lower & 0xffff)) >>> 0;
  }
  return { high, low };
}

/** The prime is 2^40 more: multiply by this and add the value shifted by 40 bits. */
const PRIME = 0x1b3;
const BEYOND_ASCII = /[^\0-\x7f]/;
const EACH_BEYOND_ASCII = /[^\0-\x7f]/gu;

/** A code point's bytes, a character each. */
function utf8(character: string): string {
  const given = character.codePointAt(0)!;
  const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
  const last = 0x80 | (point & 0x3f);
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >> 6), last);
  const third = 0x80 | ((point >> 6) & 0x3f);
  if (point < 0x10000) return String.fromCharCode(0xe0 | (point >> 12), third, last);
  return String.fromCharCode(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), third, last);
}

/** 16 hexadecimal digits. */
export const digestText = ({ high, low }: DigestState): string => hex8(high) + hex8(low);
const hex8 = (word: number): string => word.toString(16).padStart(8, "0");
