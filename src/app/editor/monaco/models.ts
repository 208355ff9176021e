import * as monaco from "monaco-editor/editor/editor.api";
import { changeFile, useFiles, type EditorFile } from "../../state/files.ts";

/** One Monaco model a file: its text and its own history of undoing. */
export interface Models {
  of(name: string): monaco.editor.ITextModel | undefined;
  /** Remembers where the person was in the file that an editor shows. */
  leave(editor: monaco.editor.ICodeEditor): void;
  /** Goes back there. */
  enter(editor: monaco.editor.ICodeEditor): void;
}

let kept: Models | undefined;
let made = 0;

/** The page's models. They outlive the editor: on a small window it comes and goes with its sheet. */
export const models = (): Models => (kept ??= keepModels());

/** Keeps models and the store's files alike, whichever of them changes. */
function keepModels(): Models {
  const views = new WeakMap<monaco.editor.ITextModel, monaco.editor.ICodeEditorViewState>();
  const models = new Map<string, monaco.editor.ITextModel>();

  const add = ({ name, text }: EditorFile): void => {
    made += 1;
    const model = monaco.editor.createModel(text, "yaml", monaco.Uri.parse(`inmemory://files/${made}.yaml`));
    // Brackets are no state: they keep the colour of text.
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    model.onDidChangeContent(() => {
      const current = nameOf(model);
      if (current !== undefined) changeFile(current, { text: model.getValue() });
    });
    models.set(name, model);
  };
  const nameOf = (model: monaco.editor.ITextModel): string | undefined => {
    for (const [name, other] of models) if (other === model) return name;
    return undefined;
  };
  const follow = (files: readonly EditorFile[], before: readonly EditorFile[]): void => {
    for (const [from, to] of renames(before, files)) {
      const model = models.get(from);
      models.delete(from);
      if (model) models.set(to, model);
    }
    const names = new Set(files.map(({ name }) => name));
    for (const [name, model] of models) {
      if (names.has(name)) continue;
      models.delete(name);
      model.dispose();
    }
    for (const file of files) {
      const model = models.get(file.name);
      if (!model) add(file);
      else if (!before.includes(file) && model.getValue() !== file.text) replaceText(model, file);
    }
  };

  follow(useFiles.getState().files, []);
  useFiles.subscribe(({ files }, before) => files !== before.files && follow(files, before.files));
  return {
    of: (name) => models.get(name),
    leave(editor) {
      const model = editor.getModel() as monaco.editor.ITextModel | null;
      const view = editor.saveViewState();
      if (model && view) views.set(model, view);
    },
    enter(editor) {
      const model = editor.getModel() as monaco.editor.ITextModel | null;
      const view = model && views.get(model);
      if (view) editor.restoreViewState(view);
    },
  };
}

/** A new world's text begins a history of its own; any other change can be undone. */
function replaceText(model: monaco.editor.ITextModel, { text, saved }: EditorFile): void {
  if (text === saved) model.setValue(text);
  else model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

/** Same place, same text, another name. */
function renames(before: readonly EditorFile[], files: readonly EditorFile[]): readonly (readonly [from: string, to: string])[] {
  if (before.length !== files.length) return [];
  const kept = new Set(files.map(({ name }) => name));
  const old = new Set(before.map(({ name }) => name));
  return files.flatMap((file, index) => {
    const was = before[index];
    return was && was.name !== file.name && was.text === file.text && !kept.has(was.name) && !old.has(file.name) ? [[was.name, file.name] as const] : [];
  });
}
