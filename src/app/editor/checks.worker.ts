import schemaUrl from "kubarium:manifest-schema?url";
import { judge } from "../../manifest/judge.ts";
import { mergeJudgements } from "../../manifest/merge-judgements.ts";
import { positionsOf } from "../../manifest/positions.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { readScenario } from "../../scenario/read-scenario.ts";
import type { Asked, Question, Replied, Reply } from "./checks-protocol.ts";
import { describeField, type ManifestSchema } from "./field-description.ts";
import { placeOfField } from "./field-place.ts";
import { headOf, pathOf } from "./manifest-text.ts";

const post = (replied: Replied): void => self.postMessage(replied);

self.addEventListener("message", ({ data: { id, question } }: MessageEvent<Asked>) => {
  replyTo(question).then(
    (reply) => post({ id, reply }),
    (fault: unknown) => post({ id, fault: String(fault) }),
  );
});

async function replyTo(question: Question): Promise<Reply> {
  const { text } = question;
  switch (question.type) {
    case "judge":
      return judged(question);
    case "describe":
      return { type: "describe", description: describeField(await schema(), text, question.offset) };
    case "place":
      return { type: "place", offset: placeOfField(text, question.pod, question.field) };
    case "scenario":
      return scenarioIn(text);
  }
}

function judged({ text, file, problems }: Extract<Question, { type: "judge" }>): Reply {
  // A scenario is no manifest: it is judged when it is opened.
  if (isScenario(text)) return { type: "judge", judgements: [], isScenario: true };
  const own = judge(text, file);
  return { type: "judge", judgements: problems ? mergeJudgements(text, own, problems) : own, isScenario: false };
}

function scenarioIn(text: string): Reply {
  const { documents, error } = readDocuments(text, "scenario.yaml");
  const [document] = documents;
  if (error || !document) return { type: "scenario", scenario: undefined, faults: error ? [error.message] : [] };
  const read = readScenario(document.value);
  if (read.ok) return { type: "scenario", scenario: read.scenario, faults: [] };
  return { type: "scenario", scenario: undefined, faults: read.problems.map(({ pointer, message }) => `${pathOf(pointer)}: ${message}`) };
}

function isScenario(text: string): boolean {
  // Most texts are none: they are not read for it.
  if (!text.includes("kubarium.dev/")) return false;
  const { apiVersion, kind } = headOf(text, positionsOf(text), 0);
  return apiVersion.startsWith("kubarium.dev/") && kind === "Scenario";
}

let fetched: Promise<ManifestSchema> | undefined;

/** Fetched when first asked for; a fetch that failed is tried again. */
function schema(): Promise<ManifestSchema> {
  fetched ??= fetch(schemaUrl).then((response) => response.json() as Promise<ManifestSchema>);
  fetched.catch(() => (fetched = undefined));
  return fetched;
}
