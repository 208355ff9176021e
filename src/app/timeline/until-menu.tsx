import { DropdownMenu } from "radix-ui";
import type { SoughtGoal } from "../../worker/protocol.ts";
import { go } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { transportTexts } from "../strings/transport.ts";
import { UntilFace } from "./until-face.tsx";
import styles from "./until.module.css";

const GOALS: readonly { readonly goal: SoughtGoal; readonly keys?: string }[] = [
  { goal: "nextOccurrence", keys: "o" }, { goal: "nextChange", keys: "." }, { goal: "nextEvent", keys: "e" }, { goal: "nextWarning", keys: "w" }, { goal: "nextRestart" }, { goal: "nextReady" }, { goal: "nextLine" },
];

/** What one can run on to, or look on to where it was seen. */
export default function UntilMenu() {
  const { mode } = useTexts(transportTexts);
  const { panel } = useTexts(timelineTexts);
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild><UntilFace /></DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} sideOffset={6} collisionPadding={8} aria-label={panel.until}>
          <DropdownMenu.Label className={styles.label}>{panel.until}</DropdownMenu.Label>
          {GOALS.map(({ goal, keys }) => (
            <DropdownMenu.Item key={goal} className={styles.item} onSelect={() => go(goal)}>
              <span>{mode.next[goal]}</span>
              {keys !== undefined && <kbd>{keys}</kbd>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
