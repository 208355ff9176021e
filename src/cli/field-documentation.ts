import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { Documentation, FindDocumentation } from "../kubectl/explain/documentation.ts";
import { readDocumentation } from "./types-package.ts";

let read: { readonly find: FindDocumentation | undefined } | undefined;

/** The sentences of the types package that lies beside the program, read when they are first asked for. */
export const fieldDocumentation: Documentation = () => (read ??= { find: tryToRead() }).find;

function tryToRead(): FindDocumentation | undefined {
  try {
    return readDocumentation(dirname(createRequire(import.meta.url).resolve("kubernetes-types/package.json")));
  } catch {
    // Without its packages the program runs all the same: `explain` then shows names and types.
    return undefined;
  }
}
