/** What the keys of the whole page mean. */

export type Shortcut = "play" | "back" | "forward" | "next" | "event" | "occurrence" | "warning" | "live" | "slower" | "faster" | "secondBack" | "secondForward" | "undo" | "redo" | "help";

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

const KEYS: Readonly<Record<string, Shortcut>> = {
  " ": "play", ",": "back", ".": "forward", n: "next", e: "event", o: "occurrence", w: "warning", l: "live", "[": "slower", "]": "faster", "?": "help",
  // As a Chinese input method writes them.
  "，": "back", "。": "forward", "？": "help", "【": "slower", "】": "faster",
};

const WITH_CONTROL: Readonly<Record<string, Shortcut>> = { z: "undo", "shift+z": "redo", y: "redo" };

/** What the focus is on: something that is typed into, pressed, moved by arrows, or nothing of the kind. */
export type FocusKind = "text" | "control" | "slider" | "page";

/** What a key means; `on`: what the focus is on. */
export function shortcutOf({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing }: Pressed, on: FocusKind): Shortcut | undefined {
  if (on === "text" || altKey || isComposing) return undefined;
  if (ctrlKey || metaKey) return WITH_CONTROL[`${shiftKey ? "shift+" : ""}${key.toLowerCase()}`];
  if (key === "ArrowLeft" || key === "ArrowRight") return shiftKey && on === "page" ? (key === "ArrowLeft" ? "secondBack" : "secondForward") : undefined;
  // A control is pressed with the space bar.
  if (key === " " && on === "control") return undefined;
  return KEYS[key] ?? (shiftKey ? undefined : KEYS[key.toLowerCase()]);
}
