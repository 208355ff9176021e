import { memo } from "react";
import type { StripPart as PartName } from "../../graph/layout/strip.ts";
import { Balloon } from "../glyphs/balloon.tsx";
import { openPath } from "../state/instrument.ts";
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
        <div role="group" aria-label={`${NAMES[part]}, ${words}`}>
          <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
            {part === "etcd" ? <Drum width={width} height={height} /> : <rect x={0.5} y={0.5} width={width - 1} height={height - 1} className={`${styles.leaf} ${part === "kube-apiserver" ? styles.heavy : styles.line}`} />}
            {height < LOW ? <OneLine part={part} words={words} width={width} height={height} /> : <TwoLines part={part} words={words} width={width} />}
          </svg>
          <PathButton part={part} words={words} width={width} height={height} />
          {part === "kube-scheduler" && numbers !== "" && <span className={styles.balloons}>{numbers.split(" ").map((number) => <Balloon key={number} number={Number(number)} />)}</span>}
        </div>
      )}
    </Scaled>
  );
});

/** Pressed, any box shows the messages that went through them all. One of them is reached with Tab. */
function PathButton({ part, words, width, height }: WordsProps & { readonly height: number }) {
  const { path } = useTexts(canvasTexts);
  return <button type="button" className={styles.rim} style={{ left: 0, top: 0, width, height }} tabIndex={part === "kube-apiserver" ? 0 : -1} data-own-keys aria-label={`${NAMES[part]}, ${words}: ${path}`} title={path} onClick={() => openPath()} />;
}

function useFigure(part: PartName, figure: number | undefined): string {
  const texts = useTexts(canvasTexts);
  if (figure === undefined) return "";
  const say = { "kube-apiserver": texts.apiServer, etcd: texts.etcd, "kube-scheduler": texts.scheduler, "kube-controller-manager": texts.controllers }[part];
  return say(figure);
}

interface WordsProps {
  readonly part: PartName;
  readonly words: string;
  readonly width: number;
}

const isFigureMono = (part: PartName): boolean => part === "etcd" || part === "kube-apiserver";

function TwoLines({ part, words, width }: WordsProps) {
  return (
    <>
      <text x={width / 2} y={part === "etcd" ? 32 : 22} className={`${part === "kube-apiserver" ? styles.big : styles.name} ${styles.middle}`}>{NAMES[part]}</text>
      <text x={width / 2} y={part === "etcd" ? 46 : 39} className={`${isFigureMono(part) ? styles.mono : styles.label} ${styles.middle}`}>{width < 100 ? words.slice(words.indexOf("·") + 1).trim() : words}</text>
    </>
  );
}

/** Boxes lower than this hold one line. */
const LOW = 40;
/** Of a letter at most, in the name's face and the figure's, in px. */
const LETTER = { name: 6.4, figure: 6.7 };

/** A Chinese letter is as wide as it is high. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : LETTER.figure), 0);

/** In a low window: the name, and the figure where there is room beside it. */
function OneLine({ part, words, width, height }: WordsProps & { readonly height: number }) {
  const name = NAMES[part];
  const fits = (text: string): boolean => text !== "" && (name.length * LETTER.name + 10 + widthOf(text)) < width - 10;
  const figure = [words, words.slice(words.indexOf("·") + 1).trim()].find(fits);
  return (
    <text x={width / 2} y={height / 2 + (part === "etcd" ? 7 : 4.5)} className={`${styles.name} ${styles.middle}`}>
      {name}{figure !== undefined && <tspan dx={8} className={isFigureMono(part) ? styles.mono : styles.label}>{figure}</tspan>}
    </text>
  );
}

function Drum({ width, height }: { readonly width: number; readonly height: number }) {
  const r = width / 2 - 0.5;
  const low = height < LOW;
  const lid = low ? 4 : 6;
  return (
    <>
      <path d={`M.5 ${lid}v${height - 4 - lid}a${r} ${lid} 0 0 0 ${2 * r} 0V${lid}`} className={`${styles.leaf} ${styles.line}`} />
      <ellipse cx={width / 2} cy={lid} rx={r} ry={lid} className={`${styles.shade} ${styles.line}`} />
      {!low && <path d={`M.5 16a${r} 6 0 0 0 ${2 * r} 0`} className={`${styles.none} ${styles.hair}`} />}
    </>
  );
}
