import type { Program } from "../processes/program.ts";

/** What a pretend registry knows of an image: enough to pull it, look into it and run it. One folder per image. */
export interface ImageDefinition {
  /** Repository without tag, normalised: "docker.io/library/nginx", "quay.io/openshiftlabs/simpleservice". */
  readonly repository: string;
  /** Tags that exist; a function for repositories with a rule ("1.x"). "latest" only if listed or matched. */
  readonly tags: readonly string[] | ((tag: string) => boolean);
  /** The tag that names the same content where several do ("latest" -> "1.37"); absent or undefined = itself. */
  sameAs?(tag: string): string | undefined;
  /** Compressed sizes in bytes, in order; the pull takes 100 ms + sum / bandwidth. May differ by tag. */
  layers(tag: string): readonly number[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workingDir: string;
  readonly stopSignal: string;
  readonly exposedPorts: readonly number[];
  readonly uid?: number;
  readonly user?: string;
  /** Root file system: absolute path -> content; directories end in "/". Executables: see programs. */
  files(tag: string): Readonly<Record<string, string>>;
  /** Absolute path -> the program that runs when it is executed ("/bin/sh": "sh"). Several paths may name one program. */
  readonly executables: Readonly<Record<string, string>>;
  /** Programs of this image that are not in the common set, by name. */
  readonly programs: readonly Program[];
  /** True for tags whose manifest is of the first schema, which runtimes no longer read. */
  oldManifest?(tag: string): boolean;
  /** What differs by tag. */
  variant?(tag: string): Partial<Pick<ImageDefinition, "env" | "executables" | "entrypoint" | "cmd" | "settings" | "exposedPorts" | "uid" | "user">>;
  /** What its programs find in `ProcessContext.settings` ("flavor": "gnu"). */
  readonly settings?: Readonly<Record<string, unknown>>;
}
