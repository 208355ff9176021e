import { CommandLine } from "./command-line.tsx";
import { Manifest } from "./manifest.tsx";
import styles from "./page.module.css";
import { setLanguage, usePage } from "./state.ts";
import { strings } from "./strings/language.ts";
import { clockText } from "./clock.ts";
import { TimeControls } from "./time-controls.tsx";

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
        <section className={styles.cluster} aria-label={text.time.now}>
          <TimeControls text={text} />
          <Fault />
          <Listing title={text.pods} of="pods" empty={text.opening} />
          <Listing title={text.events} of="events" empty={text.opening} />
          <CommandLine text={text} />
        </section>
      </main>
      <footer className={styles.foot}>
        {text.disclaimer} <a href="./licenses.txt">{text.licences}</a>
      </footer>
    </div>
  );
}

/** A list as kubectl prints it. */
function Listing({ title, of, empty }: { title: string; of: "pods" | "events"; empty: string }) {
  const printed = usePage((page) => page.snapshot?.[of]);
  const id = `${of}-title`;
  return (
    <div className={styles.listing}>
      <h2 id={id}>{title}</h2>
      {/* Wide output scrolls, and what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} role="region" aria-labelledby={id} lang="en" data-testid={of}>
        {printed ?? empty}
      </pre>
    </div>
  );
}

function Fault() {
  const fault = usePage((page) => page.fault);
  const text = strings[usePage((page) => page.language)];
  if (!fault) return null;
  return (
    <div role="alert" className={styles.fault}>
      <p>{text.fault(fault.component, fault.key, clockText(fault.atMs))}</p>
      <pre>{fault.message}</pre>
    </div>
  );
}
