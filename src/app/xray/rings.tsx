import type { NamespaceView, PodView, ProcessesView } from "../../graph/model.ts";
import { pointsAt, useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { xrayTexts } from "../strings/xray.ts";
import { button, showNamespace } from "./act.ts";
import styles from "./detail.module.css";
import type { DetailLayout, RingLayout } from "./layout.ts";
import { heldPorts, ringValue } from "./holdings.ts";
import { Words } from "./words.tsx";

interface RingsProps {
  readonly pod: PodView;
  readonly layout: DetailLayout;
}

const lineOf = ({ name }: NamespaceView): string => styles[`ring-${name}`] ?? "";

/** The far halves of the rings, behind the containers. A ring that is the host's is not closed. */
export function RingBacks({ pod, layout }: RingsProps) {
  const { x, rx, ry } = layout.ring;
  const planned = pod.sandbox?.state !== "Ready";
  return (
    <g aria-hidden="true" className={planned ? styles.plannedRings : undefined}>
      {layout.rings.map(({ namespace, y }) =>
        namespace.scope === "host" ? (
          <path key={namespace.name} d={`M${x - rx} ${y}A${rx} ${ry} 0 0 1 ${x - rx * 0.72} ${y - ry * 0.69}M${x + rx * 0.72} ${y - ry * 0.69}A${rx} ${ry} 0 0 1 ${x + rx} ${y}`} className={`${styles.back} ${lineOf(namespace)}`} />
        ) : (
          <path key={namespace.name} d={`M${x - rx} ${y}A${rx} ${ry} 0 0 1 ${x + rx} ${y}`} className={`${styles.back} ${lineOf(namespace)}`} />
        ),
      )}
    </g>
  );
}

/** The near halves of the rings, the posts that hold them, their names and what they hold. */
export function RingFronts({ pod, layout }: RingsProps) {
  const { posts, wall } = layout;
  const planned = pod.sandbox?.state !== "Ready";
  return (
    <g className={planned ? styles.plannedRings : undefined}>
      {wall && <Wall layout={layout} />}
      {layout.rings.map((ring) => <Ring key={ring.namespace.name} pod={pod} ring={ring} layout={layout} />)}
      {[posts.left, posts.right].map((x) => <rect key={x} x={x - 3} y={posts.top} width={6} height={posts.bottom - posts.top} className={planned ? styles.postPlanned : styles.post} />)}
      {layout.rings.flatMap(({ namespace, y }) => (namespace.scope === "host" ? [] : [posts.left, posts.right].map((x) => <circle key={`${namespace.name} ${x}`} cx={x} cy={y} r={3.2} className={styles.knob} />)))}
    </g>
  );
}

function Ring({ pod, ring: { namespace, y, label, value }, layout }: { readonly pod: PodView; readonly ring: RingLayout; readonly layout: DetailLayout }) {
  const texts = useTexts(xrayTexts);
  const lit = useSelection(({ field, pointed, selected }) => selected === pod.key && namespace.field !== "" && (pointed ?? field) === namespace.field);
  const { x, rx, ry } = layout.ring;
  const front = `M${x - rx} ${y}A${rx} ${ry} 0 0 0 ${x + rx} ${y}`;
  const says = ringValue(namespace, pod, texts);
  const room = { x: label.x - 4, y: label.y - 12, w: (value ? value.x + value.w : label.x + label.w) - label.x + 4 };
  return (
    <g {...button(() => showNamespace(pod.key, namespace.field))} {...pointsAt(pod.key, namespace.field)} className={`${styles.button} ${styles.ring} ${lit ? styles.lit : ""}`} aria-label={texts.says.showNamespace(namespace.name, says)} data-ring={namespace.name} data-scope={namespace.scope}>
      <path d={front} className={styles.ringTarget} />
      <rect x={room.x} y={room.y} width={room.w} height={16} className={styles.target} />
      <path d={front} className={`${styles.front} ${lineOf(namespace)}`} />
      {namespace.scope === "host" && layout.wall && <path d={`M${layout.wall.x + layout.wall.w} ${y}H${x - rx}`} className={`${styles.front} ${lineOf(namespace)}`} />}
      <Words at={label} face={value ? "name" : "mono"} tone="ink">{namespace.name}</Words>
      {value && <Words at={value} face="mono" tone={namespace.scope === "host" ? "ink" : "ink2"} bold={namespace.scope === "host"}>{says}</Words>}
    </g>
  );
}

/** The node's wall, to which the host's namespaces are tied. */
function Wall({ layout: { wall } }: { readonly layout: DetailLayout }) {
  const texts = useTexts(xrayTexts);
  if (!wall) return null;
  return (
    <g>
      <rect x={wall.x} y={wall.y} width={wall.w} height={wall.h} className={styles.wall} />
      <path d={Array.from({ length: Math.floor(wall.h / 5) }, (_, i) => `M${wall.x} ${wall.y + 5 * i + 5}l${wall.w} -5`).join("")} className={styles.wallHatch} />
      <Words at={{ x: wall.x - 8, y: wall.y - 5, w: 34 }} face="note" tone="ink" bold>{texts.host}</Words>
    </g>
  );
}

/** "port 80/tcp, held by page": who listens, for all that share the net namespace. */
export function Ports({ pod, processes, layout }: RingsProps & { readonly processes: ProcessesView | undefined }) {
  const texts = useTexts(xrayTexts);
  const held = heldPorts(pod, processes);
  const room = layout.ports.length;
  if (room === 0) return null;
  const shown = held.length > room ? held.slice(0, room - 1) : held;
  const more = held.slice(shown.length);
  return (
    <g>
      {shown.map(({ port, by }, i) => <Words key={`${port} ${by}`} at={layout.ports[i]!} face="note">{texts.held(port, by)}</Words>)}
      {more.length > 0 && (
        <g>
          <Words at={layout.ports[shown.length]!} face="note">{texts.morePorts(more.length)}</Words>
          <title>{more.map(({ port, by }) => texts.held(port, by)).join(", ")}</title>
        </g>
      )}
    </g>
  );
}
