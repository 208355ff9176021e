import { utf8Length } from "../../api/utf8.ts";

/** Mirrors MAX_ARG_STRLEN (include/uapi/linux/binfmts.h), and ARG_MAX of a stack of 8 MiB: a quarter of it. */
const LONGEST_STRING_BYTES = 131_072;
const LONGEST_LIST_BYTES = 2 * 1024 * 1024;
/** Each string comes with its final null and a pointer. */
const BYTES_PER_STRING = 1 + 8;

type Environment = Readonly<Record<string, string>>;

const environments = new WeakMap<Environment, number>();

/** True where execve says E2BIG: one string, or all together, is more than the kernel takes. */
export function isArgumentListTooLong(argv: readonly string[], env: Environment): boolean {
  let bytes = environmentBytes(env);
  for (const argument of argv) bytes += bytesOf(argument);
  return bytes > LONGEST_LIST_BYTES;
}

function environmentBytes(env: Environment): number {
  const known = environments.get(env);
  if (known !== undefined) return known;
  let bytes = 0;
  for (const [name, value] of Object.entries(env)) bytes += bytesOf(`${name}=${value}`);
  environments.set(env, bytes);
  return bytes;
}

/** More than the whole list may have, where one string alone is too long. */
function bytesOf(text: string): number {
  // No text has more bytes than three for each UTF-16 unit.
  const bytes = text.length * 3 < LONGEST_STRING_BYTES ? text.length : utf8Length(text);
  return bytes >= LONGEST_STRING_BYTES ? LONGEST_LIST_BYTES + 1 : bytes + BYTES_PER_STRING;
}
