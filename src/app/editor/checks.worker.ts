import schemaUrl from "kubarium:manifest-schema?url";
import { judge } from "../../manifest/judge.ts";
import { mergeJudgements } from "../../manifest/merge-judgements.ts";
import { positionsOf } from "../../manifest/positions.ts";
import { readSceneFile } from "../../scenario/link/scene-file.ts";
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
  const read = readSceneFile(text, "scenario.yaml");
  return read.ok ? { type: "scenario", scene: read.scene, faults: [] } : { type: "scenario", scene: undefined, faults: read.faults.map(asWritten), ...(read.problem && { problem: read.problem }) };
}

/** "/spec/inputs/0: …" with the path as people write it. */
const asWritten = (fault: string): string => fault.replace(/^(\/\S*): /, (_, pointer: string) => `${pathOf(pointer)}: `);

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
