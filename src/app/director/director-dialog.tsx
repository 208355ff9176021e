import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { SheetDialog } from "../shell/sheet-dialog.tsx";
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
export default function DirectorDialog({ onClose }: { readonly onClose: () => void }) {
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
    <SheetDialog title={texts.heading} aside={texts.aside} close={texts.close} widest={1080} onClose={onClose}>
      {state.step === "taking" && <p role="status" className={styles.waiting}>{texts.making}</p>}
      {state.step === "failed" && <p role="alert" className={styles.waiting}>{texts.failed}</p>}
      {state.step === "taken" && <Made shot={state.shot} />}
    </SheetDialog>
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
