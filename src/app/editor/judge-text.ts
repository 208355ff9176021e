import type { Judgement } from "../../manifest/judgement.ts";
import type { Problem } from "../../worker/protocol.ts";

/** To be joined with src/manifest's judge. */
export function judgeText(_text: string, _problems: readonly Problem[] | undefined): readonly Judgement[] {
  return [];
}
