import { Popover } from "radix-ui";
import { useState } from "react";
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
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild><MenuFace /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={8} aria-label={texts.menu}>
          <PictureButton className={styles.act} onPressed={() => setOpen(false)} />
          <LanguageSwitch />
          <ThemeSwitch />
          <AboutLink className={styles.act} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
