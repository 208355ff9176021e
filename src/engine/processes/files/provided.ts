import type { FileEntry } from "./tree.ts";

/** Files that are made of something else when somebody looks: read-only, never stored. */
export interface ProvidedFiles {
  covers(fs: string, path: string): boolean;
  entry(fs: string, path: string): FileEntry | undefined;
  names(fs: string, directory: string): readonly string[];
}
