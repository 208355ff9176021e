const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** A message filled up to whole blocks of 64 bytes, with its length in bits at the end. */
function padded(bytes: readonly number[], bigEndian: boolean): number[] {
  const length = new Array<number>(8).fill(0);
  let bits = bytes.length * 8;
  for (let index = 0; index < 8; index += 1) {
    length[bigEndian ? 7 - index : index] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  const zeros = (119 - (bytes.length % 64)) % 64;
  return [...bytes, 0x80, ...new Array<number>(zeros).fill(0), ...length];
}

/** The fractional parts of the first 64 primes' roots, as 32 bits, found by whole-number arithmetic. */
function primeRoots(degree: 2n | 3n, count: number): number[] {
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < count; candidate += 1n) if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  return primes.map((prime) => {
    const target = prime << (32n * degree);
    let low = 0n;
    let high = 1n << 40n;
    while (low < high) {
      const middle = (low + high + 1n) >> 1n;
      if (middle ** degree <= target) low = middle;
      else high = middle - 1n;
    }
    return Number(low & 0xffffffffn);
  });
}

let sha256Constants: { readonly start: readonly number[]; readonly rounds: readonly number[] } | undefined;

/** FIPS 180-4. */
export function sha256(bytes: readonly number[]): string {
  sha256Constants ??= { start: primeRoots(2n, 8), rounds: primeRoots(3n, 64) };
  const { start, rounds } = sha256Constants;
  const state = start.map((word) => word | 0);
  const message = padded(bytes, true);
  const w = new Int32Array(64);
  for (let block = 0; block < message.length; block += 64) {
    for (let t = 0; t < 16; t += 1) w[t] = ((message[block + t * 4] ?? 0) << 24) | ((message[block + t * 4 + 1] ?? 0) << 16) | ((message[block + t * 4 + 2] ?? 0) << 8) | (message[block + t * 4 + 3] ?? 0);
    for (let t = 16; t < 64; t += 1) {
      const [x = 0, y = 0] = [w[t - 15], w[t - 2]];
      w[t] = (rotate(y, 15) ^ rotate(y, 13) ^ (y >>> 10)) + (w[t - 7] ?? 0) + (rotate(x, 25) ^ rotate(x, 14) ^ (x >>> 3)) + (w[t - 16] ?? 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let t = 0; t < 64; t += 1) {
      const t1 = (h + (rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)) + ((e & f) ^ (~e & g)) + (rounds[t] ?? 0) + (w[t] ?? 0)) | 0;
      const t2 = ((rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const MD5_SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const;
/** floor(2^32 x |sin(i + 1)|), RFC 1321, written out because sines differ between JavaScript engines. */
const MD5_SINES =
  "d76aa478e8c7b756242070dbc1bdceeef57c0faf4787c62aa8304613fd469501698098d88b44f7afffff5bb1895cd7be6b901122fd987193a679438e49b40821f61e2562c040b340265e5a51e9b6c7aad62f105d02441453d8a1e681e7d3fbc821e1cde6c33707d6f4d50d87455a14eda9e3e905fcefa3f8676f02d98d2a4c8afffa39428771f6816d9d6122fde5380ca4beea444bdecfa9f6bb4b60bebfbc70289b7ec6eaa127fad4ef308504881d05d9d4d039e6db99e51fa27cf8c4ac5665f4292244432aff97ab9423a7fc93a039655b59c38f0ccc92ffeff47d85845dd16fa87e4ffe2ce6e0a30143144e0811a1f7537e82bd3af2352ad7d2bbeb86d391";

/** RFC 1321. */
export function md5(bytes: readonly number[]): string {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const message = padded(bytes, false);
  for (let block = 0; block < message.length; block += 64) {
    const m = Array.from({ length: 16 }, (_, index) => [3, 2, 1, 0].reduce((word, byte) => (word << 8) | (message[block + index * 4 + byte] ?? 0), 0));
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let i = 0; i < 64; i += 1) {
      const round = i >> 4;
      const f = round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const g = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] ?? 0;
      const sum = (a + f + parseInt(MD5_SINES.slice(i * 8, i * 8 + 8), 16) + (m[g % 16] ?? 0)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotate(sum, MD5_SHIFTS[round]?.[i % 4] ?? 0)) | 0];
    }
    for (const [index, word] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
  }
  return state.map((word) => [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, "0")).join("")).join("");
}

/** FIPS 180-4. */
export function sha1(bytes: readonly number[]): string {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const message = padded(bytes, true);
  const w = new Int32Array(80);
  for (let block = 0; block < message.length; block += 64) {
    for (let t = 0; t < 16; t += 1) w[t] = ((message[block + t * 4] ?? 0) << 24) | ((message[block + t * 4 + 1] ?? 0) << 16) | ((message[block + t * 4 + 2] ?? 0) << 8) | (message[block + t * 4 + 3] ?? 0);
    for (let t = 16; t < 80; t += 1) w[t] = rotate((w[t - 3] ?? 0) ^ (w[t - 8] ?? 0) ^ (w[t - 14] ?? 0) ^ (w[t - 16] ?? 0), 1);
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let t = 0; t < 80; t += 1) {
      const round = Math.floor(t / 20);
      const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const sum = (rotate(a, 5) + f + e + ([0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round] ?? 0) + (w[t] ?? 0)) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, sum];
    }
    for (const [index, word] of [a, b, c, d, e].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
