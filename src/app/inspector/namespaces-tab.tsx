import { useEffect, useState } from "react";
import type { LinuxNamespace, NamespaceView, PodView } from "../../graph/model.ts";
import { useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./inspector.module.css";

/** The eight of Linux: who holds each, and the field that decides. A row chosen lights up its line in the editor. */
export function NamespacesTab({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts).namespaces;
  const [chosen, setChosen] = useState<LinuxNamespace>();
  useEffect(() => () => useSelection.setState({ field: undefined }), []);
  const choose = ({ name, field }: NamespaceView): void => {
    const next = name === chosen ? undefined : name;
    setChosen(next);
    useSelection.setState({ field: next === undefined || field === "" ? undefined : field });
  };
  return (
    <>
      <div className={styles.section}><h3 className={styles.sub}>{texts.title}</h3></div>
      <div className={styles.rowsHead} aria-hidden="true"><span>{texts.columns.name}</span><span>{texts.columns.scope}</span><span>{texts.columns.field}</span></div>
      <ul className={styles.rows}>
        {pod.namespaces.map((each) => (
          <li key={each.name}>
            <button type="button" className={styles.row} data-scope={each.scope} aria-expanded={each.name === chosen} onClick={() => choose(each)}>
              <b lang="en">{each.name}</b>
              <span className={styles.scope}>{texts.scopes[each.scope]}</span>
              <FieldValue view={each} unwritten={texts.unwritten} />
            </button>
            {each.name === chosen && <p className={styles.sentence}>{texts.says[each.name][each.scope]}</p>}
          </li>
        ))}
      </ul>
      {chosen === undefined && <p className={styles.quiet}>{texts.choose}</p>}
    </>
  );
}

function FieldValue({ view: { field, value }, unwritten }: { readonly view: NamespaceView; readonly unwritten: string }) {
  if (field === "") return <span aria-hidden="true">–</span>;
  const name = field.replace(/^spec\./, "");
  return value === "" ? <span><span className={styles.words} lang="en">{name}</span> · {unwritten}</span> : <span className={styles.words} lang="en">{name}: {value}</span>;
}
