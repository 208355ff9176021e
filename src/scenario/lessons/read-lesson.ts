import { readDocuments } from "../../manifest/read-documents.ts";
import { readScenario } from "../read-scenario.ts";
import type { Scenario } from "../scenario.ts";
import { LessonFault } from "./blocks.ts";
import { LESSON_LANGUAGES, type Block, type Lesson, type LessonLanguage, type LessonStep, type LessonText, type Move } from "./lesson.ts";
import { readLessonText } from "./read-lesson-text.ts";

/** The texts of a lesson's folder. */
export interface LessonFiles {
  readonly "scenario.yaml": string;
  readonly "en.md": string;
  readonly "zh.md": string;
}

/** Reads a lesson's folder, checked whole. Throws an Error that names the file and the line. */
export function readLesson(folder: string, files: LessonFiles): Lesson {
  const scenario = scenarioOf(`${folder}/scenario.yaml`, files["scenario.yaml"]);
  const read = (language: LessonLanguage): LessonText => textOf(`${folder}/${language}.md`, files[`${language}.md`], scenario.namespace);
  const texts = { en: read("en"), zh: read("zh") };
  const differing = differenceOf(texts.en, texts.zh);
  if (differing !== undefined) throw new Error(`${folder}: en.md and zh.md differ: ${differing}`);
  if (!folder.endsWith(`-${scenario.name}`)) throw new Error(`${folder}: the folder is a number, "-" and the scenario's name, "${scenario.name}"`);
  return { name: scenario.name, scenario, texts };
}

function scenarioOf(path: string, text: string): Scenario {
  const { documents, error } = readDocuments(text, path);
  if (error) throw new Error(`${error.message} (line ${error.line})`);
  const result = readScenario(documents[0]?.value ?? null);
  if (!result.ok) throw new Error(`${path}: ${result.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("; ")}`);
  for (const field of ["title", "summary"] as const)
    for (const language of LESSON_LANGUAGES) if (!result.scenario[field]?.[language]) throw new Error(`${path}: /metadata/${field}/${language} is missing`);
  return result.scenario;
}

function textOf(path: string, text: string, namespace: string): LessonText {
  try {
    return readLessonText(text, namespace);
  } catch (error) {
    throw error instanceof LessonFault ? new Error(`${path}:${error.line}: ${error.message}`, { cause: error }) : error;
  }
}

/** Where two languages of a lesson do not tell the same; undefined where they do. Words may differ, and comments in files. */
function differenceOf(a: LessonText, b: LessonText): string | undefined {
  if (a.steps.length !== b.steps.length) return `${a.steps.length} and ${b.steps.length} steps`;
  for (const [i, step] of a.steps.entries()) {
    const [one, other] = [shapeOf(step), shapeOf(b.steps[i]!)];
    for (const part of ["actions", "check", "hints", "solution"] as const) if (one[part] !== other[part]) return `step ${i + 1}, ${part}: ${one[part]} and ${other[part]}`;
  }
  return undefined;
}

const shapeOf = ({ blocks, check, hints, solution }: LessonStep): Readonly<Record<"actions" | "check" | "hints" | "solution", string>> => ({
  actions: JSON.stringify(blocks.filter(isAction).map(bare)),
  check: JSON.stringify(check),
  hints: JSON.stringify(hints.map(({ when, wrong }) => ({ when, wrong }))),
  solution: JSON.stringify(solution?.map(bare)),
});

const isAction = (block: Block): block is Move => block.type === "commands" || block.type === "file";

/** A file for what it says, if it can be read: its comments are words. */
function bare(move: Move): unknown {
  if (move.type !== "file") return move;
  const { documents, error } = readDocuments(move.text, move.name);
  return { name: move.name, says: error ? move.text.replaceAll(/#.*$/gm, "") : documents.map(({ value }) => value) };
}

/** What solves a step: as written, or else its own files, applied, and its command lines, in their order. */
export const solutionOf = ({ blocks, solution }: LessonStep): readonly Move[] =>
  solution ?? blocks.filter(isAction).flatMap((move): Move[] => (move.type === "file" ? [move, { type: "commands", text: `kubectl apply -f ${move.name}\n` }] : [move]));
