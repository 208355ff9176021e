import { useState, type FormEvent } from "react";
import { useFiles } from "../state/files.ts";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import { renameFile } from "./file-commands.ts";
import { faultOfName } from "./file-names.ts";
import styles from "./file-tabs.module.css";

/** Stands where the tabs stand until Enter or Escape. */
export function RenameForm({ name, onEnd }: { readonly name: string; readonly onEnd: () => void }) {
  const texts = useTexts(editorTexts);
  const [typed, setTyped] = useState(name);
  const others = useFiles.getState().files.map((file) => file.name).filter((other) => other !== name);
  const fault = faultOfName(typed, others);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fault) return;
    renameFile(name, typed);
    onEnd();
  };
  return (
    <form className={styles.rename} onSubmit={submit}>
      <input
        aria-label={texts.renameField(name)}
        aria-invalid={fault !== undefined}
        aria-describedby={fault && "editor-name-fault"}
        autoFocus
        autoCapitalize="off"
        spellCheck={false}
        value={typed}
        onFocus={({ target }) => target.setSelectionRange(0, target.value.lastIndexOf(".") > 0 ? target.value.lastIndexOf(".") : target.value.length)}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={onEnd}
        onKeyDown={({ key }) => key === "Escape" && onEnd()}
      />
      {fault && <p id="editor-name-fault" role="alert">{texts.badName[fault]}</p>}
    </form>
  );
}
