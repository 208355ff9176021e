import { useState } from "react";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { NodeGlyph } from "../glyphs/node-glyph.tsx";
import { useEntity, useKeys } from "../state/model-store.ts";
import type { EntityKey } from "../../graph/model.ts";
import { select } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import styles from "./inspector.module.css";
import { PodList } from "./pod-list.tsx";
import { isTrouble, tallyKey, type Tally } from "./trouble.ts";
import { useOverview } from "./use-overview.ts";
import { OwnerLists } from "./owner-lists.tsx";

/** Nothing is selected: trouble by cause with counts, then every pod; a list of what the picture shows. */
export function ClusterPanel() {
  const texts = useTexts(inspectorTexts);
  const cluster = useEntity("cluster", "cluster");
  const { tallies, pods, byStatus } = useOverview();
  const [only, setOnly] = useState<string>();
  const chosen = only !== undefined && byStatus.has(only) ? only : undefined;
  const trouble = tallies.filter(({ glyph }) => isTrouble(glyph));
  const others = tallies.filter(({ glyph }) => !isTrouble(glyph));
  const toggle = (key: string): void => setOnly(key === chosen ? undefined : key);
  return (
    <div className={styles.low}>
      <header className={styles.who}>
        <p className={styles.crumb} lang="en">{[cluster?.version, cluster?.namespace].filter(Boolean).join(" / ")}</p>
        <h2 className={styles.title}>{texts.cluster}</h2>
      </header>
      <div className={styles.body} tabIndex={-1}>
        {pods.length === 0 && <p className={styles.quiet}>{texts.all.empty}</p>}
        {pods.length > 0 && (
          <section className={styles.section}>
            <h3 className={styles.sub}>{trouble.length > 0 ? texts.all.trouble : texts.all.noTrouble}</h3>
            <TallyList tallies={trouble} chosen={chosen} onChoose={toggle} />
            <h3 className={styles.sub}>{texts.all.states}</h3>
            <TallyList tallies={others} chosen={chosen} onChoose={toggle} />
          </section>
        )}
        <OwnerLists builtIn={false} />
        {pods.length > 0 && (
          <section className={styles.section}>
            <h3 className={styles.sub}>{texts.all.pods((chosen === undefined ? pods : byStatus.get(chosen)!).length)}</h3>
            <PodList key={chosen ?? ""} pods={chosen === undefined ? pods : byStatus.get(chosen)!} label={texts.cluster} />
          </section>
        )}
        <section className={styles.section}>
          <h3 className={styles.sub}>{texts.all.nodes}</h3>
          <NodeList />
        </section>
        <OwnerLists builtIn />
      </div>
    </div>
  );
}

function TallyList({ tallies, chosen, onChoose }: { readonly tallies: readonly Tally[]; readonly chosen: string | undefined; readonly onChoose: (key: string) => void }) {
  const texts = useTexts(inspectorTexts).all;
  const states = useTexts(stateTexts).pods;
  if (tallies.length === 0) return null;
  return (
    <ul className={styles.tally}>
      {tallies.map((tally) => {
        const key = tallyKey(tally);
        return (
          <li key={key}>
            <button type="button" aria-pressed={key === chosen} title={`${states[tally.glyph]} · ${key === chosen ? texts.everything : texts.only(tally.status)}`} onClick={() => onChoose(key)}>
              <PodGlyph glyph={tally.glyph} size={16} />
              <span lang="en">{tally.status}</span>
              <span className={styles.words}>{tally.count}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function NodeList() {
  const nodes = useKeys("node");
  return <ul className={styles.pods}>{nodes.map((key) => <NodeRow key={key} node={key} />)}</ul>;
}

function NodeRow({ node: key }: { readonly node: EntityKey }) {
  const states = useTexts(stateTexts).nodes;
  const node = useEntity("node", key);
  if (!node) return null;
  return (
    <li>
      <button type="button" onClick={() => select(key)} title={states[node.glyph]}>
        <NodeGlyph glyph={node.glyph} size={16} />
        <span lang="en"><span className={styles.podName}>{node.name}</span><small>{node.status}</small></span>
        <span className={styles.words} lang="en">{node.role}</span>
      </button>
    </li>
  );
}
