import { Popover } from "radix-ui";
import { useState, type ReactNode } from "react";
import type { FaultReport } from "../../worker/protocol.ts";
import { clockText } from "../clock.ts";
import { allMarks } from "../state/marks.ts";
import { stoppedBy, useMoment } from "../state/moment.ts";
import { bringBackWorld, look } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { faultTitle } from "./fault-title.ts";
import { previousChange } from "./steps.ts";
import styles from "./transport.module.css";

/** The world failed, or does not answer: said calmly, with the ways on. The page goes on working around it. */
export function StoppedNotice({ children }: { readonly children: ReactNode }) {
  const { stopped } = useTexts(timelineTexts);
  const by = useMoment(stoppedBy);
  const fault = useMoment((moment) => moment.fault);
  const canLook = useMoment((moment) => moment.canLook);
  const [hidden, setHidden] = useState<unknown>();
  const viewMs = useMoment((moment) => (stoppedBy(moment) ? moment.viewMs : 0));
  // The worker is gone, or as good as gone: what was seen can be had again in another one.
  const gone = by !== undefined && !canLook;
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
          <p>{by === "silence" ? stopped.silenceText : canLook ? stopped.safe : stopped.lost(clockText(viewMs))}</p>
          <div className={styles.noticeKeys}>
            {by === "fault" && canLook && <button type="button" onClick={() => { setHidden(reason); lookBefore(fault); }}>{stopped.before}</button>}
            {gone && <button type="button" onClick={bringBackWorld}>{stopped.back}</button>}
            <button type="button" onClick={startAfresh}>{stopped.afresh}</button>
            <button type="button" className={styles.quiet} onClick={() => setHidden(reason)}>{stopped.hide}</button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** What was typed, in all of its futures, is set aside and offered back. */
const startAfresh = (): void => void import("../share/open-link.ts").then((links) => links.startAfresh());

/** The last moment at which something had happened and the world was well. */
function lookBefore(fault: FaultReport | undefined): void {
  const { liveMs } = useMoment.getState();
  look(previousChange(allMarks(), Math.min(fault?.atMs ?? liveMs, liveMs)));
}
