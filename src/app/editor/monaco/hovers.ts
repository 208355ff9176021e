import * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { editorTexts } from "../../strings/editor.ts";
import { askChecks } from "../checks.ts";
import type { FieldDescription } from "../field-description.ts";
import { wordsOf } from "../judgement-words.ts";
import { useJudgements } from "../judgements.ts";
import { rangeOf } from "./judgement-marks.ts";

/** Tells what a field is: its path, type and default in the page's language, then upstream's words about it. */
export function offerHovers(): monaco.IDisposable {
  return monaco.languages.registerHoverProvider("yaml", {
    async provideHover(model, position) {
      const offset = model.getOffsetAt(position);
      const { description } = await askChecks({ type: "describe", text: model.getValue(), offset });
      const notes = unsimulatedAt(model, offset);
      if (!description) return notes.length > 0 ? { contents: notes } : null;
      return { range: rangeOf(model, description), contents: [...markdownOf(description), ...notes] };
    },
  });
}

function markdownOf({ path, type, required, byDefault, values, doc }: FieldDescription): monaco.IMarkdownString[] {
  const texts = editorTexts[useSettings.getState().language];
  const code = (text: string): string => `\`${text.replaceAll("`", "")}\``;
  const facts = [
    required ? texts.required : texts.optional,
    ...(byDefault === undefined ? [] : [`${texts.byDefault} ${code(byDefault)}`]),
    ...(values ? [`${texts.oneOf} ${values.map(code).join(" ")}`] : []),
  ];
  const plain = doc.replace(/[\\`*_{}[\]()#+!<>|~]/g, String.raw`\$&`);
  return [{ value: `**${code(path)}** ${code(type)}` }, { value: facts.join(" · ") }, ...(doc === "" ? [] : [{ value: plain }])];
}

function unsimulatedAt(model: monaco.editor.ITextModel, offset: number): monaco.IMarkdownString[] {
  const { text, judgements } = useJudgements.getState();
  if (model.getValue() !== text) return [];
  const { language } = useSettings.getState();
  return judgements
    .filter(({ severity, range }) => severity === "unsimulated" && range.start <= offset && offset <= range.end)
    .map((judgement) => ({ value: wordsOf(judgement, language).message }));
}
