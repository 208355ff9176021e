import { Popover } from "radix-ui";
import { useState, type ReactNode } from "react";
import type { FaultReport } from "../../worker/protocol.ts";
import { clockText } from "../clock.ts";
import { allMarks } from "../state/marks.ts";
import { stoppedBy, useMoment } from "../state/moment.ts";
import { look, restartWorld } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { previousChange } from "./steps.ts";
import styles from "./transport.module.css";

/** The world failed, or does not answer: said calmly, with the ways on. The page goes on working around it. */
export function StoppedNotice({ children }: { readonly children: ReactNode }) {
  const { stopped } = useTexts(timelineTexts);
  const by = useMoment(stoppedBy);
  const fault = useMoment((moment) => moment.fault);
  const canLook = useMoment((moment) => moment.canLook);
  const [hidden, setHidden] = useState<unknown>();
  const reason = by === "fault" ? fault : by;
  const open = by !== undefined && hidden !== reason;
  return (
    <Popover.Root open={open} onOpenChange={(show) => setHidden(show ? undefined : reason)}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          role="alert"
          className={styles.notice}
          sideOffset={10}
          collisionPadding={12}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <p className={styles.noticeTitle}>{by === "fault" && fault ? faultTitle(fault, stopped) : stopped.silence}</p>
          {by === "fault" && fault && <p className={styles.noticeWords} lang="en">{fault.message}</p>}
          <p>{by === "fault" ? stopped.safe : stopped.silenceText}</p>
          <div className={styles.noticeKeys}>
            {by === "fault" && canLook && <button type="button" onClick={() => { setHidden(reason); lookBefore(fault); }}>{stopped.before}</button>}
            <button type="button" onClick={restartWorld}>{stopped.afresh}</button>
            <button type="button" className={styles.quiet} onClick={() => setHidden(reason)}>{stopped.hide}</button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type StoppedTexts = (typeof timelineTexts)["en"]["stopped"];

function faultTitle({ component, key, atMs }: FaultReport, texts: StoppedTexts): string {
  const where = [component, key].filter((part) => part !== "").join(" ");
  return where === "" ? texts.faultNowhere : texts.fault(where, atMs === undefined ? "" : clockText(atMs));
}

/** The last moment at which something had happened and the world was well. */
function lookBefore(fault: FaultReport | undefined): void {
  const { liveMs } = useMoment.getState();
  look(previousChange(allMarks(), Math.min(fault?.atMs ?? liveMs, liveMs)));
}
