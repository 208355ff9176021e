import { useState } from "react";
import { defaultManifest } from "./default-scenario.ts";
import styles from "./page.module.css";
import { usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";
import { applyText, openWorld } from "./world.ts";

/** The text box and what can be done with it. */
export function Manifest({ text }: { text: Strings }) {
  const [manifest, setManifest] = useState(defaultManifest);
  const problems = usePage((page) => page.problems);
  return (
    <section className={styles.manifest} aria-labelledby="manifest-title">
      <h2 id="manifest-title">{text.manifest.title}</h2>
      <p id="manifest-hint" className={styles.hint}>{text.manifest.hint}</p>
      <textarea
        aria-labelledby="manifest-title"
        aria-describedby="manifest-hint"
        value={manifest}
        onChange={(event) => setManifest(event.target.value)}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        lang="en"
      />
      <div className={styles.buttons}>
        <button type="button" className={styles.first} onClick={() => applyText(manifest)}>{text.manifest.apply}</button>
        <button type="button" onClick={() => openWorld()}>{text.manifest.restart}</button>
      </div>
      {problems.length > 0 && (
        <div role="alert" className={styles.fault}>
          <p>{text.unreadable}</p>
          <pre lang="en">{problems.join("\n")}</pre>
        </div>
      )}
    </section>
  );
}
