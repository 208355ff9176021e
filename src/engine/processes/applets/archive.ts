import { bytesOf, textOf } from "../bytes.ts";

/** A member of a tar archive. */
export interface Member {
  readonly path: string;
  readonly type: "file" | "directory" | "symlink";
  readonly content: string;
  /** Where a symbolic link leads. */
  readonly target: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Unix seconds. */
  readonly modifiedAt: number;
}

const BLOCK = 512;
/** GNU's and busybox's tar write records of twenty blocks. */
const RECORD = 20 * BLOCK;
const KINDS = { file: "0", symlink: "2", directory: "5" } as const;
const NAME = 100;
const PREFIX = 155;

const octal = (value: number, width: number): string => `${Math.max(0, Math.trunc(value)).toString(8).padStart(width - 1, "0")}\0`;
const bytesIn = (text: string, width: number): number[] => [...bytesOf(text), ...new Array<number>(width).fill(0)].slice(0, width);

/** A ustar header. A long path is parted at a slash; one that cannot be loses its beginning. */
function header(member: Member, size: number): number[] {
  const path = bytesOf(member.path);
  let [name, prefix] = [path, [] as number[]];
  if (path.length > NAME) {
    const at = path.findIndex((byte, index) => byte === 47 && path.length - index - 1 <= NAME);
    if (at > 0 && at <= PREFIX) [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
  }
  const fill = (bytes: readonly number[], width: number): number[] => [...bytes, ...new Array<number>(width).fill(0)].slice(0, width);
  const before = [...fill(name, NAME), ...bytesIn(octal(member.mode & 0o7777, 8) + octal(member.uid, 8) + octal(member.gid, 8) + octal(size, 12) + octal(member.modifiedAt, 12), 48)];
  const after = [...bytesIn(KINDS[member.type], 1), ...bytesIn(member.target, NAME), ...bytesIn("ustar\0" + "00", 8), ...bytesIn("root", 32), ...bytesIn("root", 32), ...bytesIn(octal(0, 8) + octal(0, 8), 16), ...fill(prefix, PREFIX), ...new Array<number>(12).fill(0)];
  const sum = [...before, ...after].reduce((total, byte) => total + byte, 8 * 32);
  return [...before, ...bytesIn(`${sum.toString(8).padStart(6, "0")}\0 `, 8), ...after];
}

/** An archive's text. */
export function packArchive(members: readonly Member[]): string {
  let text = "";
  let length = 0;
  for (const member of members) {
    const content = member.type === "file" ? bytesOf(member.content).length : 0;
    const padding = (BLOCK - (content % BLOCK)) % BLOCK;
    text += textOf(header(member, content)) + (member.type === "file" ? member.content + "\0".repeat(padding) : "");
    length += BLOCK + content + padding;
  }
  const end = length + 2 * BLOCK;
  return text + "\0".repeat(2 * BLOCK + ((RECORD - (end % RECORD)) % RECORD));
}

/** The members of an archive; undefined: it is none, or ends too early. Knows ustar, and GNU's long names. */
export function unpackArchive(text: string): readonly Member[] | undefined {
  const bytes = bytesOf(text);
  const members: Member[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const block = bytes.slice(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) return members;
    const field = (from: number, width: number): string => textOf(block.slice(from, from + width)).replace(/\0[^]*$/, "");
    const number = (from: number, width: number): number => parseInt(field(from, width).trim(), 8) || 0;
    if (number(148, 8) !== block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0)) return undefined;
    const size = number(124, 12);
    const content = bytes.slice(at + BLOCK, at + BLOCK + size);
    if (content.length < size) return undefined;
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const kind = field(156, 1);
    if (kind === "L") {
      longName = textOf(content).replace(/\0+$/, "");
      continue;
    }
    if (kind === "x" || kind === "g") continue;
    const prefix = field(257, 5) === "ustar" ? field(345, PREFIX) : "";
    const path = longName ?? (prefix === "" ? field(0, NAME) : `${prefix}/${field(0, NAME)}`);
    longName = undefined;
    const type = kind === "5" || path.endsWith("/") ? "directory" : kind === "2" ? "symlink" : "file";
    members.push({ path, type, content: textOf(content), target: field(157, NAME), mode: number(100, 8), uid: number(108, 8), gid: number(116, 8), modifiedAt: number(136, 12) });
  }
  return members.length > 0 && bytes.length > 0 ? members : undefined;
}
