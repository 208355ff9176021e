import { memo } from "react";
import { along, pathOf, pathToTray, pipesOf, VALVE, type Pipe } from "../../graph/layout/pipes.ts";
import type { EntityKey } from "../../graph/model.ts";
import { useEntity } from "../state/model-store.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./frames.module.css";
import { usePlate } from "./plate-store.ts";

/** The message main: double lines from the API server to whatever talks to it. Drawn twice, so that pipes that meet are open to each other. */
export const Pipes = memo(function Pipes() {
  const layout = usePlate((state) => state.layout);
  const frame = usePlate((state) => state.drawn.frame);
  const texts = useTexts(canvasTexts);
  const pipes = [...pipesOf(layout)];
  const all = pipes.map(([, pipe]) => pathOf(pipe)).join("");
  const api = layout.strip["kube-apiserver"];
  const narrow = layout.width < 560;
  // The strip's boxes hold one line.
  const low = api.height < 40;
  return (
    <svg className={styles.drawing} width={layout.width} height={layout.height} aria-hidden="true">
      {layout.strip.etcd.x > (low ? 60 : 96) && <text x={11} y={25} className={styles.figure}>{texts.figure}{!low && <tspan x={11} dy={17}>{texts.controlPlane}</tspan>}</text>}
      <path d={pathToTray(layout)} className={styles.trayPipe} />
      <path d={all} className={styles.pipeOuter} strokeWidth={6 * frame} />
      <path d={all} className={styles.pipeInner} strokeWidth={4 * frame} />
      {!narrow && <text x={api.x + api.width / 2 + 8} y={7.5} className={styles.small}>{texts.kubectl}</text>}
      {pipes.map(([station, pipe]) => (station.startsWith("node/") ? <End key={station} node={station} pipe={pipe} valve={layout.oneRow} /> : null))}
    </svg>
  );
});

/** Where a pipe enters a tank; cut where the node is not heard from. */
function End({ node, pipe, valve }: { readonly node: EntityKey; readonly pipe: Pipe; readonly valve: boolean }) {
  const glyph = useEntity("node", node)?.glyph;
  const { x, y } = pipe.at(-1) ?? { x: 0, y: 0 };
  const top = y - VALVE;
  const turn = pipe.at(-3);
  return (
    <>
      {valve && <path d={`M${x - 9} ${top}l18 ${VALVE}M${x + 9} ${top}l-18 ${VALVE}M${x - 9} ${top}v${VALVE}M${x + 9} ${top}v${VALVE}`} className={styles.valve} />}
      {glyph === "lost" && turn && <Cut pipe={[turn, pipe.at(-2)!]} />}
    </>
  );
}

function Cut({ pipe }: { readonly pipe: Pipe }) {
  const { x, y } = along(pipe, 0.5);
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x={-7.5} y={-8} width={15} height={16} className={styles.paper} />
      <path d="M-9 7l6 -14M3 7l6 -14" className={styles.line} />
    </g>
  );
}

