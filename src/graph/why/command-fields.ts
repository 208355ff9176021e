import type { Facts } from "./facts.ts";
import type { Field } from "./manifest-lines.ts";

/** What a container runs: its command, else its args, else what the image brings. */
export const commandFields = (container: string): readonly Field[] => [{ container, path: "/command" }, { container, path: "/args" }, { container, path: "/image" }];

/** Where the command stands: the script after -c, else args, command, image. With a piece of text: its line. */
export function scriptFields(facts: Facts, name: string, ...pieces: readonly (string | undefined)[]): readonly Field[] {
  const spec = facts.specOf(name);
  const lists = (["args", "command"] as const).filter((list) => (spec?.[list]?.length ?? 0) > 0);
  const fields = lists.flatMap((list): Field[] => {
    const words = spec?.[list] ?? [];
    const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
    // `command: [sh, -c]` with the script in args.
    const script = flag >= 0 ? flag + 1 : list === "args" && spec?.command?.some((word) => /^-[a-z]*c$/.test(word)) ? 0 : -1;
    const text = pieces.find((piece) => piece !== undefined && words[script]?.includes(piece));
    return script >= 0 && script < words.length ? [{ container: name, path: `/${list}/${script}`, ...(text ? { text } : {}) }] : [];
  });
  return [...fields, ...lists.map((list) => ({ container: name, path: `/${list}` })), { container: name, path: "/image" }];
}
