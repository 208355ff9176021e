import { judge } from "../../src/manifest/judge.ts";
import { readDocuments } from "../../src/manifest/read-documents.ts";
import { bounds } from "../../src/scenario/bounds.ts";
import { scenarioOfManifests } from "../../src/scenario/from-manifests.ts";
import { isScenario, readScenario } from "../../src/scenario/read-scenario.ts";
import { writeYaml } from "../../src/manifest/write-yaml.ts";
import { anyValue, pick, spoiled, spoiledTree } from "./mutate.ts";
import { manifests, sceneDocuments, sceneTexts } from "./samples.ts";
import { hold, type Target } from "./target.ts";

/** What is dropped on the page or named on the command line: scenarios and manifests, as texts. */
export const files: Target = {
  name: "files",
  share: 200,
  open: () => (next) => {
    const text = fileText(next);
    const { documents, error } = readDocuments(text, "dropped.yaml");
    if (error) hold(error.message.length < 2_000 + text.length && error.line >= 1, "no message, or no line");
    for (const { value } of documents.slice(0, 3)) {
      if (!isScenario(value)) continue;
      const read = readScenario(value);
      if (read.ok) hold(read.scenario.inputs.length <= bounds.inputs, "beyond the bounds");
      else hold(read.problems.length > 0 && read.problems.length <= bounds.problems && read.problems.every(({ message }) => message !== "" && message.length < 1_000), "refused without a reason");
    }
    if (next(50) === 0) scenarioOfManifests([{ name: "dropped.yaml", text }]);
  },
};

function fileText(next: Parameters<ReturnType<Target["open"]>>[0]): string {
  switch (next(8)) {
    case 0:
      return spoiled(pick(next, manifests), next);
    case 1:
    case 2:
      return spoiled(pick(next, sceneTexts), next);
    case 3:
      return writeYaml(anyValue(next, 6));
    case 4:
    case 5:
      return writeYaml(spoiledTree(pick(next, sceneDocuments), next));
    default:
      return JSON.stringify(spoiledTree(pick(next, sceneDocuments), next), null, next(3)) ?? "";
  }
}

/** What stands in the editor while it is written: judged, with fixes that lie in the text. */
export const texts: Target = {
  name: "editor text",
  share: 50,
  open: () => (next) => {
    const text = spoiled(pick(next, manifests), next);
    for (const { range, fixes, severity } of judge(text, pick(next, ["a.yaml", "a.yaml", "a.json", "commands.sh"]))) {
      hold(range.start >= 0 && range.start <= range.end && range.end <= text.length, `a judgement of ${range.start} to ${range.end} in ${text.length} characters`);
      hold(severity.length > 0, "a judgement without a severity");
      for (const { edits } of fixes) for (const { start, end } of edits) hold(start >= 0 && start <= end && end <= text.length, "a fix beyond the text");
    }
  },
};
