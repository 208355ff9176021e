import { create } from "zustand";
import type { LinkProblem } from "../../scenario/link/link.ts";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import styles from "./link-notice.module.css";

/** What is to be said of a link that was opened. */
type Notice =
  | { readonly type: "problem"; readonly problem: LinkProblem }
  | { readonly type: "differs"; readonly engine: string }
  /** The address names a scene that there is not. */
  | { readonly type: "noScene"; readonly name: string }
  /** The browser's storage is full or blocked. */
  | { readonly type: "unsaved" }
  /** Something else was open before, and can be had back. */
  | { readonly type: "replaced"; readonly back: () => void };
export const useNotice = create<{ readonly notice: Notice | undefined }>(() => ({ notice: undefined }));

export function LinkNotice() {
  const texts = useTexts(shareTexts);
  const notice = useNotice((state) => state.notice);
  if (!notice) return null;
  return (
    <div className={styles.notice} data-type={notice.type} role={notice.type === "replaced" ? "status" : "alert"}>
      <p>{said(notice, texts)}</p>
      {notice.type === "problem" && notice.problem.code === "refused" && <pre lang="en">{notice.problem.detail}</pre>}
      {notice.type === "replaced" && <button type="button" onClick={notice.back}>{texts.back}</button>}
      <button type="button" onClick={() => useNotice.setState({ notice: undefined })}>{texts.dismiss}</button>
    </div>
  );
}

function said(notice: Notice, texts: (typeof shareTexts)["en"]): string {
  switch (notice.type) {
    case "differs":
      return texts.differs(notice.engine);
    case "noScene":
      return texts.noScene(notice.name);
    case "problem":
      return texts.problems[notice.problem.code];
    case "unsaved":
      return texts.unsaved;
    case "replaced":
      return texts.replaced;
  }
}
