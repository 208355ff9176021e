import * as monaco from "monaco-editor/editor/editor.api";
import type { PodView } from "../../../graph/model.ts";
import { useFiles } from "../../state/files.ts";
import { modelStore } from "../../state/model-store.ts";
import { useSelection } from "../../state/selection.ts";
import { useSettings } from "../../state/settings.ts";
import { editorTexts } from "../../strings/editor.ts";
import { askChecks } from "../checks.ts";
import { lineDiff } from "../line-diff.ts";
import { lineNow } from "../line-now.ts";
import styles from "./gutter.module.css";

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Marks lines: those that were changed, the steps of "why?", and the field that something points at. */
export function markLines(editor: Editor): monaco.IDisposable {
  const ends = [markChanges(editor), markWhy(editor), lightField(editor)];
  return { dispose: () => ends.forEach((end) => end()) };
}

const openFile = () => {
  const { files, open } = useFiles.getState();
  return files.find(({ name }) => name === open);
};

const onLine = (line: number, options: monaco.editor.IModelDecorationOptions): monaco.editor.IModelDeltaDecoration => ({
  range: new monaco.Range(line, 1, line, 1),
  options: { isWholeLine: true, stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges, ...options },
});

function markChanges(editor: Editor): () => void {
  const marks = editor.createDecorationsCollection();
  const show = (): void => {
    const file = openFile();
    const { changes } = lineDiff(file?.saved ?? "", file?.saved === undefined ? "" : file.text);
    marks.set(changes.map(({ from, to }) => ({
      range: new monaco.Range(from, 1, Math.max(from, to - 1), 1),
      options: { isWholeLine: true, marginClassName: from === to ? styles.removed! : styles.changed! },
    })));
  };
  show();
  const switched = editor.onDidChangeModel(show);
  const end = useFiles.subscribe(show);
  return () => {
    end();
    switched.dispose();
  };
}

function markWhy(editor: Editor): () => void {
  const marks = editor.createDecorationsCollection();
  const show = (): void => {
    const { why } = useSelection.getState();
    const { open } = useFiles.getState();
    const lines = editor.getModel()?.getLinesContent() ?? [];
    const texts = editorTexts[useSettings.getState().language];
    const steps = (why?.links ?? []).flatMap(({ line: link }, index) => {
      const line = link?.file === open ? lineNow(lines, link) : undefined;
      return line === undefined ? [] : [{ step: index + 1, line }];
    });
    marks.set(steps.map(({ step, line }) => onLine(line, {
      className: styles.cause!,
      marginClassName: styles.cause!,
      lineNumberClassName: `${styles.balloon!} ${styles[`step${step}`] ?? ""}`,
      lineNumberHoverMessage: { value: texts.because(step) },
    })));
  };
  show();
  const disposables = [editor.onDidChangeModel(show), editor.onDidChangeModelContent(show)];
  let asked = "";
  const ends = [
    useSelection.subscribe((state, before) => {
      if (state.why !== before.why) show();
      if (state.step !== before.step) revealStep(editor);
      // An answer is renewed as time goes on: only that to another question moves the text.
      const question = `${state.why?.pod} ${state.why?.container}`;
      if (state.why && question !== asked) {
        asked = question;
        revealCause(editor);
      }
    }),
    useFiles.subscribe(({ open }, before) => {
      if (open === before.open) return;
      show();
      revealStep(editor);
    }),
  ];
  // A fresh editor scrolls only after it has been laid out.
  const frame = requestAnimationFrame(() => revealCause(editor));
  return () => {
    cancelAnimationFrame(frame);
    for (const each of disposables) each.dispose();
    for (const end of ends) end();
  };
}

/** The step that was chosen in the inspector. */
function revealStep(editor: Editor): void {
  const { why, step } = useSelection.getState();
  const line = step === undefined ? undefined : why?.links[step - 1]?.line;
  if (line) reveal(editor, line);
}

/** The last step that leads to a line is the cause: it comes into view, unless the person is writing. */
function revealCause(editor: Editor): void {
  const line = useSelection.getState().why?.links.findLast((link) => link.line !== undefined)?.line;
  if (line && !editor.hasTextFocus()) reveal(editor, line);
}

function reveal(editor: Editor, line: { readonly file: string; readonly line: number; readonly text: string }): void {
  if (line.file !== useFiles.getState().open) return;
  const now = lineNow(editor.getModel()?.getLinesContent() ?? [], line);
  if (now !== undefined) revealLine(editor, now);
}

/** With its neighbours: half a line at the edge counts as seen to Monaco. */
function revealLine(editor: Editor, line: number): void {
  editor.revealLinesInCenterIfOutsideViewport(Math.max(line - 1, 1), line + 1, monaco.editor.ScrollType.Immediate);
}

function lightField(editor: Editor): () => void {
  const marks = editor.createDecorationsCollection();
  let asked = 0;
  const show = async (): Promise<void> => {
    asked += 1;
    const own = asked;
    const { selected, field: chosen, pointed } = useSelection.getState();
    const field = pointed ?? chosen;
    const model = editor.getModel();
    const pod: PodView | undefined = selected === undefined ? undefined : modelStore.get("pod", selected);
    // What no field decides is not written anywhere.
    if (!pod || !field?.startsWith("spec.") || !model) return marks.clear();
    const version = model.getVersionId();
    const { offset } = await askChecks({ type: "place", text: model.getValue(), pod: { name: pod.name, owner: pod.owner }, field });
    if (own !== asked || model.isDisposed() || editor.getModel() !== model || model.getVersionId() !== version) return;
    if (offset === undefined) {
      marks.clear();
      if (field === chosen) await openFileOf(pod, field);
      return;
    }
    const { lineNumber } = model.getPositionAt(offset);
    marks.set([onLine(lineNumber, { className: styles.lit!, marginClassName: styles.lit! })]);
    if (!editor.hasTextFocus()) revealLine(editor, lineNumber);
  };
  const end = useSelection.subscribe((state, before) => {
    if (state.field !== before.field || state.pointed !== before.pointed || state.selected !== before.selected) void show().catch(() => marks.clear());
  });
  const switched = editor.onDidChangeModel(() => void show().catch(() => marks.clear()));
  void show().catch(() => marks.clear());
  return () => {
    end();
    switched.dispose();
  };
}

/** Opens the file in which a pod is written, where it is another one. */
async function openFileOf(pod: PodView, field: string): Promise<void> {
  const { files, open } = useFiles.getState();
  for (const { name, text } of files) {
    if (name === open) continue;
    const { offset } = await askChecks({ type: "place", text, pod: { name: pod.name, owner: pod.owner }, field });
    if (offset !== undefined && useSelection.getState().field === field && useFiles.getState().open === open) return useFiles.setState({ open: name });
  }
}
