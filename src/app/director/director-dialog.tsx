import { Dialog, Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { useMoment } from "../state/moment.ts";
import { play } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import styles from "./director.module.css";
import { EmbedTab } from "./embed-tab.tsx";
import { FilmTab } from "./film-tab.tsx";
import { PictureTab } from "./picture-tab.tsx";
import { takeShot, type Shot } from "./shot.ts";
import { useWords } from "./words-fields.tsx";

type State = { readonly step: "taking" } | { readonly step: "failed" } | { readonly step: "taken"; readonly shot: Shot };

/** Pictures of what is seen, over the plate. The clock waits while it is open. */
export default function DirectorDialog({ onClose, onClosed }: { readonly onClose: () => void; readonly onClosed: () => void }) {
  const texts = useTexts(directorTexts);
  const [state, setState] = useState<State>({ step: "taking" });
  useEffect(() => {
    const ran = useMoment.getState().speed > 0;
    takeShot().then(
      (shot) => setState({ step: "taken", shot }),
      () => setState({ step: "failed" }),
    );
    return () => { if (ran) play(); };
  }, []);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={styles.dialog}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
        >
          <Dialog.Title className={styles.heading}>{texts.heading} <em>{texts.aside}</em></Dialog.Title>
          {state.step === "taking" && <p role="status" className={styles.waiting}>{texts.making}</p>}
          {state.step === "failed" && <p role="alert" className={styles.waiting}>{texts.failed}</p>}
          {state.step === "taken" && <Made shot={state.shot} />}
          <Dialog.Close className={styles.close} aria-label={texts.close}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.4" /></svg>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What can be made of it. The words are the same in each. */
function Made({ shot }: { readonly shot: Shot }) {
  const texts = useTexts(directorTexts);
  const words = useWords(shot);
  return (
    <Tabs.Root defaultValue="picture">
      <Tabs.List className={styles.tabs} aria-label={texts.heading}>
        <Tabs.Trigger value="picture">{texts.tabs.picture}</Tabs.Trigger>
        <Tabs.Trigger value="film">{texts.tabs.film}</Tabs.Trigger>
        <Tabs.Trigger value="embed">{texts.tabs.embed}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="picture" tabIndex={-1}><PictureTab shot={shot} words={words} /></Tabs.Content>
      <Tabs.Content value="film" tabIndex={-1}><FilmTab shot={shot} words={words} /></Tabs.Content>
      <Tabs.Content value="embed" tabIndex={-1}><EmbedTab shot={shot} words={words} /></Tabs.Content>
    </Tabs.Root>
  );
}
