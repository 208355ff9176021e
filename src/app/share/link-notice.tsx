import { lazy, Suspense } from "react";
import { create } from "zustand";
import type { LinkProblem } from "../../scenario/link/link.ts";
import type { AskedMoment } from "../gallery/address.ts";
import type { SinceWhen } from "../../scenario/link/since-when.ts";

/** What is to be said of a link or a file that was opened. */
export type Notice =
  | { readonly type: "problem"; readonly problem: LinkProblem }
  /** Another engine made it, which played the scene differently; or this one, and the scene was `changed` since. */
  | { readonly type: "differs"; readonly engine: string; readonly changed: boolean; readonly since: SinceWhen | undefined }
  /** The address names a scene that there is not. */
  | { readonly type: "noScene"; readonly name: string }
  /** The address asks for a moment that there is not. */
  | { readonly type: "moment"; readonly moment: AskedMoment }
  /** The address holds more commands than are taken from one. */
  | { readonly type: "tooManyCommands" }
  /** `open`: what it holds goes into the editor as it is. `others`: what was not opened either. */
  | { readonly type: "file"; readonly code: FileProblem; readonly name: string; readonly faults: readonly string[]; readonly open?: () => void; readonly others?: readonly UnopenedFile[] }
  /** The browser's storage is full or blocked. */
  | { readonly type: "unsaved" }
  /** It is nearly full: what had to make room. Or what it holds cannot be opened. */
  | { readonly type: "storage"; readonly word: StorageWord };

type StorageWord = "branches" | "scenes" | "newer" | "unreadable";

/** Why a file does not open, as a scene or as a text. */
export type FileProblem = "tooLarge" | "unreadable" | "empty" | "refused" | "noScene" | "beside";

export interface UnopenedFile {
  readonly code: FileProblem;
  readonly name: string;
}

const NoticeView = lazy(() => import("./notice-view.tsx"));

export interface Notices {
  readonly notice: Notice | undefined;
  /** Something else was open before, and can be had back. */
  readonly back: (() => void) | undefined;
}

export const useNotice = create<Notices>(() => ({ notice: undefined, back: undefined }));

/** Comes when there is something to say. */
export function LinkNotice() {
  const { notice, back } = useNotice();
  return notice || back ? <Suspense><NoticeView notice={notice} back={back} /></Suspense> : null;
}
