import styles from "./page.module.css";
import { usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";

/** The last command that the page typed, and what it printed. */
export function CommandLine({ text }: { text: Strings }) {
  const command = usePage((page) => page.snapshot?.lastCommand);
  return (
    <section className={styles.listing} aria-labelledby="command-title">
      <h2 id="command-title">{text.command.title}</h2>
      <div role="status" data-testid="command">
        {command ? (
          <>
            <pre lang="en">{`$ ${command.run}\n${command.output}`}</pre>
            {command.exitCode !== 0 && (
              <p className={styles.hint}>{command.exitCode === undefined ? text.command.running : text.command.exitCode(command.exitCode)}</p>
            )}
          </>
        ) : (
          <p className={styles.hint}>{text.command.none}</p>
        )}
      </div>
    </section>
  );
}
