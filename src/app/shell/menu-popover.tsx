import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import { useTexts } from "../strings/language.ts";
import { AboutLink } from "../about/about-link.tsx";
import { PictureButton } from "../director/picture-button.tsx";
import { shellTexts } from "../strings/shell.ts";
import { MenuFace } from "./menu-face.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import styles from "./title-block.module.css";

/** What has no room in the title of a small window. */
export default function MenuPopover() {
  const texts = useTexts(shellTexts);
  const [open, setOpen] = useState(true);
  const face = useRef<HTMLButtonElement>(null);
  /** The key that was pressed goes with the menu: what it opens gives the focus back to the menu's own. */
  const leave = (): void => {
    face.current?.focus();
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild><MenuFace ref={face} /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={8} aria-label={texts.menu}>
          <PictureButton className={styles.act} onPressed={leave} />
          <LanguageSwitch />
          <ThemeSwitch />
          <AboutLink className={styles.act} onPressed={leave} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
