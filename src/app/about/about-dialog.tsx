import { useEffect, useRef } from "react";
import simplified from "virtual:simplified";
import { SheetDialog } from "../shell/sheet-dialog.tsx";
import { aboutTexts } from "../strings/about.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./about.module.css";
import { LIMITS } from "./address.ts";

/** The About page: a sheet over the plate. The sentences of its limits are those of the code's own comments. */
export default function AboutDialog({ atLimits }: { readonly atLimits: boolean }) {
  const texts = useTexts(aboutTexts);
  const limits = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (atLimits) limits.current?.scrollIntoView({ block: "start" });
  }, [atLimits]);
  const count = simplified.areas.reduce((sum, { sentences }) => sum + sentences.length, 0);
  return (
    <SheetDialog title="Kubarium" aside={texts.tagline} close={texts.close} widest={760} onClose={leave}>
      <div className={styles.prose}>{texts.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</div>
      <dl className={styles.facts}>
        <dt>{texts.version}</dt>
        <dd>{simplified.version}</dd>
        <dt>Kubernetes</dt>
        <dd>v1.36.3</dd>
        <dt>{texts.licence}</dt>
        <dd>Apache-2.0 · <a href="licenses.txt" target="_blank" rel="noreferrer">{texts.notices}</a></dd>
      </dl>
      <h3 ref={limits} className={styles.heading}><a href={LIMITS}>{texts.limits}</a></h3>
      <p className={styles.intro}>{texts.limitsIntro(count)}</p>
      {simplified.areas.map(({ area, sentences }) => (
        <details key={area} className={styles.area}>
          <summary>{texts.areas[area]} <span>{sentences.length}</span></summary>
          <ul lang="en">{sentences.map((sentence) => <li key={sentence}><Sentence text={sentence} /></li>)}</ul>
        </details>
      ))}
    </SheetDialog>
  );
}

/** What stands between backquotes is code. */
const Sentence = ({ text }: { readonly text: string }) => <>{text.split("`").map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>;

/** Back to the page, as one goes back from any other address. */
function leave(): void {
  history.pushState(null, "", location.pathname + location.search);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
