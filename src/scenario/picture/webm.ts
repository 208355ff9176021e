import { joined, latin } from "./bytes.ts";
import { ebml, ebmlNumber, webmTag } from "./webm-tags.ts";

/* WebM (Matroska, RFC 9559): a header, what is in it, tags, and clusters of whole pictures. */

export interface FilmFrame {
  /** As the codec made it. */
  readonly data: Uint8Array;
  readonly atMs: number;
  /** It can be shown without the ones before it. */
  readonly key: boolean;
}

interface Film {
  readonly codec: "V_VP8" | "V_VP9";
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly frames: readonly FilmFrame[];
  /** A name and what is kept under it. */
  readonly tag: readonly [string, string];
}

/** Places within a cluster are told in 16 bits, of milliseconds. */
const LONGEST_CLUSTER_MS = 30_000;

/** A film without sound as a WebM file. */
export function webmFile({ codec, width, height, durationMs, frames, tag }: Film): Uint8Array<ArrayBuffer> {
  const header = ebml(0x1a45dfa3, ebmlNumber(0x4286, 1), ebmlNumber(0x42f7, 1), ebmlNumber(0x42f2, 4), ebmlNumber(0x42f3, 8), ebml(0x4282, latin("webm")), ebmlNumber(0x4287, 2), ebmlNumber(0x4285, 2));
  const info = ebml(0x1549a966, ebmlNumber(0x2ad7b1, 1_000_000), ebml(0x4489, double(durationMs)), ebml(0x4d80, latin("Kubarium")), ebml(0x5741, latin("Kubarium")));
  const video = ebml(0xe0, ebmlNumber(0xb0, width), ebmlNumber(0xba, height));
  const track = ebml(0xae, ebmlNumber(0xd7, 1), ebmlNumber(0x73c5, 1), ebmlNumber(0x83, 1), ebmlNumber(0x9c, 0), ebml(0x86, latin(codec)), video);
  const before = joined([info, ebml(0x1654ae6b, track), webmTag(...tag)]);
  const parts = clusters(frames);
  // As long as it will be, whatever it says: then where everything stands is known.
  const cuesLength = cues(parts, 0).length;
  return joined([header, ebml(0x18538067, before, cues(parts, before.length + cuesLength), ...parts.map(({ data }) => data))]);
}

interface Cluster {
  readonly atMs: number;
  readonly data: Uint8Array;
}

/** Where a player finds a moment; `from`: where the first cluster begins. */
function cues(parts: readonly Cluster[], from: number): Uint8Array {
  let at = from;
  const points = parts.map(({ atMs, data }) => {
    const point = ebml(0xbb, ebml(0xb3, long(atMs)), ebml(0xb7, ebmlNumber(0xf7, 1), ebml(0xf1, long(at))));
    at += data.length;
    return point;
  });
  return ebml(0x1c53bb6b, ...points);
}

function long(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

function clusters(frames: readonly FilmFrame[]): readonly Cluster[] {
  const groups: FilmFrame[][] = [];
  for (const frame of frames) {
    const group = groups.at(-1);
    if (group?.[0] && !frame.key && frame.atMs - group[0].atMs < LONGEST_CLUSTER_MS) group.push(frame);
    else groups.push([frame]);
  }
  return groups.map((group) => {
    const atMs = Math.round(group[0]!.atMs);
    return { atMs, data: ebml(0x1f43b675, ebmlNumber(0xe7, atMs), ...group.map((frame) => simpleBlock(frame, atMs))) };
  });
}

function simpleBlock({ data, atMs, key }: FilmFrame, clusterMs: number): Uint8Array {
  const after = Math.round(atMs) - clusterMs;
  return ebml(0xa3, Uint8Array.of(0x81, (after >> 8) & 0xff, after & 0xff, key ? 0x80 : 0), data);
}

function double(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}
