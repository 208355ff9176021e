import { memo } from "react";
import type { StripPart as PartName } from "../../graph/layout/strip.ts";
import { Balloon } from "../glyphs/balloon.tsx";
import { useEntity } from "../state/model-store.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { useBalloonsOf } from "./balloons.ts";
import styles from "./frames.module.css";
import { Scaled } from "./scaled.tsx";
import type { FrameData } from "./tank.tsx";

const NAMES: Readonly<Record<PartName, string>> = { "kube-apiserver": "API server", etcd: "etcd", "kube-scheduler": "scheduler", "kube-controller-manager": "controller-manager" };

/** A box of the control plane strip, with the figure that stands in it. */
export const StripPart = memo(function StripPart({ data }: { readonly data: FrameData }) {
  const part = data["part"] as PartName;
  const figure = useEntity("part", `part/${part}`)?.figure;
  const words = useFigure(part, figure);
  const numbers = useBalloonsOf("scheduler");
  return (
    <Scaled width={data.width} height={data.height}>
      {(width, height) => (
        <div role="img" aria-label={`${NAMES[part]}, ${words}`} lang="en">
          <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
            {part === "etcd" ? <Drum width={width} /> : <rect x={0.5} y={0.5} width={width - 1} height={49} className={`${styles.leaf} ${part === "kube-apiserver" ? styles.heavy : styles.line}`} />}
            <text x={width / 2} y={part === "etcd" ? 32 : 22} className={`${part === "kube-apiserver" ? styles.big : styles.name} ${styles.middle}`}>{NAMES[part]}</text>
            <text x={width / 2} y={part === "etcd" ? 46 : 39} className={`${part === "etcd" || part === "kube-apiserver" ? styles.mono : styles.label} ${styles.middle}`}>{width < 100 ? words.slice(words.indexOf("·") + 1).trim() : words}</text>
          </svg>
          {part === "kube-scheduler" && numbers !== "" && <span className={styles.balloons}>{numbers.split(" ").map((number) => <Balloon key={number} number={Number(number)} />)}</span>}
        </div>
      )}
    </Scaled>
  );
});

function useFigure(part: PartName, figure: number | undefined): string {
  const texts = useTexts(canvasTexts);
  if (figure === undefined) return "";
  const say = { "kube-apiserver": texts.apiServer, etcd: texts.etcd, "kube-scheduler": texts.scheduler, "kube-controller-manager": texts.controllers }[part];
  return say(figure);
}

function Drum({ width }: { readonly width: number }) {
  const r = width / 2 - 0.5;
  return (
    <>
      <path d={`M.5 6v40a${r} 6 0 0 0 ${2 * r} 0V6`} className={`${styles.leaf} ${styles.line}`} />
      <ellipse cx={width / 2} cy={6} rx={r} ry={6} className={`${styles.shade} ${styles.line}`} />
      <path d={`M.5 19a${r} 6 0 0 0 ${2 * r} 0`} className={`${styles.none} ${styles.hair}`} />
    </>
  );
}
