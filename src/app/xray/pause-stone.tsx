import { hatch } from "../glyphs/hatch.tsx";
import type { PodView } from "../../graph/model.ts";
import { useTexts } from "../strings/language.ts";
import { xrayTexts } from "../strings/xray.ts";
import { button, showNamespace } from "./act.ts";
import styles from "./detail.module.css";
import { pidOfPause, sandboxStage } from "./holdings.ts";
import { ringsOf, type DetailLayout } from "./layout.ts";
import { textWidth } from "./text-fit.ts";
import { Words } from "./words.tsx";

/** pause at the foot: the process that holds the namespaces which the containers share. Dashed while it is only planned. */
export function PauseStone({ pod, layout: { pause, form }, hatches }: { readonly pod: PodView; readonly layout: DetailLayout; readonly hatches: string }) {
  const texts = useTexts(xrayTexts);
  const { sandbox } = pod;
  const { box, plate } = pause;
  const stands = sandbox?.state === "Ready";
  const step = box.h * 0.27;
  const outline = `M${box.x} ${box.y}h${box.w}v${step}h8V${box.y + box.h}h${-(box.w + 16)}V${box.y + step}h8z`;
  const held = ringsOf(pod).filter(({ scope }) => scope === "shared").map(({ name }) => name);
  const words = sandboxStage(pod) === "gone" ? [texts.gone, sandbox && texts.attempt(sandbox.attempt)].filter(Boolean).join(" · ") : pauseWords(pod, form === "narrow", plate.w - 60, texts, held);
  return (
    <g {...button(() => showNamespace(pod.key, ""))} className={styles.button} aria-label={`pause, ${words}`} data-pause={sandbox?.state ?? "none"}>
      <path d={outline} className={stands ? styles.stone : styles.stonePlanned} fill={stands ? hatch(hatches, "cut") : "none"} />
      <rect x={plate.x} y={plate.y} width={plate.w} height={plate.h} className={styles.plate} />
      <Words at={{ x: plate.x + 10, y: plate.y + 15, w: 36 }} face="name" tone="ink">pause</Words>
      <Words at={{ x: plate.x + 48, y: plate.y + 15, w: plate.w - 56 }} face="note">{words}</Words>
    </g>
  );
}

function pauseWords(pod: PodView, short: boolean, room: number, texts: typeof xrayTexts.en, held: readonly string[]): string {
  const { sandbox } = pod;
  if (!sandbox) return texts.noneYet;
  const pid = pidOfPause(pod);
  const whole = `PID ${pid} /pause · ${sandbox.image} · ${texts.attempt(sandbox.attempt)}`;
  return !short && textWidth(whole, "note") <= room ? whole : `PID ${pid} · ${texts.holds(held.join(" "))}`;
}
