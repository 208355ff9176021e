import type { Judgement } from "../../manifest/judgement.ts";
import type { LinkProblem, SharedScene } from "../../scenario/link/link.ts";
import type { Problem } from "../../worker/protocol.ts";
import type { FieldDescription } from "./field-description.ts";
import type { PodOrigin } from "./field-place.ts";

/** What the editor asks its worker about a text: reading it costs time that typing must not wait for. */
export type Question =
  /** `problems` are what the API server said of this text; absent = it has not answered. */
  | { readonly type: "judge"; readonly file: string; readonly text: string; readonly problems?: readonly Problem[] }
  | { readonly type: "describe"; readonly text: string; readonly offset: number }
  | { readonly type: "place"; readonly text: string; readonly pod: PodOrigin; readonly field: string }
  | { readonly type: "scenario"; readonly text: string };

export type Reply =
  | { readonly type: "judge"; readonly judgements: readonly Judgement[]; readonly isScenario: boolean }
  | { readonly type: "describe"; readonly description: FieldDescription | undefined }
  /** An offset. */
  | { readonly type: "place"; readonly offset: number | undefined }
  /** What it says that cannot be, where it cannot be played. */
  | { readonly type: "scenario"; readonly scene: SharedScene | undefined; readonly faults: readonly string[]; readonly problem?: LinkProblem };

export interface Asked {
  readonly id: number;
  readonly question: Question;
}
export interface Replied {
  readonly id: number;
  readonly reply?: Reply;
  /** The question could not be dealt with. */
  readonly fault?: string;
}
