import type { Json } from "../../api/json.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { createChecks } from "../checks.ts";
import { readClaims } from "../expectations.ts";
import { checkFileName } from "../names.ts";
import type { Claim } from "../scenario.ts";
import { LessonFault, readPieces, type Piece } from "./blocks.ts";
import type { Block, Hint, Inline, LessonStep, LessonText, Move, Prose } from "./lesson.ts";

/** What a lesson may hold at most: it is read by people. */
export const lessonBounds = { characters: 200_000, steps: 40, blocks: 60, claims: 20, hints: 10 } as const;

type Fence = Extract<Piece, { type: "fence" }>;

type Content = Extract<Piece, { type: "prose" | "fence" }>;

/** A step while its pieces are read. */
interface Draft {
  readonly title: readonly Inline[];
  readonly line: number;
  readonly blocks: Block[];
  readonly hints: Hint[];
  check: readonly Claim[] | undefined;
  solution: Move[] | undefined;
}

/** Reads one language of a lesson. `namespace`: where objects are that name none. Throws a LessonFault with its line. */
export function readLessonText(text: string, namespace: string): LessonText {
  if (text.length > lessonBounds.characters) throw new LessonFault(1, `longer than ${lessonBounds.characters} characters`);
  const [title, ...pieces] = readPieces(text);
  if (title?.type !== "title") throw new LessonFault(title?.line ?? 1, 'a lesson begins with "# " and its title');
  const first = pieces.findIndex(({ type }) => type === "step");
  if (first < 0) throw new LessonFault(title.line, 'a lesson has steps, each below "## " and its title');
  const steps = readSteps(pieces.slice(first), namespace);
  return { title: title.words, intro: pieces.slice(0, first).map(proseOf), steps };
}

function proseOf(piece: Piece): Prose {
  if (piece.type === "prose") return piece.prose;
  if (piece.type === "fence" && piece.word === "text") return { type: "output", text: piece.text };
  throw new LessonFault(piece.line, "only text stands here");
}

function readSteps(pieces: readonly Piece[], namespace: string): readonly LessonStep[] {
  const drafts: Draft[] = [];
  for (const piece of pieces) {
    const draft = drafts.at(-1);
    if (piece.type === "title") throw new LessonFault(piece.line, 'a lesson has one title; a step begins with "## "');
    else if (piece.type === "step") drafts.push({ title: piece.text, line: piece.line, blocks: [], hints: [], check: undefined, solution: undefined });
    else if (draft) takePiece(draft, piece, namespace);
  }
  if (drafts.length > lessonBounds.steps) throw new LessonFault(drafts[lessonBounds.steps]!.line, `more than ${lessonBounds.steps} steps`);
  return drafts.map(stepOf);
}

function takePiece(draft: Draft, piece: Content, namespace: string): void {
  if (draft.blocks.length >= lessonBounds.blocks) throw new LessonFault(piece.line, `a step has at most ${lessonBounds.blocks} pieces: make two of it`);
  if (piece.type === "prose") return void draft.blocks.push(piece.prose);
  const nameless = piece.word === "yaml" || piece.word === "solution" || piece.name === "";
  if (!nameless) throw new LessonFault(piece.line, `the fence ${piece.word} takes no name`);
  switch (piece.word) {
    case "sh":
      return void draft.blocks.push({ type: "commands", text: written(piece) });
    case "text":
      return void draft.blocks.push({ type: "output", text: piece.text });
    case "yaml":
      return void draft.blocks.push({ type: "file", name: fileName(piece), text: piece.text });
    case "answer":
      return void draft.blocks.push({ type: "answer", text: readPieces(piece.text, piece.line + 1).map(proseOf) });
    case "check":
      if (draft.check) throw new LessonFault(piece.line, "a step has one check");
      draft.check = claimsOf(yamlOf(piece.text, piece.line), namespace, piece.line);
      return;
    case "solution":
      (draft.solution ??= []).push(piece.name === "" ? { type: "commands", text: written(piece) } : { type: "file", name: fileName(piece), text: piece.text });
      return;
    case "hint":
      return void draft.hints.push(readHint(piece, namespace));
    default:
      throw new LessonFault(piece.line, `unknown fence "${piece.word.slice(0, 40)}"; known here: sh, yaml FILE, text, answer, check, solution, hint`);
  }
}

function stepOf({ title, line, blocks, check = [], hints, solution }: Draft): LessonStep {
  if (blocks.length === 0) throw new LessonFault(line, "a step says something");
  if (check.length === 0 && (hints.length > 0 || solution)) throw new LessonFault(line, "hints and solutions belong to a step with a check");
  if (check.length > 0 && !solution && !blocks.some(({ type }) => type === "commands" || type === "file")) throw new LessonFault(line, "a step with a check has a solution, or commands that are one");
  if (hints.length > lessonBounds.hints) throw new LessonFault(line, `more than ${lessonBounds.hints} hints`);
  return { title, blocks, check, hints, solution };
}

/** `when:` and `wrong:`, a line of dashes, and what is said. */
function readHint({ text, line }: Fence, namespace: string): Hint {
  const lines = text.split("\n");
  const cut = lines.indexOf("---");
  if (cut < 0) throw new LessonFault(line, 'a hint is "when:" and "wrong:", a line "---", and what is said then');
  const head = yamlOf(lines.slice(0, cut).join("\n"), line);
  const checks = createChecks();
  const fields = checks.fields(head, "", ["when", "wrong"]);
  const wrong = checks.text(fields["wrong"], "/wrong", 4_000);
  refuseFaults(checks.problems, line);
  const said = readPieces(lines.slice(cut + 1).join("\n"), line + cut + 2).map(proseOf);
  if (said.length === 0) throw new LessonFault(line, "a hint says something");
  return { when: claimsOf(fields["when"], namespace, line), text: said, wrong };
}

function claimsOf(value: Json | undefined, namespace: string, line: number): readonly Claim[] {
  const checks = createChecks();
  const claims = readClaims(Array.isArray(value) ? value : [value ?? null], "", namespace, lessonBounds.claims, checks);
  refuseFaults(checks.problems, line);
  if (claims.length === 0) throw new LessonFault(line, "nothing is expected here");
  return claims;
}

function refuseFaults(problems: readonly { readonly pointer: string; readonly message: string }[], line: number): void {
  if (problems.length > 0) throw new LessonFault(line, problems.map(({ pointer, message }) => `${pointer === "" ? "" : `${pointer} `}${message}`).join("; "));
}

function yamlOf(text: string, line: number): Json {
  const { documents, error } = readDocuments(text, "the fence");
  if (error) throw new LessonFault(line + error.line, error.message);
  return documents[0]?.value ?? null;
}

function fileName({ name, line }: Fence): string {
  const checks = createChecks();
  checkFileName(name, "", checks);
  if (name === "" || /\s/.test(name) || checks.problems.length > 0) throw new LessonFault(line, `a file's fence names it ("yaml pod.yaml"), not ${JSON.stringify(name.slice(0, 60))}`);
  return name;
}

function written({ text, line }: Fence): string {
  if (text.trim() === "") throw new LessonFault(line, "no command in it");
  return text;
}
