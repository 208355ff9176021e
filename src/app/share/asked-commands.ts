import { commandsOf } from "../terminal/pasted-commands.ts";

/** What a link that a person wrote may type at most. */
export const MOST_COMMANDS = 50;
export const MOST_CHARACTERS = 8_000;

/** Parameters of the page's address: each ends a command that stands before it. */
const PARAMETER = /^(?:run|scene|t|lang|theme|embed)=/;
/** A shell's own "&" goes on with a blank; another parameter never does. */
const GOES_ON = /^(?: |%20|\+|%09)/i;

/**
 * The commands of `?run=…&run=…`, in their order; undefined when none is asked for. People write such links by hand and
 * chats change them: what is not encoded, or not quite, is taken as it was meant.
 */
export function askedCommands(search: string): readonly string[] | "tooMuch" | undefined {
  const values = runValues(search.replace(/^\?/, "").split("&"));
  if (values.length === 0) return undefined;
  if (values.reduce((sum, value) => sum + value.length, 0) > 3 * MOST_CHARACTERS) return "tooMuch";
  const commands = values.flatMap((value) => commandsOf(tidied(decoded(value))));
  const characters = commands.reduce((sum, command) => sum + command.length, 0);
  if (commands.length === 0) return undefined;
  return commands.length > MOST_COMMANDS || characters > MOST_CHARACTERS ? "tooMuch" : commands;
}

/** "run=a", "", " b" is one command: `a && b`. */
function runValues(parts: readonly string[]): readonly string[] {
  const values: string[] = [];
  let open = false;
  for (const [i, part] of parts.entries()) {
    const goesOn: boolean = open && !PARAMETER.test(part) && (part === "" || parts[i - 1] === "" || GOES_ON.test(part));
    open = goesOn || part.startsWith("run=");
    if (goesOn) values.push(`${values.pop()}&${part}`);
    else if (open) values.push(part.slice("run=".length));
  }
  return values.map((value) => value.replace(/&+$/, ""));
}

/** Percent signs that encode nothing stay; a plus is a blank where there is no other. */
function decoded(value: string): string {
  const spaced = /\s|%20/.test(value) ? value : value.replaceAll("+", " ");
  return spaced.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** What chats and word processors make of a command is undone: blanks that do not break, dashes that grew together. */
const tidied = (text: string): string =>
  text
    .replaceAll(/[\u00a0\u2007\u202f\u3000]/g, " ")
    .replaceAll(/(^|\s)[\u2013\u2014](?=[a-z])/gi, "$1--")
    // Control characters have no business in a line; tabs and line breaks do.
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, " ");
