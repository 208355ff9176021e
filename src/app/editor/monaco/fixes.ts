import * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { wordsOf } from "../judgement-words.ts";
import { useJudgements } from "../judgements.ts";
import { rangeOf } from "./judgement-marks.ts";

/** Offers every fix as a quick fix too (Ctrl+. and the context menu). */
export function offerQuickFixes(): monaco.IDisposable {
  return monaco.languages.registerCodeActionProvider("yaml", {
    provideCodeActions(model, range, { markers }) {
      const { text, judgements } = useJudgements.getState();
      if (model.getValue() !== text) return { actions: [], dispose: () => {} };
      const { language } = useSettings.getState();
      const actions = judgements
        .filter(({ range: own }) => monaco.Range.areIntersectingOrTouching(rangeOf(model, own), range))
        .flatMap((judgement) => wordsOf(judgement, language).fixes.map(({ title, fix }, index) => ({
          title,
          kind: "quickfix",
          isPreferred: index === 0,
          diagnostics: markers.filter((marker) => monaco.Range.areIntersecting(marker, rangeOf(model, judgement.range))),
          edit: { edits: fix.edits.map((edit) => ({ resource: model.uri, versionId: model.getVersionId(), textEdit: { range: rangeOf(model, edit), text: edit.text } })) },
        })));
      return { actions, dispose: () => {} };
    },
  });
}
