import { readdirSync, readFileSync } from "node:fs";
import { elsewhere } from "./elsewhere.ts";
import { groups } from "./statements.ts";

/** How many statements each article has. */
const COUNTS = [56, 74, 59, 18, 38];
const ROOT = new URL("../../", import.meta.url);
/** Folders beside this one whose tests carry numbers in their names. */
const FOLDERS = ["e2e/founding/", "e2e/node-side/"];

interface Row {
  readonly says: string;
  readonly where: readonly string[];
}

/** Every number there is, in order. */
export const allNumbers: readonly string[] = COUNTS.flatMap((count, article) => Array.from({ length: count }, (_, i) => `S${article}-${String(i + 1).padStart(2, "0")}`));

/** What holds each statement, by its number. */
export function heldStatements(): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const add = (number: string, says: string, where: string): void => {
    const known = rows.get(number);
    rows.set(number, { says: known?.says ?? says, where: [...new Set([...(known?.where ?? []), where])] });
  };
  for (const { file, statements } of groups()) for (const { number, says } of statements) add(number, says, `e2e/statements/${file}`);
  for (const folder of FOLDERS) {
    for (const name of readdirSync(new URL(folder, ROOT)).filter((one) => one.endsWith(".test.ts")).sort()) {
      for (const title of titlesIn(readFileSync(new URL(folder + name, ROOT), "utf8"))) for (const number of numbersIn(title)) add(number, sentenceOf(title), folder + name);
    }
  }
  return rows;
}

const titlesIn = (source: string): readonly string[] => [...source.matchAll(/\b(?:test|describe)(?:\.each\([^\n]*?\))?\("([^"\n]*S[0-4]-\d\d[^"\n]*)"/g)].map(([, title]) => title ?? "");

function numbersIn(title: string): readonly string[] {
  return [...title.matchAll(/S([0-4])-(\d\d)(?: to S\1-(\d\d))?/g)].flatMap(([, article, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, i) => `S${article}-${String(from + i).padStart(2, "0")}`);
  });
}

function sentenceOf(title: string): string {
  const text = title
    .replace(/ ?\((?:S[0-4]-\d\d(?:, | to )?)+\)/g, "")
    .replace(/^(?:S[0-4]-\d\d[,: ]*)+/, "")
    .replace(/, and S[0-4]-\d\d /g, ", and ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}

/** The page docs/statements.md. */
export function statementsPage(): string {
  const held = heldStatements();
  const row = (number: string): string => {
    const found = held.get(number);
    return found ? `| ${number} | ${found.says.replaceAll("|", "\\|")} | ${found.where.map((path) => `\`${path}\``).join(", ")} |` : `| ${number} | | ${elsewhere[number] ?? "nowhere"} |`;
  };
  return `# What the founding articles say, and where it holds

Five articles about Pods stand at the beginning of this project; what they say is numbered, S0 to S4. Each statement is held here
as it is true of today's cluster. A scenario of \`e2e/statements\` can be played with \`kubarium run FILE\`; its statements and their checks
stand in its annotation \`statements\`. This page is made by \`WRITE_STATEMENTS=1 npx vitest run e2e/statements\` and checked by the same test.

| number | what holds | where |
|---|---|---|
${allNumbers.map(row).join("\n")}
`;
}
