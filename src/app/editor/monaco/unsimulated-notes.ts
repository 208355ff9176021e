import * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { editorTexts } from "../../strings/editor.ts";
import { useJudgements } from "../judgements.ts";
import { unsimulatedLines } from "../lenses.ts";
import styles from "./unsimulated-notes.module.css";

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Room that a note keeps from the text before it, in pixels. */
const GAP = 6;

/** Writes "not simulated" at the right of the lines that nothing acts on; only its sign where the text leaves no room. */
export function noteUnsimulated(editor: Editor): monaco.IDisposable {
  const layer = document.createElement("div");
  layer.className = styles.layer!;
  const widget: monaco.editor.IOverlayWidget = { getId: () => "kubarium.notes", getDomNode: () => layer, getPosition: () => null };
  editor.addOverlayWidget(widget);
  // Decorations keep the lines in place while somebody types above them.
  const lines = editor.createDecorationsCollection();

  const take = (): void => {
    const model = editor.getModel();
    const { text, judgements } = useJudgements.getState();
    if (!model || model.getValue() !== text) return;
    lines.set(unsimulatedLines(text, judgements).map((line) => ({ range: new monaco.Range(line, 1, line, 1), options: {} })));
    draw();
  };

  const draw = (): void => {
    const { language } = useSettings.getState();
    const texts = editorTexts[language];
    layer.lang = language === "zh" ? "zh-CN" : "en";
    const { width, verticalScrollbarWidth, height } = editor.getLayoutInfo();
    layer.style.width = `${width - verticalScrollbarWidth}px`;
    layer.style.height = `${height}px`;
    layer.replaceChildren(...lines.getRanges().flatMap(({ startLineNumber: line }) => {
      const place = editor.getScrolledVisiblePosition({ lineNumber: line, column: 1 });
      if (!place || place.top < -place.height || place.top > height) return [];
      return [noteAt(place.top, place.height, texts.notSimulated, texts.notSimulatedLong)];
    }));
    for (const note of layer.children) note.classList.toggle(styles.narrow!, overlapsText(editor, note as HTMLElement));
  };

  const end = [useJudgements.subscribe(take), useSettings.subscribe(draw)];
  const disposables = [editor.onDidScrollChange(draw), editor.onDidLayoutChange(draw), editor.onDidChangeModelContent(draw), editor.onDidChangeModel(() => { lines.clear(); take(); })];
  take();
  return {
    dispose() {
      for (const each of end) each();
      for (const each of disposables) each.dispose();
    },
  };
}

function noteAt(top: number, height: number, text: string, long: string): HTMLElement {
  const note = document.createElement("div");
  note.className = styles.note!;
  note.style.top = `${top}px`;
  note.style.height = `${height}px`;
  note.title = long;
  const word = document.createElement("i");
  word.textContent = text;
  note.append(word);
  return note;
}

function overlapsText(editor: Editor, note: HTMLElement): boolean {
  const model = editor.getModel();
  const line = editor.getTargetAtClientPoint(note.getBoundingClientRect().right, note.getBoundingClientRect().top + 4)?.position?.lineNumber;
  if (!model || line === undefined) return false;
  const end = editor.getScrolledVisiblePosition({ lineNumber: line, column: model.getLineMaxColumn(line) });
  const start = editor.getScrolledVisiblePosition({ lineNumber: line, column: 1 });
  // A line that wraps fills its first row.
  if (!end || !start || end.top !== start.top) return true;
  return end.left + GAP > note.offsetLeft;
}
