import { joined, latin, startsWith, textFrom } from "./bytes.ts";

/* EBML (RFC 8794) and Matroska tags (RFC 9559, 5.1.8): elements of an id, a size and data. */

export const EBML_SIGNATURE = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3);
const SEGMENT = 0x18538067;
const TAGS = 0x1254c367;
const TAG = 0x7373;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;

/** An element with what stands in it. */
export const ebml = (id: number, ...data: readonly Uint8Array[]): Uint8Array => {
  const whole = joined(data);
  return joined([idBytes(id), sizeBytes(whole.length), whole]);
};

/** A whole number without a sign, in as few bytes as it takes. */
export function ebmlNumber(id: number, value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return ebml(id, Uint8Array.from(bytes));
}

/** A film's tag: a name and a text of Latin letters. */
export const webmTag = (name: string, text: string): Uint8Array => ebml(TAGS, ebml(TAG, ebml(0x63c0), ebml(SIMPLE_TAG, ebml(TAG_NAME, latin(name)), ebml(TAG_STRING, latin(text)))));

/** The text of the tag of that name; undefined where there is none, or where this is no WebM. */
export function webmTagText(webm: Uint8Array, name: string): string | undefined {
  if (!startsWith(webm, EBML_SIGNATURE)) return undefined;
  const path = [SEGMENT, TAGS, TAG, SIMPLE_TAG];
  for (const tag of within(webm, path)) {
    const parts = new Map<number, Uint8Array>();
    // Of the others there may be any number: none is held.
    for (const { id, data } of elements(tag)) if (id === TAG_NAME || id === TAG_STRING) parts.set(id, data);
    if (textFrom(parts.get(TAG_NAME) ?? new Uint8Array()) === name) return textFrom(parts.get(TAG_STRING) ?? new Uint8Array());
  }
  return undefined;
}

function* within(data: Uint8Array, [id, ...rest]: readonly number[]): Generator<Uint8Array> {
  if (id === undefined) yield data;
  else for (const element of elements(data)) if (element.id === id) yield* within(element.data, rest);
}

/** Elements one after the other, as far as they are whole; one of unknown size reaches to the end. */
function* elements(bytes: Uint8Array): Generator<{ readonly id: number; readonly data: Uint8Array }> {
  for (let at = 0; at < bytes.length; ) {
    const id = numberAt(bytes, at, false);
    const size = id && numberAt(bytes, id.end, true);
    if (!id || !size) return;
    const end = size.value === 2 ** (7 * (size.end - id.end)) - 1 ? bytes.length : size.end + size.value;
    yield { id: id.value, data: bytes.subarray(size.end, end) };
    at = end;
  }
}

/** A number whose first byte says by its leading zeros how long it is. */
function numberAt(bytes: Uint8Array, at: number, bare: boolean): { readonly value: number; readonly end: number } | undefined {
  const first = bytes[at] ?? 0;
  if (first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  let value = bare ? first & (0xff >> length) : first;
  for (let i = 1; i < length; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
  return { value, end: at + length };
}

function idBytes(id: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

/** Always eight bytes: what is written is at most a few kilobytes, and films are long. */
function sizeBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(size / 2 ** 32));
  view.setUint32(4, size % 2 ** 32);
  bytes[0] = 1;
  return bytes;
}
