/** A prompt as articles print it: "$ ", "➜  ~ ", "[root@master ~]# ", "root@node:~# ", "➤ ". */
const PROMPT = /^\s*(?:\$|➜\s+\S+|➤|❯|\[[^\]\n]*\][#$]|[\w.-]+@[\w.-]+:[^\s#$]*[#$])\s+/u;

/**
 * The commands of a pasted text. Where lines have a prompt, only those are commands and the rest is what they printed;
 * else every line is one. A command goes on over a backslash at the end, an open quote and a here-document.
 */
export function commandsOf(pasted: string): readonly string[] {
  const lines = pasted.replaceAll(/\r\n?/g, "\n").split("\n");
  const prompted = lines.some((line) => PROMPT.test(line));
  const commands: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (prompted && !PROMPT.test(line)) continue;
    let command = prompted ? line.replace(PROMPT, "") : line;
    while (isOpen(command) && i + 1 < lines.length) {
      i += 1;
      command += `\n${continued(lines[i]!, prompted)}`;
    }
    if (command.trim() !== "") commands.push(command.trimEnd());
  }
  return commands;
}

/** The shell's own second prompt, where an article shows it. */
const continued = (line: string, prompted: boolean): string => (prompted ? line.replace(/^> /, "") : line);

function isOpen(command: string): boolean {
  const document = /<<-?\s*(['"]?)([\w-]+)\1/.exec(command);
  if (document) return !command.split("\n").slice(1).some((line) => line.trim() === document[2]);
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(command) || hasOpenQuote(command);
}

function hasOpenQuote(command: string): boolean {
  let open = "";
  for (let i = 0; i < command.length; i += 1) {
    const character = command[i]!;
    if (character === "\\" && open !== "'") i += 1;
    else if (open === "" && (character === "'" || character === '"')) open = character;
    else if (character === open) open = "";
  }
  return open !== "";
}
