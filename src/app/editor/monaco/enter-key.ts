import * as monaco from "monaco-editor/editor/editor.api";
import { overflowNode } from "./overflow-node.ts";

/** Enter begins a line where the word that is offered stands there already: people type on without looking at the list. */
export function letEnterThrough(editor: monaco.editor.IStandaloneCodeEditor): monaco.IDisposable {
  return editor.onKeyDown(({ keyCode }) => {
    const position = keyCode === monaco.KeyCode.Enter ? editor.getPosition() : null;
    // Monaco tells nobody what its list offers; what it shows can be read.
    const offered = position && overflowNode().querySelector(".suggest-widget.visible .monaco-list-row.focused .label-name")?.textContent;
    if (!position || !offered) return;
    const before = editor.getModel()?.getLineContent(position.lineNumber).slice(0, position.column - 1) ?? "";
    if (before.endsWith(offered) && !/[\w./-]$/.test(before.slice(0, -offered.length))) editor.trigger("kubarium", "hideSuggestWidget", null);
  });
}
