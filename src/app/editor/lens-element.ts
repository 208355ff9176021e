import { editorTexts } from "../strings/editor.ts";
import type { Language } from "../strings/language.ts";
import { wordsOf } from "./judgement-words.ts";
import type { Lens } from "./lenses.ts";
import styles from "./lens.module.css";
import { applyFixNow } from "./problems.ts";

/** What stands below a line: each problem in words, and its fixes as buttons. */
export function lensElement({ line, judgements }: Lens, language: Language): HTMLElement {
  const texts = editorTexts[language];
  const lens = element("div", styles.lens!);
  lens.setAttribute("role", "group");
  lens.lang = language === "zh" ? "zh-CN" : "en";
  for (const judgement of judgements) {
    const { message, quote, fixes } = wordsOf(judgement, language);
    const row = element("div", judgement.severity === "error" ? styles.error! : styles.warning!);
    lens.setAttribute("aria-label", texts.problemAt(line, message));
    const sentence = element("p", styles.message!, message);
    if (judgement.finding.code === "server") sentence.lang = "en";
    row.append(sentence);
    // A sentence about a place says enough below it; that something cannot be read says nothing yet.
    if (quote !== undefined && judgement.finding.code === "yamlSyntax") {
      const words = element("p", styles.quote!, quote);
      words.lang = "en";
      row.append(words);
    }
    fixes.slice(0, 2).forEach(({ title, fix }, index) => {
      const button = element("button", styles.fix!, title) as HTMLButtonElement;
      button.type = "button";
      if (index === 0) button.append(element("kbd", "", "Alt+Enter"));
      button.addEventListener("click", () => applyFixNow(fix));
      row.append(button);
    });
    lens.append(row);
  }
  return lens;
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
}
