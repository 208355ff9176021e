import { useEffect, useRef, type KeyboardEvent } from "react";
import { changeFile, useFiles } from "../state/files.ts";
import { applyFile } from "../state/world.ts";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./editor.module.css";
import type { HandedOver } from "./handed-over.ts";
import { offerSurface } from "./surface.ts";
import { applyFixAtCursor } from "./problems.ts";
import { applyEdits } from "../../manifest/judgement.ts";

let shown: HTMLTextAreaElement | undefined;

/** The open file as plain text, while Monaco is on its way. */
export function PlainText() {
  const texts = useTexts(editorTexts);
  const field = useRef<HTMLTextAreaElement>(null);
  const open = useFiles((state) => state.open);
  const text = useFiles((state) => state.files.find(({ name }) => name === state.open)?.text ?? "");
  useEffect(() => {
    const area = field.current!;
    shown = area;
    const takeAway = offerSurface({
      focus: () => area.focus(),
      cursor: () => area.selectionStart,
      goTo(offset) {
        area.focus();
        area.setSelectionRange(offset, offset);
      },
      replace: (edits) => changeFile(useFiles.getState().open, { text: applyEdits(area.value, edits) }),
    });
    return () => {
      takeAway();
      shown = undefined;
    };
  }, []);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.altKey)) return;
    event.preventDefault();
    if (event.altKey) applyFixAtCursor();
    else applyFile(open);
  };
  return (
    <textarea
      ref={field}
      className={styles.plain}
      data-testid="plain-text"
      aria-label={texts.text(open)}
      placeholder={texts.empty}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      value={text}
      onChange={({ target }) => changeFile(open, { text: target.value })}
      onKeyDown={press}
    />
  );
}

/** Where the person is in it. */
export function placeInPlainText(): HandedOver | undefined {
  return shown && { focused: document.activeElement === shown, start: shown.selectionStart, end: shown.selectionEnd, scrollTop: shown.scrollTop };
}
