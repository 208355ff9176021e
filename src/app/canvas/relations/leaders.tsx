import { useEffect, useReducer } from "react";
import { leaderPath, leadersOf, type Leader, type LeaderEnd, type LeaderLine } from "../../../graph/layout/leaders.ts";
import type { PlateLayout } from "../../../graph/layout/plate.ts";
import { plaqueBox } from "../plaque-box.ts";
import { occupancy, usePlate } from "../plate-store.ts";
import type { Relation } from "./relations.ts";
import { lanesOf } from "./lanes.ts";
import styles from "./relations.module.css";
import { useRelations, watchRelations } from "./watch-relations.ts";

/** The ink between the rail and the pods: of what is looked at, and on demand of everything, as far as the tanks. */
export function Leaders() {
  const layout = usePlate((state) => state.layout);
  const { drawing, frame } = usePlate((state) => state.drawn);
  const isCanvas = usePlate((state) => state.mode === "canvas");
  const { looked, all } = useRelations();
  const [, drawAnew] = useReducer((times: number) => times + 1, 0);
  useEffect(watchRelations, []);
  useEffect(() => occupancy.onMoved(drawAnew), []);
  if (looked.length + all.length === 0) return null;
  const own = looked.flatMap((relation) => leaders(layout, isCanvas ? "dots" : drawing, relation));
  const dimmed = lanesOf(layout, all.filter(({ from }) => !looked.some((each) => each.from === from)).flatMap(({ from, ends }) => {
    const box = plaqueBox(layout, from);
    return box ? [{ box, ends: standing(ends) }] : [];
  }));
  return (
    <svg className={styles.leaders} width={layout.width} height={layout.height} aria-hidden="true">
      <Ink leaders={dimmed} frame={frame} tone={styles.dim!} />
      <Ink leaders={own} frame={frame} tone={styles.own!} />
    </svg>
  );
}

const standing = (ends: Relation["ends"]): readonly LeaderEnd[] => ends.flatMap(([pod, line]): LeaderEnd[] => {
  const at = occupancy.standing(pod);
  return at ? [{ ...at, line }] : [];
});

function leaders(layout: PlateLayout, drawing: "dots" | "capsules", { from, ends }: Relation): readonly Leader[] {
  const box = plaqueBox(layout, from);
  return box ? leadersOf(layout, drawing, box, standing(ends)) : [];
}

const LINES: readonly LeaderLine[] = ["dotted", "dashed", "solid"];

interface InkProps {
  readonly leaders: readonly Leader[];
  readonly frame: number;
  readonly tone: string;
}

/** One path for each kind of line: hundreds of leaders are three elements, and a few points. */
function Ink({ leaders: drawn, frame, tone }: InkProps) {
  // Of an owner and of Services alike: one point at each pod.
  const points = new Map(drawn.flatMap(({ points: way, line, bundle }) => (bundle ? [] : [[`${way.at(-1)!.x} ${way.at(-1)!.y}`, { ...way.at(-1)!, line }] as const])));
  const bundles = new Map(drawn.flatMap(({ bundle }) => (bundle ? [[`${bundle.at.x} ${bundle.at.y}`, bundle] as const] : [])));
  return (
    <g className={tone}>
      {LINES.map((line) => {
        const path = drawn.filter((leader) => leader.line === line).map(leaderPath).join("");
        return path === "" ? null : <path key={line} d={path} data-line={line} />;
      })}
      {[...points].map(([key, { x, y, line }]) => <circle key={key} cx={x} cy={y} r={2.2 * frame} data-line={line} />)}
      {[...bundles].map(([key, { at, count }]) => <text key={key} x={at.x} y={at.y} fontSize={11 * frame}>{count}</text>)}
    </g>
  );
}
