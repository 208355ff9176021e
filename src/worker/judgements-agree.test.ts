/** What the text alone tells is what the server says: the same words at the same places, each thing once. */
import { expect, test } from "vitest";
import { defaultClusterSpec } from "../engine/bootstrap/cluster-spec.ts";
import { createCluster } from "../engine/cluster.ts";
import { kubectlProgram } from "../kubectl/program.ts";
import { judge } from "../manifest/judge.ts";
import { mergeJudgements } from "../manifest/merge-judgements.ts";
import { judgedTexts } from "../manifest/testdata/judged-texts.ts";
import { validateText } from "./validate.ts";

const cluster = createCluster({ seed: 1, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, programs: [kubectlProgram], freeze: true });
cluster.runUntil(1000);

/** Only the world knows. */
const serverAlone: ReadonlyMap<string, readonly string[]> = new Map([
  ["somebody else's kind", ["/kind"]],
  ["serviceAccount", ["/spec/serviceAccount"]],
  ["serviceAccount beside its new name", ["/spec/serviceAccountName"]],
]);
/** The decoder tells its first fault only, the judgements tell all. */
const onlyTheFirst = new Set(["wrongType", "unreadableQuantity", "missingSpace"]);

test.each(judgedTexts)("$what", ({ what, text }) => {
  const problems = validateText(cluster, text, "web.yaml");
  const own = judge(text, "web.yaml");
  const merged = mergeJudgements(text, own, problems);
  expect(merged.filter(({ finding }) => finding.code === "server").flatMap(({ about }) => about?.pointers ?? [])).toEqual(serverAlone.get(what) ?? []);
  for (const { words, finding, about } of own) {
    if (words === undefined || words.startsWith("error parsing") || onlyTheFirst.has(finding.code) || (about?.document ?? 0) > 0) continue;
    expect(problems.some(({ message }) => message.includes(words) || words.includes(message)), `${words}\n${JSON.stringify(problems)}`).toBe(true);
  }
});
