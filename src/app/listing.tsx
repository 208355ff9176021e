import { clockText } from "./clock.ts";
import styles from "./page.module.css";
import { Scrolled } from "./scrolled.tsx";
import { stoppedBy, usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";

/** A list as kubectl prints it. */
export function Listing({ of, text }: { of: "pods" | "events"; text: Strings }) {
  const printed = usePage((page) => page.snapshot?.[of]);
  const stale = usePage(stoppedBy) !== undefined;
  const id = `${of}-title`;
  return (
    <div className={styles.listing} data-part={of}>
      <div className={styles.heading}>
        <h2 id={id}>{text[of]}</h2>
        <AsOf text={text} />
      </div>
      <Scrolled labelledBy={id} testId={of} sticks={of === "events"} stale={stale}>
        {printed ?? (stale ? "" : text.opening)}
      </Scrolled>
    </div>
  );
}

/** Marks what is shown of a world that has stopped. */
function AsOf({ text }: { text: Strings }) {
  const stopped = usePage(stoppedBy);
  const nowMs = usePage((page) => page.snapshot?.nowMs);
  if (!stopped || nowMs === undefined) return null;
  return <span className={styles.stopped}>{text.asOf(clockText(nowMs), stopped)}</span>;
}
