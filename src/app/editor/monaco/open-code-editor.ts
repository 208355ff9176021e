import * as monaco from "monaco-editor/editor/editor.api";
import { useFiles } from "../../state/files.ts";
import { useSettings } from "../../state/settings.ts";
import { applyFile } from "../../state/world.ts";
import { editorTexts } from "../../strings/editor.ts";
import type { HandedOver } from "../handed-over.ts";
import { announceProblem } from "../announcements.ts";
import { applyFixAtCursor, goToProblem } from "../problems.ts";
import { offerSurface } from "../surface.ts";
import { setTabLeaves, useTabLeaves } from "../tab-leaves.ts";
import { letEnterThrough } from "./enter-key.ts";
import "./features.ts";
import { offerQuickFixes } from "./fixes.ts";
import { markLines } from "./gutter.ts";
import { offerHovers } from "./hovers.ts";
import { markJudgements } from "./judgement-marks.ts";
import { showLenses } from "./lens-zones.ts";
import { models } from "./models.ts";
import { overflowNode } from "./overflow-node.ts";
import { offerSnippets } from "./snippet-offers.ts";
import { expandSuggestionDocs } from "./suggestion-docs.ts";
import { followTheme } from "./theme.ts";
import { noteUnsimulated } from "./unsimulated-notes.ts";
import { startYamlLanguage } from "./yaml-language.ts";

type Editor = monaco.editor.IStandaloneCodeEditor;

let started = false;

/** What all editors of the page share; once. */
function start(): void {
  if (started) return;
  started = true;
  startYamlLanguage();
  followTheme();
  offerQuickFixes();
  offerHovers();
  offerSnippets();
  expandSuggestionDocs();
  // The letters may arrive after the first lines were measured.
  void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
}

const mono = (): string => getComputedStyle(document.documentElement).getPropertyValue("--mono").trim();

/** Opens Monaco in an element, on the file that is open; it follows the store from then on. */
export function openCodeEditor(host: HTMLElement, handedOver: HandedOver | undefined): monaco.IDisposable {
  start();
  const editor = monaco.editor.create(host, { ...options, fontFamily: mono(), overflowWidgetsDomNode: overflowNode() });
  const files = followOpenFile(editor);
  if (handedOver) takeOver(editor, handedOver);
  const parts = [files, followLanguage(editor), followTabLeaves(editor), letEnterThrough(editor), markJudgements(editor), markLines(editor), showLenses(editor), noteUnsimulated(editor)];
  addKeys(editor);
  const takeAway = offerSurface(surfaceOf(editor));
  return {
    dispose() {
      takeAway();
      for (const part of parts) part.dispose();
      editor.dispose();
    },
  };
}

const options: monaco.editor.IStandaloneEditorConstructionOptions = {
  model: null,
  automaticLayout: true,
  accessibilitySupport: "auto",
  fontSize: 11.4,
  lineHeight: 17.4,
  padding: { top: 7, bottom: 7 },
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  wordWrap: "on",
  wrappingIndent: "indent",
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 9,
  glyphMargin: false,
  folding: false,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollbar: { vertical: "auto", horizontal: "hidden", verticalScrollbarSize: 8, useShadows: false, alwaysConsumeMouseWheel: false },
  scrollBeyondLastLine: false,
  renderLineHighlight: "none",
  cursorBlinking: "solid",
  guides: { indentation: false },
  stickyScroll: { enabled: false },
  quickSuggestions: { other: true, comments: false, strings: true },
  wordBasedSuggestions: "off",
  suggest: { showWords: false, showStatusBar: false },
  suggestFontSize: 12,
  suggestLineHeight: 20,
  hover: { above: false },
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  occurrencesHighlight: "off",
  selectionHighlight: false,
  codeLens: false,
  links: false,
  colorDecorators: false,
  // What Chinese comments are written with is no trap; what cannot be seen is.
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true, nonBasicASCII: false },
  fixedOverflowWidgets: true,
  // Files that are dropped are opened beside this one (file-drop.ts).
  dropIntoEditor: { enabled: false },
  ariaRequired: false,
};

function followOpenFile(editor: Editor): monaco.IDisposable {
  const show = (): void => {
    const { open } = useFiles.getState();
    const model = models().of(open) ?? null;
    if (editor.getModel() === model) return;
    models().leave(editor);
    editor.setModel(model);
    models().enter(editor);
  };
  models();
  show();
  const end = useFiles.subscribe(show);
  return {
    dispose() {
      end();
      models().leave(editor);
    },
  };
}

/** Names what is edited, and how to get out of it by keyboard. */
function followLanguage(editor: Editor): monaco.IDisposable {
  const show = (): void => {
    const texts = editorTexts[useSettings.getState().language];
    editor.updateOptions({ ariaLabel: texts.textWithKeys(useFiles.getState().open), placeholder: texts.empty });
  };
  show();
  const ends = [useSettings.subscribe(({ language }, before) => language !== before.language && show()), useFiles.subscribe(({ open }, before) => open !== before.open && show())];
  return { dispose: () => ends.forEach((end) => end()) };
}

function followTabLeaves(editor: Editor): monaco.IDisposable {
  const show = (): void => editor.updateOptions({ tabFocusMode: useTabLeaves.getState().on });
  show();
  return { dispose: useTabLeaves.subscribe(show) };
}

function addKeys(editor: Editor): void {
  const { KeyMod, KeyCode } = monaco;
  const texts = editorTexts[useSettings.getState().language];
  const add = (id: string, label: string, keybindings: number[], run: () => void): void => void editor.addAction({ id: `kubarium.${id}`, label, keybindings, run });
  add("apply", texts.apply, [KeyMod.CtrlCmd | KeyCode.Enter], () => applyFile(useFiles.getState().open));
  add("applyFix", texts.applyFix, [KeyMod.Alt | KeyCode.Enter], applyFixAtCursor);
  add("tabLeaves", texts.tabLeaves, [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM], () => setTabLeaves(!useTabLeaves.getState().on));
  add("nextProblem", texts.nextError, [KeyCode.F8], () => void announceProblem(goToProblem(1)));
  add("previousProblem", texts.previousError, [KeyMod.Shift | KeyCode.F8], () => void announceProblem(goToProblem(-1)));
}

const surfaceOf = (editor: Editor) => ({
  focus: () => editor.focus(),
  cursor: () => editor.getModel()?.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 }) ?? 0,
  goTo(offset: number) {
    const position = editor.getModel()?.getPositionAt(offset);
    if (!position) return;
    editor.setPosition(position);
    editor.revealPositionInCenterIfOutsideViewport(position, monaco.editor.ScrollType.Immediate);
    editor.focus();
  },
  replace(edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]) {
    const model = editor.getModel();
    if (!model) return;
    const at = (offset: number): monaco.Position => model.getPositionAt(offset);
    editor.pushUndoStop();
    editor.executeEdits("kubarium", edits.map(({ start, end, text }) => ({ range: monaco.Range.fromPositions(at(start), at(end)), text })));
    editor.pushUndoStop();
    editor.focus();
  },
});

function takeOver(editor: Editor, { focused, start, end, scrollTop }: HandedOver): void {
  const model = editor.getModel();
  if (!model) return;
  editor.setSelection(monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)));
  editor.setScrollTop(scrollTop);
  if (focused) editor.focus();
}
