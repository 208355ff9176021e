let table: Int32Array | undefined;

/** CRC-32 as gzip and zip use it. */
export function crc32(bytes: readonly number[]): number {
  table ??= Int32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ -1) >>> 0;
}

const littleEndian = (value: number, width: number): number[] => Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) & 0xff);
const LARGEST_STORED = 65_535;

/** A gzip member that any gunzip reads. Simplified: what gzip makes is no smaller than what it was given. */
export function gzipBytes(bytes: readonly number[]): number[] {
  const result = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
  for (let at = 0; at === 0 || at < bytes.length; at += LARGEST_STORED) {
    const block = bytes.slice(at, at + LARGEST_STORED);
    result.push(at + LARGEST_STORED >= bytes.length ? 1 : 0, ...littleEndian(block.length, 2), ...littleEndian(block.length ^ 0xffff, 2));
    for (const byte of block) result.push(byte);
  }
  return [...result, ...littleEndian(crc32(bytes), 4), ...littleEndian(bytes.length, 4)];
}

export class GzipError extends Error {}

/** What gzip members hold, one after the other. Throws GzipError with busybox's words. */
export function gunzipBytes(bytes: readonly number[]): number[] {
  const result: number[] = [];
  let at = 0;
  do {
    if (bytes[at] !== 0x1f || bytes[at + 1] !== 0x8b) throw new GzipError("invalid magic");
    const flags = bytes[at + 3] ?? 0;
    at += 10;
    if (flags & 4) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
    for (const flag of [8, 16]) if (flags & flag) {
      while (at < bytes.length && bytes[at] !== 0) at += 1;
      at += 1;
    }
    if (flags & 2) at += 2;
    const inflated = inflate(bytes, at);
    for (const byte of inflated.bytes) result.push(byte);
    const sum = ((bytes[inflated.end] ?? 0) | ((bytes[inflated.end + 1] ?? 0) << 8) | ((bytes[inflated.end + 2] ?? 0) << 16) | ((bytes[inflated.end + 3] ?? 0) << 24)) >>> 0;
    if (inflated.end + 8 > bytes.length) throw new GzipError("unexpected end of file");
    if (sum !== crc32(inflated.bytes)) throw new GzipError("crc error");
    at = inflated.end + 8;
  } while (at < bytes.length);
  return result;
}

const MOST_INFLATED = 64 * 1024 * 1024;
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Codes by their length, as RFC 1951 numbers them. */
interface Codes {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

function codesOf(lengths: readonly number[]): Codes {
  const counts = new Array<number>(16).fill(0);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const symbols: number[] = [];
  for (let length = 1; length < 16; length += 1) for (const [symbol, each] of lengths.entries()) if (each === length) symbols.push(symbol);
  return { counts, symbols };
}

const FIXED = [codesOf(Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))), codesOf(new Array<number>(30).fill(5))] as const;

/** RFC 1951. */
function inflate(input: readonly number[], from: number): { readonly bytes: number[]; readonly end: number } {
  const bytes: number[] = [];
  let [at, bit] = [from, 0];
  const bits = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      if (at >= input.length) throw new GzipError("unexpected end of file");
      value |= (((input[at] ?? 0) >> bit) & 1) << index;
      bit += 1;
      if (bit === 8) [bit, at] = [0, at + 1];
    }
    return value;
  };
  const symbol = ({ counts, symbols }: Codes): number => {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length += 1) {
      code |= bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new GzipError("corrupted data");
  };
  const dynamic = (): readonly [Codes, Codes] => {
    const [literals, distances, count] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const order = new Array<number>(19).fill(0);
    for (let index = 0; index < count; index += 1) order[CODE_ORDER[index] ?? 0] = bits(3);
    const codes = codesOf(order);
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const next = symbol(codes);
      if (next < 16) lengths.push(next);
      else {
        const value = next === 16 ? (lengths.at(-1) ?? 0) : 0;
        for (let left = next === 16 ? 3 + bits(2) : next === 17 ? 3 + bits(3) : 11 + bits(7); left > 0; left -= 1) lengths.push(value);
      }
    }
    return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals))];
  };
  for (let last = 0; last === 0; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      if (bit > 0) [bit, at] = [0, at + 1];
      const length = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8);
      at += 4;
      if (at + length > input.length) throw new GzipError("unexpected end of file");
      for (const byte of input.slice(at, at + length)) bytes.push(byte);
      at += length;
      continue;
    }
    if (kind === 3) throw new GzipError("corrupted data");
    const [literals, distances] = kind === 1 ? FIXED : dynamic();
    for (let next = symbol(literals); next !== 256; next = symbol(literals)) {
      if (next < 256) {
        bytes.push(next);
        continue;
      }
      const length = (LENGTH_BASE[next - 257] ?? 0) + bits(LENGTH_BITS[next - 257] ?? 0);
      const place = symbol(distances);
      const distance = (DISTANCE_BASE[place] ?? 1) + bits(DISTANCE_BITS[place] ?? 0);
      if (distance > bytes.length || bytes.length + length > MOST_INFLATED) throw new GzipError("corrupted data");
      for (let count = 0; count < length; count += 1) bytes.push(bytes[bytes.length - distance] ?? 0);
    }
  }
  if (bit > 0) at += 1;
  return { bytes, end: at };
}
