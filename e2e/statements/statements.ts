import { readdirSync, readFileSync } from "node:fs";
import { isObject, type Json } from "../../src/api/json.ts";
import { play } from "../../src/cli/play.ts";
import type { Report } from "../../src/cli/report.ts";
import { readDocuments } from "../../src/manifest/read-documents.ts";
import { describeExpectation } from "../../src/scenario/expect.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

/** A statement of the founding articles, by its number, and what must be so after its scenario was played. */
export interface Statement {
  readonly number: string;
  /** What holds, in a sentence. */
  readonly says: string;
  readonly checks: readonly Check[];
}

/**
 * `line` is the comment with which a line of the scenario ends. What a line said is both its streams without the last line
 * break, and "(code)" where it failed. The last form is an expectation as scenarios have them.
 */
type Check =
  | { readonly line: string; readonly prints?: string | readonly string[]; readonly lacks?: string | readonly string[]; readonly is?: string }
  | { readonly same: readonly string[] }
  | { readonly differ: readonly string[] }
  | { readonly pod: string; readonly states?: readonly string[]; readonly events?: readonly string[] }
  | { readonly object: string };

export interface Group {
  readonly file: string;
  readonly statements: readonly Statement[];
  /** Plays the scenario; gives what did not hold of a statement. */
  play(): Played;
}

interface Played {
  readonly report: Report;
  faults(statement: Statement): readonly string[];
}

const folder = new URL("./", import.meta.url);

/** The scenarios of this folder: each is a file that `kubarium run` plays, with its statements in an annotation. */
export const groups = (): readonly Group[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map(groupOf);

export function groupOf(file: string): Group {
  const document = yaml(readFileSync(new URL(file, folder), "utf8"), file);
  const statements = statementsOf(document, file);
  return { file, statements, play: () => playGroup(document, statements) };
}

function playGroup(document: Json, statements: readonly Statement[]): Played {
  // Expectations of statements are added to those of the document, in order, and told apart by their place.
  const own = statements.flatMap((statement) => statement.checks.filter((check) => "object" in check).map((check) => ({ statement, check })));
  const spec = field(document, "spec");
  const given = Array.isArray(field(spec, "expect")) ? (field(spec, "expect") as readonly Json[]) : [];
  const read = readScenario({ ...(document as object), spec: { ...(spec as object), expect: [...given, ...own.map(({ check }) => check as unknown as Json)] } } as Json);
  if (!read.ok) throw new Error(read.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"));
  const { report, verdicts } = play(read.scenario, { freeze: false });
  if (report.fault) throw new Error(report.fault.message);
  const failed = verdicts.flatMap(({ expectation, held, seen }, i) => (held ? [] : [{ statement: own[i - given.length]?.statement, said: `${describeExpectation(expectation)}; seen: ${seen}` }]));
  return {
    report,
    faults: (statement) => [...statement.checks.flatMap((check) => faultsOf(check, report)), ...failed.filter((one) => one.statement === statement || one.statement === undefined).map(({ said }) => said)],
  };
}

function faultsOf(check: Check, report: Report): readonly string[] {
  const said = (label: string): string => saidBy(report, label);
  if ("line" in check) {
    const text = said(check.line);
    const tell = (what: string): string => `${check.line}: ${what}; said: ${JSON.stringify(text)}`;
    return [
      ...list(check.prints).filter((pattern) => !new RegExp(pattern, "m").test(text)).map((pattern) => tell(`should print ${pattern}`)),
      ...list(check.lacks).filter((pattern) => new RegExp(pattern, "m").test(text)).map((pattern) => tell(`should not print ${pattern}`)),
      ...(check.is !== undefined && text !== check.is ? [tell(`should say ${JSON.stringify(check.is)}`)] : []),
    ];
  }
  if ("same" in check) return new Set(check.same.map(said)).size === 1 && said(check.same[0]!) !== "" ? [] : [`should say the same: ${JSON.stringify(check.same.map(said))}`];
  if ("differ" in check) return new Set(check.differ.map(said)).size === check.differ.length ? [] : [`should differ: ${JSON.stringify(check.differ.map(said))}`];
  if ("pod" in check) return podFaults(check, report);
  return "object" in check ? [] : [`nothing is checked by ${JSON.stringify(check)}`];
}

function podFaults({ pod, states = [], events = [] }: { readonly pod: string; readonly states?: readonly string[]; readonly events?: readonly string[] }, report: Report): readonly string[] {
  const met = report.pods.filter(({ name }) => name === pod).map(({ status }) => status);
  let from = -1;
  const inOrder = states.every((state) => (from = met.indexOf(state, from + 1)) >= 0);
  const reasons = new Set(report.events.filter(({ object }) => object === `pod/${pod}`).map(({ reason }) => reason));
  const missing = events.filter((reason) => !reasons.has(reason));
  return [
    ...(inOrder ? [] : [`${pod}: should be ${states.join(", ")}; was ${[...new Set(met)].join(", ")}`]),
    ...(missing.length === 0 ? [] : [`${pod}: no event ${missing.join(", ")} among ${[...reasons].join(", ")}`]),
  ];
}

/** What the line that ends with this comment said. Throws where there is not exactly one. */
export function saidBy(report: Report, label: string): string {
  const rows = report.transcript.filter(({ run }) => run.trimEnd().endsWith(`# ${label}`));
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`${rows.length} lines end with "# ${label}"`);
  return `${row.stdout}${row.stderr}`.replace(/\r/g, "").replace(/\n$/, "") + (row.exitCode === 0 ? "" : `(${row.exitCode})`);
}

function statementsOf(document: Json, file: string): readonly Statement[] {
  const text = field(field(field(document, "metadata"), "annotations"), "statements");
  const written = typeof text === "string" ? yaml(text, file) : undefined;
  if (!isObject(written)) throw new Error(`${file}: no statements`);
  return Object.entries(written).map(([number, value]) => {
    const [says, ...checks] = value as readonly [string, ...Check[]];
    if (!/^S[0-4]-\d\d$/.test(number) || typeof says !== "string") throw new Error(`${file}: ${number} is no statement`);
    return { number, says, checks };
  });
}

function yaml(text: string, file: string): Json {
  const { documents, error } = readDocuments(text, file);
  if (error || documents.length !== 1) throw new Error(`${file}: ${error?.message ?? `${documents.length} documents`}`);
  return documents[0]!.value;
}

const field = (value: Json | undefined, name: string): Json | undefined => (isObject(value) ? value[name] : undefined);
const list = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === "string" ? [value] : value);
