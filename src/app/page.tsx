import { CommandLine } from "./command-line.tsx";
import { Listing } from "./listing.tsx";
import { Manifest } from "./manifest.tsx";
import styles from "./page.module.css";
import { setLanguage, usePage } from "./state.ts";
import { strings } from "./strings/language.ts";
import { TimeControls } from "./time-controls.tsx";
import { Trouble } from "./trouble.tsx";

export function Page() {
  const language = usePage((page) => page.language);
  const text = strings[language];
  return (
    <div className={styles.sheet}>
      <header className={styles.title}>
        <h1>Kubarium</h1>
        <p>{text.tagline}</p>
        <button type="button" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => setLanguage(language === "zh" ? "en" : "zh")}>
          {text.language}
        </button>
      </header>
      <main className={styles.main}>
        <Manifest text={text} />
        <div className={styles.cluster}>
          <TimeControls text={text} />
          <Trouble text={text} />
          <Listing of="pods" text={text} />
          <CommandLine text={text} />
          <Listing of="events" text={text} />
        </div>
      </main>
      <footer className={styles.foot}>
        {text.disclaimer} <a href="./licenses.txt">{text.licences}</a>
      </footer>
    </div>
  );
}
