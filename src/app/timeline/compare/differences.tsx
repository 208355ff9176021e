import type { Difference } from "../../../graph/model.ts";
import { select } from "../../state/selection.ts";
import { compareTexts } from "../../strings/compare.ts";
import { useTexts } from "../../strings/language.ts";
import styles from "./compare.module.css";
import type { Compared } from "./compare-rows.ts";

/** What is not the same, in words. */
export function Differences({ rows: { differences }, same }: { readonly rows: Compared; readonly same: number }) {
  const texts = useTexts(compareTexts);
  return (
    <section className={styles.differences} tabIndex={0} aria-label={texts.differs(differences.length)}>
      <h3><span role="status">{differences.length === 0 ? texts.nothingDiffers(same) : texts.differs(differences.length)}</span></h3>
      <ul>
        {differences.map((what) => (
          <li key={`${what.of} ${what.name}`}>
            {what.a === undefined ? <p><DifferenceLine what={what} /></p> : <button type="button" onClick={() => select(what.a)}><DifferenceLine what={what} /></button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Pod default/web: STATUS Running → ImagePullBackOff". */
export function DifferenceLine({ what }: { readonly what: Difference }) {
  const texts = useTexts(compareTexts);
  const only = what.a === undefined ? texts.onlyThere : what.b === undefined ? texts.onlyHere : undefined;
  return (
    <>
      <strong lang="en">{what.of} {what.name}</strong>
      {only !== undefined && <>{" "}<em>{only}</em></>}
      {what.fields.map(({ name, a, b }) => (
        <span key={name} lang="en" className={styles.field}>
          {" "}<small>{name}</small> {only === undefined ? <><del>{a || texts.none}</del> <i aria-hidden="true">|</i> <ins>{b || texts.none}</ins></> : a || b}
        </span>
      ))}
    </>
  );
}
