import * as monaco from "monaco-editor/editor/editor.api";
import { useSettings } from "../../state/settings.ts";
import { snippetTexts } from "../../strings/snippets.ts";
import { plainText, snippets, startAt } from "../snippets/snippets.ts";

/** Offers a whole short manifest where one may begin: at the left edge, by the kind's name or kubectl's short one. */
export function offerSnippets(): monaco.IDisposable {
  return monaco.languages.registerCompletionItemProvider("yaml", {
    provideCompletionItems(model, position) {
      const before = model.getValueInRange(new monaco.Range(1, 1, position.lineNumber, position.column));
      const start = startAt(before);
      // Further down a word at the left edge may be a field: there one has begun to write the kind's name.
      if (!start || (start.lead !== "" && start.word === "")) return { suggestions: [] };
      const texts = snippetTexts[useSettings.getState().language];
      const range = new monaco.Range(position.lineNumber, 1, position.lineNumber, position.column);
      return {
        suggestions: snippets.map((snippet, at) => ({
          label: { label: snippet.kind, description: texts.whole },
          kind: monaco.languages.CompletionItemKind.Snippet,
          filterText: `${snippet.kind} ${snippet.short}`,
          sortText: `~${String(at).padStart(2, "0")}`,
          detail: snippet.apiVersion,
          documentation: { value: `${texts.says[snippet.word]}\n\n\`\`\`yaml\n${plainText(snippet)}\`\`\`` },
          insertText: start.lead + snippet.text,
          insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
          range,
        })),
      };
    },
  });
}
