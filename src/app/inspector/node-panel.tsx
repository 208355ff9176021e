import { useMemo } from "react";
import type { EntityKey, NodeView } from "../../graph/model.ts";
import { NodeGlyph } from "../glyphs/node-glyph.tsx";
import { modelStore, useEntity } from "../state/model-store.ts";
import { select } from "../state/selection.ts";
import { typeLine } from "../state/world.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { bytesText, cpuText } from "./amounts.ts";
import { Gone } from "./gone.tsx";
import styles from "./inspector.module.css";
import { PodList } from "./pod-list.tsx";
import { useWhyOf } from "./use-why.ts";
import { Chain } from "./why-tab.tsx";
import { useOverview } from "./use-overview.ts";

/** One node: what it has, what is asked of it, what is used, and who lives there. */
export function NodePanel({ node: key }: { readonly node: EntityKey }) {
  const node = useEntity("node", key);
  if (!node) return <Gone />;
  return (
    <div className={styles.low}>
      <NodeHeader node={node} />
      <div className={styles.body} tabIndex={-1}>
        <Why node={node.key} />
        <Room node={node} />
        <Facts node={node} />
        <PodsOfNode node={node} />
        <Ways node={node} />
      </div>
    </div>
  );
}

function NodeHeader({ node }: { readonly node: NodeView }) {
  const texts = useTexts(inspectorTexts);
  const states = useTexts(stateTexts).nodes;
  return (
    <header className={styles.who}>
      <nav className={styles.crumb}><button type="button" onClick={() => select(undefined)}>{texts.cluster}</button>{node.role && <span lang="en">/ {node.role}</span>}</nav>
      <h2 className={styles.title} lang="en"><NodeGlyph glyph={node.glyph} size={17} />{node.name}</h2>
      <dl className={styles.facts} lang="en">
        <div title={states[node.glyph]}><dt>STATUS</dt><dd>{node.status}</dd></div>
        <div><dt lang="">{texts.node.version}</dt><dd>{node.version}</dd></div>
        <div><dt lang="">{texts.node.address}</dt><dd>{node.address}</dd></div>
      </dl>
    </header>
  );
}

/** Why it is as it is. */
function Why({ node }: { readonly node: EntityKey }) {
  const state = useWhyOf(node);
  return state.why ? <Chain why={state.why} state={state} /> : null;
}

function Room({ node: { allocatable, requested, used } }: { readonly node: NodeView }) {
  const texts = useTexts(inspectorTexts).node;
  return (
    <>
      <section className={styles.section}>
        <h3 className={styles.sub}>{texts.requested}</h3>
        <Bar name="cpu" part={requested.cpuMilli} whole={allocatable.cpuMilli} text={cpuText} />
        <Bar name={texts.memory} part={requested.memoryBytes} whole={allocatable.memoryBytes} text={bytesText} />
        <Bar name={texts.podsWord} part={requested.pods} whole={allocatable.pods} text={String} />
      </section>
      <section className={styles.section}>
        <h3 className={styles.sub}>{texts.used}</h3>
        <Bar name="cpu" part={used.cpuMilli} whole={allocatable.cpuMilli} text={cpuText} />
        <Bar name={texts.memory} part={used.memoryBytes} whole={allocatable.memoryBytes} text={bytesText} />
      </section>
    </>
  );
}

function Bar({ name, part, whole, text }: { readonly name: string; readonly part: number; readonly whole: number; readonly text: (amount: number) => string }) {
  const texts = useTexts(inspectorTexts).node;
  const share = whole > 0 ? Math.min(part / whole, 1) : 0;
  return (
    <div className={styles.bar}>
      <span>{name}</span>
      <span className={styles.track} aria-hidden="true"><span className={styles.filled} style={{ width: `${share * 100}%` }} /></span>
      <span className={styles.words}>{texts.of(text(part), text(whole))}</span>
    </div>
  );
}

function Facts({ node }: { readonly node: NodeView }) {
  const texts = useTexts(inspectorTexts);
  const { taints, images } = node;
  return (
    <section className={styles.section}>
      <dl className={styles.list}>
        <dt>{texts.node.podCIDR}</dt><dd data-words lang="en">{node.podCIDR || texts.summary.none}</dd>
        <dt>{texts.node.taints}</dt><dd data-words={taints.length > 0 || undefined} lang={taints.length > 0 ? "en" : undefined}>{taints.join("\n") || texts.summary.none}</dd>
      </dl>
      <details className={styles.fold}>
        <summary><span>{texts.node.images} ({images.length})</span></summary>
        <ul className={styles.plain} lang="en">{images.map((image) => <li key={image}>{image}</li>)}</ul>
      </details>
    </section>
  );
}

/** Lines for the terminal; pressed, one is typed there, as a person would. */
function Ways({ node: { name, status } }: { readonly node: NodeView }) {
  const texts = useTexts(inspectorTexts).node;
  const lines = [`ssh ${name}`, `kubectl debug node/${name} -it --image=busybox`, `kubarium node ${status.startsWith("Ready") ? "stop" : "start"} ${name}`];
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.commands}</h3>
      <div className={`${styles.choose} ${styles.whole}`}>
        {lines.map((line) => <button key={line} type="button" onClick={() => typeLine(line)}><code lang="en">{line}</code></button>)}
      </div>
    </section>
  );
}

function PodsOfNode({ node: { name } }: { readonly node: NodeView }) {
  const texts = useTexts(inspectorTexts).node;
  const { pods } = useOverview();
  const own = useMemo(() => pods.filter((key) => modelStore.get("pod", key)?.node === name), [pods, name]);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.pods(own.length)}</h3>
      <PodList pods={own} label={name} />
    </section>
  );
}
