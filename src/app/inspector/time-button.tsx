import { instantText } from "../../graph/why/instant.ts";
import { look } from "../state/world.ts";
import styles from "./inspector.module.css";

/** An instant; pressed, it is looked at. */
export function TimeButton({ atMs, label, onLook }: { readonly atMs: number; readonly label: (time: string) => string; readonly onLook?: () => void }) {
  const time = instantText(atMs);
  return (
    <button
      type="button"
      className={styles.time}
      aria-label={label(time)}
      onClick={() => {
        onLook?.();
        look(Math.max(atMs, 0));
      }}
    >
      {time}
    </button>
  );
}
