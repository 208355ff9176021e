import type * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { lensElement } from "../lens-element.ts";
import { lensesFor, type Lens } from "../lenses.ts";
import { useJudgements } from "../judgements.ts";

type Editor = monaco.editor.IStandaloneCodeEditor;

/** How long the line that is being typed rests before something opens below it. */
const REST_MS = 900;

interface Shown {
  readonly key: string;
  readonly zone: string;
  readonly widget: monaco.editor.IOverlayWidget;
}

/**
 * Opens room below the lines that have problems, and puts what is wrong there, with its fixes. The room is a view zone;
 * what stands in it is an overlay widget that follows it, since zones lie beneath the text and cannot be clicked.
 */
export function showLenses(editor: Editor): monaco.IDisposable {
  let shown: readonly Shown[] = [];
  let typedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (): void => {
    clearTimeout(timer);
    const model = editor.getModel();
    const { text, judgements } = useJudgements.getState();
    if (!model || model.getValue() !== text) return;
    const restMs = typedAt + REST_MS - performance.now();
    const typing = restMs > 0 && editor.hasTextFocus() ? editor.getPosition()?.lineNumber : undefined;
    const lenses = lensesFor(text, judgements);
    // What stood there already may stay; only something new does not open under the hands.
    draw(lenses.filter((lens) => lens.line !== typing || shown.some(({ key }) => key === keyOf(lens))));
    if (typing !== undefined && lenses.some(({ line }) => line === typing)) timer = setTimeout(show, restMs);
  };

  const draw = (lenses: readonly Lens[]): void => {
    const keys = lenses.map(keyOf);
    if (keys.join("\n") === shown.map(({ key }) => key).join("\n")) return;
    const hadFocus = shown.some(({ widget }) => widget.getDomNode().contains(document.activeElement));
    editor.changeViewZones((zones) => {
      const stays = shown.filter(({ key }) => keys.includes(key));
      for (const old of shown) if (!stays.includes(old)) remove(zones, old);
      shown = lenses.map((lens, index) => stays.find(({ key }) => key === keys[index]) ?? add(zones, lens, keys[index]!));
    });
    if (hadFocus && !shown.some(({ widget }) => widget.getDomNode().contains(document.activeElement))) editor.focus();
  };

  const remove = (zones: monaco.editor.IViewZoneChangeAccessor, { zone, widget }: Shown): void => {
    zones.removeZone(zone);
    editor.removeOverlayWidget(widget);
  };

  /** Between two files the editor has no zones to change, but it keeps its widgets. */
  const removeAll = (): void => {
    editor.changeViewZones((zones) => shown.forEach(({ zone }) => zones.removeZone(zone)));
    for (const { widget } of shown) editor.removeOverlayWidget(widget);
    shown = [];
  };

  const add = (zones: monaco.editor.IViewZoneChangeAccessor, lens: Lens, key: string): Shown => {
    const node = lensElement(lens, useSettings.getState().language);
    const widget = { getId: () => `kubarium.lens.${key}`, getDomNode: () => node, getPosition: () => null };
    node.addEventListener("click", ({ target }) => {
      // Words that were marked there stay marked, to be copied.
      const marking = getSelection()?.isCollapsed === false;
      if (!marking && !(target instanceof Element && target.closest("button"))) editor.focus();
    });
    editor.addOverlayWidget(widget);
    place(editor, node);
    const zone = zones.addZone({
      afterLineNumber: lens.line,
      heightInPx: node.offsetHeight,
      domNode: document.createElement("div"),
      suppressMouseDown: true,
      onDomNodeTop: (top) => (node.style.top = `${top}px`),
    });
    return { key, zone, widget };
  };

  const afresh = (): void => {
    removeAll();
    show();
  };

  const ends = [
    useJudgements.subscribe(show),
    useSettings.subscribe(({ language }, before) => language !== before.language && afresh()),
  ];
  const disposables = [
    // Zones belong to what the editor shows: another file has none yet.
    editor.onDidChangeModel(afresh),
    editor.onDidLayoutChange(afresh),
    editor.onDidChangeModelContent(() => (typedAt = performance.now())),
  ];
  show();
  return {
    dispose() {
      clearTimeout(timer);
      for (const end of ends) end();
      for (const each of disposables) each.dispose();
    },
  };
}

const keyOf = ({ line, judgements }: Lens): string => `${line} ${JSON.stringify(judgements)}`;

function place(editor: Editor, node: HTMLElement): void {
  const { contentLeft, contentWidth, verticalScrollbarWidth } = editor.getLayoutInfo();
  node.style.position = "absolute";
  node.style.top = "-1000px";
  node.style.left = `${contentLeft}px`;
  node.style.width = `${contentWidth - verticalScrollbarWidth - 8}px`;
}
