import type { SinceWhen } from "../../scenario/link/since-when.ts";
import { clockText } from "../clock.ts";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import styles from "./link-notice.module.css";
import { useNotice, type Notice, type Notices, type UnopenedFile } from "./link-notice.tsx";

/** What became of a link or a file that was opened, and the way back to what was open before. */
export default function NoticeView({ notice, back }: Notices) {
  const texts = useTexts(shareTexts);
  return (
    <div className={styles.notice} data-type={notice?.type ?? "replaced"} role={notice && notice.type !== "differs" ? "alert" : "status"}>
      {notice && <p>{said(notice, texts)}</p>}
      {notice && <Faults notice={notice} />}
      {notice?.type === "file" && notice.others && <Others files={notice.others} />}
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

/** So many more are named. */
const MOST_OTHERS = 4;

function Others({ files }: { readonly files: readonly UnopenedFile[] }) {
  const texts = useTexts(shareTexts);
  return (
    <>
      {files.slice(0, MOST_OTHERS).map(({ code, name }, i) => <p key={i} className={styles.more}>{texts.files[code](name)}</p>)}
      {files.length > MOST_OTHERS && <p className={styles.more}>{texts.moreFiles(files.length - MOST_OTHERS)}</p>}
    </>
  );
}

function said(notice: Notice, texts: (typeof shareTexts)["en"]): string {
  switch (notice.type) {
    case "differs":
      return notice.changed ? texts.changed : texts.differs(notice.engine, notice.since && sinceWords(notice.since, texts));
    case "noScene":
      return texts.noScene(notice.name);
    case "moment":
      return texts.moments[notice.moment.code](shortened(notice.moment.text));
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

const MOST_CHARACTERS = 40;
const shortened = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);

const sinceWords = ({ sameUntilMs, differsByMs }: SinceWhen, texts: (typeof shareTexts)["en"]): string =>
  sameUntilMs === undefined ? texts.differsFromBeginning : texts.differsSince(clockText(sameUntilMs, sameUntilMs % 1000 === 0 ? 0 : 2), clockText(differsByMs, differsByMs % 1000 === 0 ? 0 : 2));
