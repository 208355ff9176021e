import { useEffect, useRef, type ReactNode } from "react";
import { closeInstrument } from "../state/instrument.ts";
import styles from "./sheet-frame.module.css";
import { useOwnKeys } from "./use-own-keys.ts";

interface SheetFrameProps {
  readonly title: string;
  /** Whose it is, in the author's hand. */
  readonly of: ReactNode;
  readonly close: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** A sheet over the plate: not a dialog, since the clock, the timeline and the editor go on beside it. Esc puts it away. */
export function SheetFrame({ title, of, close, testId, children }: SheetFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const from = opener.current;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (from instanceof HTMLElement || from instanceof SVGElement) from.focus({ preventScroll: true });
    };
  }, []);
  const sheet = useOwnKeys<HTMLElement>(closeOnEscape);
  return (
    <section className={styles.sheet} data-picture="sheet" aria-label={title} data-testid={testId} ref={sheet}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        <div className={styles.of}>{of}</div>
        <button type="button" className={styles.close} data-picture="none" aria-label={close} title={close} onClick={closeInstrument}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.4" /></svg>
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
  event.preventDefault();
  closeInstrument();
}
