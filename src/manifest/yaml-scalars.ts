/** Strings as go-yaml writes them. */
const plainSafe = /^[A-Za-z0-9_./][A-Za-z0-9_./ -]*$/;
const resolves = /^(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9.].*)$/i;

export function scalarText(text: string, block: boolean): string {
  if (block && text.includes("\n")) return `${text.endsWith("\n") ? "|" : "|-"}\n${text.replace(/\n$/, "")}`;
  if (text === "") return '""';
  if (plainSafe.test(text) && !text.endsWith(" ") && !resolves.test(text)) return text;
  return JSON.stringify(text);
}
