import type { NodeView, PodView } from "../../../graph/model.ts";
import { NodeGlyph } from "../../glyphs/node-glyph.tsx";
import { PodGlyph } from "../../glyphs/pod-glyph.tsx";
import { podSignals } from "../../glyphs/pod-shapes.ts";
import { select } from "../../state/selection.ts";
import { compareTexts } from "../../strings/compare.ts";
import { useTexts } from "../../strings/language.ts";
import styles from "./compare.module.css";
import type { Compared, PairedPod } from "./compare-rows.ts";

/** The branch that is played, the other, or both beside one another. */
export type Side = "a" | "b" | "both";

/** Nodes as tanks, cut down the middle: what is here on the left, what is there on the right. */
export function PairedNodes({ rows: { nodes, hidden }, side }: { readonly rows: Compared; readonly side: Side }) {
  const texts = useTexts(compareTexts);
  return (
    <div className={styles.nodes}>
      {nodes.map(({ name, a, b, pods }) => (
        <section key={name} className={styles.tank} data-side={side} aria-label={name || texts.noNode}>
          {side !== "b" && <Lid name={name} node={a} side="a" />}
          {side !== "a" && <Lid name={name} node={b} side="b" />}
          {pods.map((pod) => <Pair key={pod.name} pod={pod} side={side} />)}
        </section>
      ))}
      {hidden > 0 && <p className={styles.quiet}>{texts.hidden(hidden)}</p>}
    </div>
  );
}

function Lid({ name, node, side }: { readonly name: string; readonly node: NodeView | undefined; readonly side: "a" | "b" }) {
  const texts = useTexts(compareTexts);
  if (name === "") return <h3 className={styles.lid} data-side={side}>{texts.noNode}</h3>;
  return (
    <h3 className={styles.lid} data-side={side} lang="en">
      {node && <NodeGlyph glyph={node.glyph} size={14} />}
      <span>{name}</span>
      <small>{node ? node.status : texts.missing}</small>
    </h3>
  );
}

function Pair({ pod, side }: { readonly pod: PairedPod; readonly side: Side }) {
  return (
    <>
      {side !== "b" && <Cell pod={pod.a} name={pod.name} differs={pod.differs} side="a" />}
      {side !== "a" && <Cell pod={pod.b} name={pod.name} differs={pod.differs} side="b" />}
    </>
  );
}

interface CellProps {
  readonly pod: PodView | undefined;
  readonly name: string;
  readonly differs: boolean;
  readonly side: "a" | "b";
}

/** A capsule: glyph, name, STATUS, READY, restarts. One of this branch can be selected. */
function Cell({ pod, name, differs, side }: CellProps) {
  const texts = useTexts(compareTexts);
  if (!pod) return <p className={styles.gone} data-side={side}><span lang="en">{name.slice(name.indexOf("/") + 1)}</span> <small>{texts.missing}</small></p>;
  const words = (
    <>
      <PodGlyph glyph={pod.glyph} size={15} {...(pod.init ? { init: pod.init } : {})} />
      <span className={styles.pod} lang="en">{pod.name}</span>
      <span className={styles.status} data-signal={podSignals[pod.glyph]} lang="en">{pod.status}{pod.restarts > 0 && ` ×${pod.restarts}`}</span>
      <span className={styles.ready} lang="en">{pod.readyCount}/{pod.containerCount}</span>
    </>
  );
  if (side === "b") return <p className={styles.cell} data-side={side} data-differs={differs}>{words}</p>;
  return <button type="button" className={styles.cell} data-side={side} data-differs={differs} onClick={() => select(pod.key)}>{words}</button>;
}
