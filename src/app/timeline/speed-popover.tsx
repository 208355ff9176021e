import { Popover } from "radix-ui";
import { useTexts } from "../strings/language.ts";
import { transportTexts } from "../strings/transport.ts";
import { SpeedFace } from "./speed-face.tsx";
import { SpeedScale } from "./speed-scale.tsx";
import styles from "./transport.module.css";

/** The scale, below its key. */
export default function SpeedPopover() {
  const { transport } = useTexts(transportTexts);
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger asChild><SpeedFace /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.speedSheet} sideOffset={8} collisionPadding={8} aria-label={transport.speed}>
          <SpeedScale />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
