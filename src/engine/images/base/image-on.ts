import type { ImageDefinition } from "../image.ts";
import { alpineExecutables, busyboxExecutables, centosExecutables, debianExecutables, tools, type Executables } from "./executables.ts";
import { alpineFiles, bookworm, busyboxFiles, debianFiles, noble, redHat, scratchFiles, trixie, type Files } from "./files.ts";
import { DEFAULT_PATH, imageDefaults } from "./image-defaults.ts";

interface Base {
  readonly files: Files;
  readonly executables: Executables;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const gnu = { flavor: "gnu" };

/** What images are built on. */
const bases = {
  alpine: { files: alpineFiles, executables: alpineExecutables },
  busybox: { files: busyboxFiles, executables: busyboxExecutables },
  debian: { files: debianFiles(bookworm), executables: debianExecutables, settings: gnu },
  trixie: { files: debianFiles(trixie), executables: debianExecutables, settings: gnu },
  ubuntu: { files: debianFiles(noble), executables: debianExecutables, settings: gnu },
  redHat: { files: debianFiles(redHat), executables: centosExecutables, settings: gnu },
  /** Nothing but what the image itself brings: no shell, no tools. */
  scratch: { files: scratchFiles, executables: {} },
} as const satisfies Readonly<Record<string, Base>>;

export type BaseName = keyof typeof bases;

/** Compressed sizes of the bases' layers. */
export const baseBytes: Readonly<Record<BaseName, number>> = { alpine: 3_802_452, busybox: 2_223_685, debian: 28_229_000, trixie: 29_775_000, ubuntu: 29_723_000, redHat: 76_097_000, scratch: 103_732 };

type Own = Omit<Partial<ImageDefinition>, "files" | "executables" | "layers" | "env"> & Pick<ImageDefinition, "repository" | "tags">;

/** An image in terms of its base and of what it adds to it. */
export interface ImageOn extends Own {
  readonly base: BaseName;
  /** Compressed bytes of the layers above the base. */
  readonly adds: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Files;
  /** Absolute path -> program: the image's own. */
  readonly executables?: Executables;
  /** Absolute path -> common tool. */
  readonly tools?: Executables;
}

export function imageOn({ base, adds, env = {}, files = {}, executables = {}, tools: more = {}, ...own }: ImageOn): ImageDefinition {
  const below: Base = bases[base];
  const allFiles: Files = { ...below.files, ...files };
  const layers = [baseBytes[base], ...adds];
  return {
    ...imageDefaults,
    ...(below.settings && { settings: below.settings }),
    ...own,
    env: { PATH: DEFAULT_PATH, ...env },
    layers: () => layers,
    files: () => allFiles,
    executables: { ...below.executables, ...tools(more), ...executables },
  };
}
