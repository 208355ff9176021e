import { useState, type KeyboardEvent } from "react";
import { defaultManifest } from "./default-scenario.ts";
import { keep, kept } from "./kept.ts";
import styles from "./page.module.css";
import { usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";
import { Refusal } from "./trouble.tsx";
import { applyText, openWorld } from "./world.ts";

/** An emptied box does not stay empty for ever: the example comes back with the next visit. */
const firstText = (): string => {
  const text = kept("manifest");
  return text === undefined || text.trim() === "" ? defaultManifest : text;
};

/** The text box and what can be done with it. */
export function Manifest({ text }: { text: Strings }) {
  const [manifest, setManifest] = useState(firstText);
  const problems = usePage((page) => page.problems);
  const write = (value: string): void => {
    setManifest(value);
    keep("manifest", value);
  };
  const keyed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    applyText(manifest);
  };
  return (
    <section className={styles.manifest} aria-labelledby="manifest-title">
      <h2 id="manifest-title">{text.manifest.title}</h2>
      <p id="manifest-hint" className={styles.hint}>{text.manifest.hint}</p>
      <textarea
        aria-labelledby="manifest-title"
        aria-describedby="manifest-hint"
        value={manifest}
        onChange={(event) => write(event.target.value)}
        onKeyDown={keyed}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        lang="en"
      />
      <div className={styles.buttons}>
        <button type="button" className={styles.first} onClick={() => applyText(manifest)}>{text.manifest.apply}</button>
        <button type="button" onClick={() => openWorld()}>{text.manifest.restart}</button>
      </div>
      <Refusal what="apply" text={text} doAfresh={() => applyText(manifest)} />
      {problems.length > 0 && (
        <div role="alert" className={styles.fault}>
          <p>{text.unreadable}</p>
          <pre lang="en">{problems.join("\n")}</pre>
        </div>
      )}
    </section>
  );
}
