import { DropdownMenu } from "radix-ui";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useFiles, type EditorFile } from "../state/files.ts";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import { addFile, openFile, removeFile } from "./file-commands.ts";
import styles from "./file-tabs.module.css";
import { RemoveDialog } from "./remove-dialog.tsx";
import { RenameForm } from "./rename-form.tsx";
import { editingSurface } from "./surface.ts";
import { setTabLeaves, useTabLeaves } from "./tab-leaves.ts";

export const PANEL_ID = "editor-text";
export const tabId = (index: number): string => `editor-tab-${index}`;

/** The files as tabs; F2 renames, Delete deletes, and the menu beside them does the same. */
export function FileTabs({ onTaken }: { readonly onTaken: (files: Iterable<File>) => void }) {
  const texts = useTexts(editorTexts);
  const files = useFiles((state) => state.files);
  const open = useFiles((state) => state.open);
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState<EditorFile>();
  const list = useRef<HTMLDivElement>(null);
  const dirty = files.some(({ name, text, saved }) => name === open && text !== (saved ?? ""));
  const focusTab = (): void => list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus();

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [open, dirty, renaming]);

  const add = (): void => {
    addFile("manifest.yaml");
    editingSurface()?.focus();
  };
  const remove = (): void => {
    const file = files.find(({ name }) => name === open);
    if (!file) return;
    if (file.text.trim() === "") removeFile(file.name);
    else setRemoving(file);
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const at = files.findIndex(({ name }) => name === open);
    const to = event.key === "Home" ? 0 : event.key === "End" ? files.length - 1 : step && (at + step + files.length) % files.length;
    if (to !== undefined) {
      openFile(files[to]!.name);
      requestAnimationFrame(focusTab);
    } else if (event.key === "F2") setRenaming(true);
    else if (event.key === "Delete") remove();
    else return;
    event.preventDefault();
  };

  if (renaming) {
    const end = (): void => {
      setRenaming(false);
      requestAnimationFrame(focusTab);
    };
    return <RenameForm name={open} onEnd={end} />;
  }
  return (
    <div className={styles.strip}>
      <div className={styles.tabs} ref={list} role="tablist" aria-label={texts.files} onKeyDown={press} tabIndex={-1}>
        {files.map(({ name, text, saved }, index) => (
          <button
            key={name}
            id={tabId(index)}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={name === open}
            aria-controls={PANEL_ID}
            tabIndex={name === open ? 0 : -1}
            onClick={() => openFile(name)}
            onDoubleClick={() => setRenaming(true)}
          >
            <span lang="en">{name}</span>
            {text !== (saved ?? "") && <span className={styles.dot} role="img" aria-label={texts.notApplied} title={texts.notApplied} />}
          </button>
        ))}
      </div>
      <button type="button" className={styles.key} aria-label={texts.addFile} title={texts.addFile} onClick={add}>
        <svg width="14" height="14" viewBox="0 0 14 14" stroke="currentColor" strokeWidth="1.4" aria-hidden="true"><path d="M7 2.5v9M2.5 7h9" /></svg>
      </button>
      <FileMenu onRename={() => setRenaming(true)} onRemove={remove} onTaken={onTaken} />
      {removing && (
        <RemoveDialog
          name={removing.name}
          onYes={() => removeFile(removing.name)}
          onEnd={() => {
            setRemoving(undefined);
            requestAnimationFrame(focusTab);
          }}
        />
      )}
    </div>
  );
}

interface MenuProps {
  readonly onRename: () => void;
  readonly onRemove: () => void;
  readonly onTaken: (files: Iterable<File>) => void;
}

function FileMenu({ onRename, onRemove, onTaken }: MenuProps) {
  const texts = useTexts(editorTexts);
  const tabLeaves = useTabLeaves((state) => state.on);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.key} aria-label={texts.fileMenu} title={texts.fileMenu}>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true"><circle cx="2.5" cy="7" r="1.2" /><circle cx="7" cy="7" r="1.2" /><circle cx="11.5" cy="7" r="1.2" /></svg>
      </DropdownMenu.Trigger>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".yaml,.yml,.json,.txt"
        aria-label={texts.openFile}
        onChange={({ target }) => {
          onTaken([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={2} collisionPadding={4}>
          <DropdownMenu.Item className={styles.item} onSelect={onRename}>{texts.rename}<kbd>F2</kbd></DropdownMenu.Item>
          <DropdownMenu.Item className={styles.item} onSelect={onRemove}>{texts.remove}<kbd>Delete</kbd></DropdownMenu.Item>
          <DropdownMenu.Item className={styles.item} onSelect={() => picker.current?.click()}>{texts.openFile}</DropdownMenu.Item>
          <DropdownMenu.Separator className={styles.separator} />
          <DropdownMenu.CheckboxItem className={styles.item} checked={tabLeaves} onCheckedChange={setTabLeaves}>
            <span><span className={styles.check} aria-hidden="true">{tabLeaves ? "✓" : ""}</span>{texts.tabLeaves}</span>
            <kbd>Ctrl+M</kbd>
          </DropdownMenu.CheckboxItem>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
