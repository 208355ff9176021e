import { Popover } from "radix-ui";
import { useTexts } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import { About } from "./about.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import styles from "./title-block.module.css";

/** What has no room in the title of a small window. */
export function Menu() {
  const texts = useTexts(shellTexts);
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.act} aria-label={texts.menu}>
        <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true"><path d="M3 6h14M3 10h14M3 14h14" /></svg>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={8} aria-label={texts.menu}>
          <LanguageSwitch />
          <ThemeSwitch />
          <About />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
