import { Popover } from "radix-ui";
import { useEffect, useState } from "react";
import { useBranches } from "../state/branches.ts";
import { useTexts } from "../strings/language.ts";
import { shareFaceTexts } from "../strings/share-face.ts";
import { shareTexts } from "../strings/share.ts";
import { downloadScene, makeLink, type MadeLink } from "./made-link.ts";
import { ShareFace } from "./share-face.tsx";
import styles from "./share.module.css";

type State = { readonly step: "making" } | { readonly step: "failed" } | { readonly step: "made"; readonly link: MadeLink; readonly copied: boolean };

/** What is said of the link once the button was pressed. What needs a second thought is asked first: a Secret, a link too long for a chat. */
export default function SharePopover() {
  const texts = useTexts(shareTexts);
  const { share } = useTexts(shareFaceTexts);
  const [state, setState] = useState<State>({ step: "making" });
  useEffect(() => void made().then(setState), []);
  const makeAnew = (): void => {
    setState({ step: "making" });
    void made().then(setState);
  };
  return (
    <Popover.Root defaultOpen onOpenChange={(open) => open && makeAnew()}>
      <Popover.Trigger asChild><ShareFace /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.note} align="end" sideOffset={6} collisionPadding={8} aria-label={share}>
          {state.step === "making" && <p role="status">{texts.making}</p>}
          {state.step === "failed" && <p role="alert">{texts.failed}</p>}
          {state.step === "made" && <Made link={state.link} copied={state.copied} onCopy={() => void copy(state.link.address).then((copied) => setState({ ...state, copied }))} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

async function made(): Promise<State> {
  try {
    const link = await makeLink();
    return { step: "made", link, copied: link.secret ? false : await copy(link.address) };
  } catch {
    return { step: "failed" };
  }
}

interface MadeProps {
  readonly link: MadeLink;
  readonly copied: boolean;
  readonly onCopy: () => void;
}

function Made({ link, copied, onCopy }: MadeProps) {
  const texts = useTexts(shareTexts);
  const others = useBranches(({ nodes }) => nodes.filter(({ current }) => !current).length);
  const [lost, setLost] = useState(false);
  return (
    <>
      <p role="status" className={styles.said} data-warns={link.secret && !copied}>{copied ? texts.copied : link.secret ? texts.secret : texts.ready}</p>
      <p className={styles.aside}>{texts.holds}</p>
      <label className={styles.label}>
        {texts.link(link.address.length)}
        <input className={styles.address} readOnly value={link.address} onFocus={(event) => event.target.select()} />
      </label>
      {link.long && <p className={styles.aside}>{texts.long(link.address.length)}</p>}
      {others > 0 && <p className={styles.aside}>{texts.branches(others)}</p>}
      <p className={styles.keys}>
        <button type="button" onClick={onCopy}>{texts.copy}</button>
        <button type="button" onClick={() => void downloadScene(link.scene).then(() => setLost(false), () => setLost(true))}>{texts.file}</button>
      </p>
      {lost && <p role="alert" className={styles.aside}>{texts.failed}</p>}
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
