import { Popover } from "radix-ui";
import { useTexts } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import { About } from "./about.tsx";
import { MenuFace } from "./menu-face.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import styles from "./title-block.module.css";

/** What has no room in the title of a small window. */
export default function MenuPopover() {
  const texts = useTexts(shellTexts);
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger asChild><MenuFace /></Popover.Trigger>
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
