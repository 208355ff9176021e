import { parse, type AndOr, type Command, type CompoundList, type PipelineNode, type Statement, type Word } from "unbash";

type Aliases = ReadonlyMap<string, string>;
/** So many aliases are put in place in one line. */
const MOST_ROUNDS = 100;
/** A line that aliases have made longer than this is left alone. */
const LONGEST = 100_000;

/**
 * A line with its aliases put in place. Simplified: aliases work in lines that a shell reads one after the other, at a
 * terminal or from its input, not inside `sh -c` and script files.
 */
export function withAliases(line: string, aliases: Aliases): string {
  if (aliases.size === 0) return line;
  let text = line;
  // What an alias has put in place ends before here: its own name in it stays.
  const done = new Map<number, ReadonlySet<string>>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const words = commandsOf(parse(text).commands).flatMap((command) => aliasedWords(command, aliases)).filter((word) => !done.get(text.length - word.end)?.has(word.text));
    const [word] = words.sort((a, b) => b.pos - a.pos);
    if (!word || text.length > LONGEST) return text;
    const value = aliases.get(word.text) ?? "";
    const [first = ""] = value.split(/\s/);
    const at = text.length - word.end;
    const key = at + value.length - first.length;
    done.set(key, new Set([...(done.get(at) ?? []), ...(done.get(key) ?? []), word.text]));
    text = text.slice(0, word.pos) + value + text.slice(word.end);
  }
  return text;
}

/** A command's name, and after an alias that ends in a blank the word that follows. */
function aliasedWords({ name, suffix }: Command, aliases: Aliases): readonly Word[] {
  if (!name) return [];
  const words = aliases.has(name.text) ? [name] : [];
  const [next] = suffix;
  return aliases.get(name.text)?.endsWith(" ") && next?.type === "Word" && aliases.has(next.text) ? [...words, next] : words;
}

const commandsOf = (statements: readonly Statement[]): readonly Command[] => statements.flatMap((statement) => within(statement.command));

function within(node: PipelineNode | AndOr | CompoundList): readonly Command[] {
  switch (node.type) {
    case "Command": return [node];
    case "Pipeline":
    case "AndOr": return node.commands.flatMap(within);
    case "CompoundList": return commandsOf(node.commands);
    case "If": return [node.clause, node.then, ...node.elif.flatMap((each) => [each.clause, each.then]), ...(node.else ? [node.else] : [])].flatMap(within);
    case "While": return [...within(node.clause), ...within(node.body)];
    case "For":
    case "BraceGroup":
    case "Subshell": return within(node.body);
    case "Function": return within(node.body);
    case "Redirected": return within(node.command);
    case "Case": return node.items.flatMap((item) => within(item.body));
    default: return [];
  }
}
