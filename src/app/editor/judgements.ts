import { create } from "zustand";
import type { Judgement } from "../../manifest/judgement.ts";
import { useFiles } from "../state/files.ts";
import { ask } from "../state/world.ts";
import { askChecks } from "./checks.ts";

/** What is said about the open file's text. */
interface Judgements {
  /** The text that they are about: after the next key they may be out of place. */
  readonly text: string;
  readonly judgements: readonly Judgement[];
  /** The text is a scenario document of ours, not a manifest. */
  readonly isScenario: boolean;
}

const none: Judgements = { text: "", judgements: [], isScenario: false };
export const useJudgements = create<Judgements>(() => none);

/** How long typing rests before the text is judged. */
const REST_MS = 200;

/** Judges the open file whenever its text has rested. Returns how to end that. */
export function startJudging(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let text: string | undefined;
  let name: string | undefined;
  const look = (): void => {
    const { files, open } = useFiles.getState();
    const file = files.find(({ name }) => name === open);
    if (file?.text === text && open === name) return;
    const switched = open !== name;
    [text, name] = [file?.text, open];
    clearTimeout(timer);
    timer = setTimeout(() => void judge(open, text ?? "", () => text), switched ? 0 : REST_MS);
  };
  look();
  const end = useFiles.subscribe(look);
  return () => {
    clearTimeout(timer);
    end();
    useJudgements.setState(none);
  };
}

/** First what the text itself tells, then what the API server says too. Answers about a text that is no more are dropped. */
async function judge(file: string, text: string, current: () => string | undefined): Promise<void> {
  const show = async (asked: Parameters<typeof askChecks<"judge">>[0]): Promise<boolean> => {
    const { judgements, isScenario } = await askChecks(asked);
    if (current() === text) useJudgements.setState({ text, judgements, isScenario });
    return isScenario;
  };
  try {
    const isScenario = await show({ type: "judge", file, text });
    if (isScenario || text.trim() === "" || current() !== text) return;
    // No world, or one that has failed: what the text itself tells stands.
    const answer = await ask({ type: "validate", file, text }).catch(() => undefined);
    if (answer && current() === text) await show({ type: "judge", file, text, problems: answer.problems });
  } catch (fault) {
    console.warn("The text could not be judged.", fault);
  }
}
