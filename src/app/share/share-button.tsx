import { Popover } from "radix-ui";
import { useState } from "react";
import { stoppedBy, useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { shareTexts } from "../strings/share.ts";
import { downloadScene, makeLink, type MadeLink } from "./made-link.ts";
import styles from "./share.module.css";

type State = { readonly step: "making" } | { readonly step: "failed" } | { readonly step: "made"; readonly link: MadeLink; readonly copied: boolean };

/** One press copies a link to this very moment. What needs a second thought is asked first: a Secret, a link too long for a chat. */
export function ShareButton() {
  const texts = useTexts(shareTexts);
  const [state, setState] = useState<State>({ step: "making" });
  const stopped = useMoment((moment) => stoppedBy(moment) === "silence" || !moment.opened);
  const make = async (): Promise<void> => {
    setState({ step: "making" });
    try {
      const link = await makeLink();
      setState({ step: "made", link, copied: link.secret ? false : await copy(link.address) });
    } catch {
      setState({ step: "failed" });
    }
  };
  return (
    <Popover.Root onOpenChange={(open) => void (open && make())}>
      <Popover.Trigger className={styles.share} disabled={stopped} aria-label={texts.share}>
        <svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
          <path d="M6.500 9.500 9.500 6.500M7.500 4.500l1.800-1.800a2.800 2.800 0 0 1 4 4L11.500 8.500M8.500 11.500l-1.800 1.800a2.800 2.800 0 0 1-4-4L4.500 7.500" />
        </svg>
        <span className={styles.word}>{texts.share}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.note} align="end" sideOffset={6} collisionPadding={8} aria-label={texts.share}>
          {state.step === "making" && <p role="status">{texts.making}</p>}
          {state.step === "failed" && <p role="alert">{texts.failed}</p>}
          {state.step === "made" && <Made link={state.link} copied={state.copied} onCopy={() => void copy(state.link.address).then((copied) => setState({ ...state, copied }))} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface MadeProps {
  readonly link: MadeLink;
  readonly copied: boolean;
  readonly onCopy: () => void;
}

function Made({ link, copied, onCopy }: MadeProps) {
  const texts = useTexts(shareTexts);
  return (
    <>
      <p role="status" className={styles.said}>{copied ? texts.copied : link.secret ? texts.secret : texts.ready}</p>
      <p className={styles.aside}>{texts.holds}</p>
      <label className={styles.label}>
        {texts.link(link.address.length)}
        <input className={styles.address} readOnly value={link.address} onFocus={(event) => event.target.select()} />
      </label>
      {link.long && <p className={styles.aside}>{texts.long}</p>}
      <p className={styles.keys}>
        <button type="button" onClick={onCopy}>{texts.copy}</button>
        <button type="button" onClick={() => downloadScene(link.scene)}>{texts.file}</button>
      </p>
    </>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
