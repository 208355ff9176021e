import { fail } from "../failure.ts";

/** Where a copy comes from or goes to: a file of a container, or one of this machine. */
export interface Place {
  readonly pod: string;
  /** "" = the command's. */
  readonly namespace: string;
  readonly path: string;
}

const FORMAT = "filespec must match the canonical format: [[namespace/]pod:]file/path";

// Mirrors extractFileSpec (kubectl/pkg/cmd/cp/cp.go).
export function readPlace(argument: string): Place {
  const colon = argument.indexOf(":");
  if (colon === 0) return fail(FORMAT);
  if (colon < 0) return { pod: "", namespace: "", path: argument };
  const pieces = argument.slice(0, colon).split("/");
  const path = argument.slice(colon + 1);
  if (pieces.length === 1) return { pod: pieces[0] ?? "", namespace: "", path };
  if (pieces.length === 2) return { namespace: pieces[0] ?? "", pod: pieces[1] ?? "", path };
  return fail(FORMAT);
}

export const baseOf = (path: string): string => path.replace(/\/+$/, "").replace(/^.*\//, "") || "/";
export const parentOf = (path: string): string => {
  const bare = path.replace(/\/+$/, "");
  const at = bare.lastIndexOf("/");
  return at < 0 ? "." : bare.slice(0, at) || "/";
};
/** Without ".", "..", and doubled slashes; "" for ".". */
export function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
