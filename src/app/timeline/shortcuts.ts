import { useEffect } from "react";
import { go, redo, undo } from "../state/world.ts";
import { changeSpeed, lookLive, moveBy, runToComing, runToEvent, stepBack, stepForward, togglePlay } from "./transport-actions.ts";
import { shortcutOf, type FocusKind, type Shortcut } from "./shortcut.ts";

/** The keys that work anywhere on the page, except where one types or where a key has a meaning of its own. */

const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox'], [role='combobox'], .monaco-editor, .xterm";
const OWN_KEYS = "button, a[href], summary, [role='button'], [role='separator'], [role='tab'], [role='menuitem'], [role='option'], [role='listbox'], [role='grid'], [role='tree'], [role='treeitem']";

function focusKind(target: EventTarget | null): FocusKind {
  if (!(target instanceof Element)) return "page";
  if (target.closest(TYPING)) return "text";
  // What lies over the page has the keys to itself.
  if (target.closest("[role='dialog'], [role='alertdialog'], [role='menu']")) return "text";
  // It has them too when nothing in it has the focus: the page behind it is held still.
  if (document.body.hasAttribute("data-scroll-locked")) return "text";
  if (target.closest("[role='slider']")) return "slider";
  return target.closest(OWN_KEYS) ? "control" : "page";
}

const SECOND_MS = 1_000;

const ACTIONS: Readonly<Record<Exclude<Shortcut, "help">, () => void>> = {
  play: togglePlay,
  back: stepBack,
  forward: stepForward,
  next: runToComing,
  event: runToEvent,
  occurrence: () => go("nextOccurrence"),
  warning: () => go("nextWarning"),
  live: lookLive,
  slower: () => changeSpeed(-1),
  faster: () => changeSpeed(1),
  secondBack: () => moveBy(-SECOND_MS),
  secondForward: () => moveBy(SECOND_MS),
  undo,
  redo,
};

/** Listens as long as the component stands. */
export function useShortcuts(openHelp: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const shortcut = shortcutOf(event, focusKind(event.target));
      if (!shortcut) return;
      event.preventDefault();
      if (shortcut === "help") openHelp();
      else if (!event.repeat || shortcut !== "play") ACTIONS[shortcut]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [openHelp]);
}
