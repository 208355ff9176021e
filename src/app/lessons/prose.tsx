import type { Inline, Prose } from "../../scenario/lessons/lesson.ts";
import { useTexts } from "../strings/language.ts";
import { lessonTexts } from "../strings/lessons.ts";
import styles from "./lessons.module.css";

/** Paragraphs, lists and printed text of a lesson. */
export function ProseBlock({ prose }: { readonly prose: Prose }) {
  const texts = useTexts(lessonTexts);
  switch (prose.type) {
    case "paragraph":
      return <p className={styles.paragraph}><Words text={prose.text} /></p>;
    case "heading":
      return <h4 className={styles.subheading}><Words text={prose.text} /></h4>;
    case "output":
      return <pre className={styles.output} lang="en" tabIndex={0} role="region" aria-label={texts.output}>{prose.text}</pre>;
    case "list": {
      const items = prose.items.map((item, i) => <li key={i}><Words text={item} /></li>);
      return prose.ordered ? <ol className={styles.list}>{items}</ol> : <ul className={styles.list}>{items}</ul>;
    }
  }
}

export const ProseBlocks = ({ text }: { readonly text: readonly Prose[] }) => text.map((prose, i) => <ProseBlock key={i} prose={prose} />);

/** Words with their marks. Everything is text; a link leaves this page alone. */
export function Words({ text }: { readonly text: readonly Inline[] }) {
  const texts = useTexts(lessonTexts);
  return text.map((part, i) => {
    switch (part.type) {
      case "text":
        return part.text;
      case "code":
        return <code key={i} lang="en">{part.text}</code>;
      case "strong":
        return <strong key={i}><Words text={part.text} /></strong>;
      case "emphasis":
        return <em key={i}><Words text={part.text} /></em>;
      case "link":
        return <a key={i} href={part.href} target="_blank" rel="noreferrer" title={`${part.href} ${texts.elsewhere}`}>{part.text}</a>;
    }
  });
}
