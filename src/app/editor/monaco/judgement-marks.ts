import * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { wordsOf } from "../judgement-words.ts";
import { useJudgements } from "../judgements.ts";

const OWNER = "kubarium";

const severities = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning, hint: monaco.MarkerSeverity.Hint } as const;

/** Underlines what is judged, as far as the judgement is about the text that stands there. */
export function markJudgements(editor: monaco.editor.IStandaloneCodeEditor): monaco.IDisposable {
  const mark = (): void => {
    const model = editor.getModel();
    const { text, judgements } = useJudgements.getState();
    if (!model || model.getValue() !== text) return;
    const { language } = useSettings.getState();
    const markers = judgements.flatMap((judgement) => {
      if (judgement.severity === "unsimulated") return [];
      const { message: sentence, quote } = wordsOf(judgement, language);
      const message = quote === undefined ? sentence : `${sentence}\n${quote}`;
      return [{ ...rangeOf(model, judgement.range), severity: severities[judgement.severity], message, source: "Kubarium" }];
    });
    monaco.editor.setModelMarkers(model, OWNER, markers);
  };
  mark();
  const ends = [useJudgements.subscribe(mark), useSettings.subscribe(({ language }, before) => language !== before.language && mark())];
  return { dispose: () => ends.forEach((end) => end()) };
}

export function rangeOf(model: monaco.editor.ITextModel, { start, end }: { readonly start: number; readonly end: number }): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
