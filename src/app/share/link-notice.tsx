import { create } from "zustand";
import type { LinkProblem } from "../../scenario/link/link.ts";
import type { SinceWhen } from "../../scenario/link/since-when.ts";
import { clockText } from "../clock.ts";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import styles from "./link-notice.module.css";

/** What is to be said of a link or a file that was opened. */
type Notice =
  | { readonly type: "problem"; readonly problem: LinkProblem }
  /** Another engine made it, which played the scene differently. */
  | { readonly type: "differs"; readonly engine: string; readonly since: SinceWhen | undefined }
  /** The address names a scene that there is not. */
  | { readonly type: "noScene"; readonly name: string }
  /** The address holds more commands than are taken from one. */
  | { readonly type: "tooManyCommands" }
  /** `open`: what it holds goes into the editor as it is. */
  | { readonly type: "file"; readonly code: FileProblem; readonly name: string; readonly faults: readonly string[]; readonly open?: () => void }
  /** The browser's storage is full or blocked. */
  | { readonly type: "unsaved" }
  /** It is nearly full: what had to make room. Or what it holds cannot be opened. */
  | { readonly type: "storage"; readonly word: StorageWord };

type StorageWord = "branches" | "scenes" | "newer" | "unreadable";

/** Why a file does not open as a scene. */
export type FileProblem = "tooLarge" | "unreadable" | "refused" | "noScene";

interface Notices {
  readonly notice: Notice | undefined;
  /** Something else was open before, and can be had back. */
  readonly back: (() => void) | undefined;
}

export const useNotice = create<Notices>(() => ({ notice: undefined, back: undefined }));

export function LinkNotice() {
  const texts = useTexts(shareTexts);
  const { notice, back } = useNotice();
  if (!notice && !back) return null;
  return (
    <div className={styles.notice} data-type={notice?.type ?? "replaced"} role={notice && notice.type !== "differs" ? "alert" : "status"}>
      {notice && <p>{said(notice, texts)}</p>}
      {notice && <Faults notice={notice} />}
      {back && <p className={notice && styles.more}>{texts.replaced}</p>}
      <p className={styles.keys}>
        {back && <button type="button" onClick={back}>{texts.back}</button>}
        {notice?.type === "file" && notice.open && <button type="button" onClick={notice.open}>{texts.openAsText}</button>}
        <button type="button" onClick={() => useNotice.setState({ notice: undefined, back: undefined })}>{texts.dismiss}</button>
      </p>
    </div>
  );
}

const MOST_FAULTS = 5;

function Faults({ notice }: { readonly notice: Notice }) {
  const faults = notice.type === "file" ? notice.faults : notice.type === "problem" && notice.problem.code === "refused" ? [notice.problem.detail] : [];
  return faults.length > 0 ? <pre lang="en">{faults.slice(0, MOST_FAULTS).join("\n")}</pre> : null;
}

function said(notice: Notice, texts: (typeof shareTexts)["en"]): string {
  switch (notice.type) {
    case "differs":
      return texts.differs(notice.engine, notice.since && sinceWords(notice.since, texts));
    case "noScene":
      return texts.noScene(notice.name);
    case "tooManyCommands":
      return texts.tooManyCommands;
    case "file":
      return texts.files[notice.code](notice.name);
    case "problem":
      return texts.problems[notice.problem.code];
    case "unsaved":
      return texts.unsaved;
    case "storage":
      return texts.storage[notice.word];
  }
}

const sinceWords = ({ sameUntilMs, differsByMs }: SinceWhen, texts: (typeof shareTexts)["en"]): string =>
  sameUntilMs === undefined ? texts.differsFromBeginning : texts.differsSince(clockText(sameUntilMs, sameUntilMs % 1000 === 0 ? 0 : 2), clockText(differsByMs, differsByMs % 1000 === 0 ? 0 : 2));
