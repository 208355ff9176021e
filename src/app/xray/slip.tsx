import { memo } from "react";
import { hatch } from "../glyphs/hatch.tsx";
import { containerSignals, containerState } from "../glyphs/container-shapes.ts";
import { ContainerMark } from "../glyphs/container-glyph.tsx";
import { ProbeMark } from "../glyphs/probe-lamp.tsx";
import { probeSignals } from "../glyphs/probe-shapes.ts";
import { clockFraction } from "../glyphs/motion.ts";
import { useClockFraction } from "../glyphs/use-motion.ts";
import type { Clock, ContainerView, EntityKey, LayerView, ProbeView, ProcessView } from "../../graph/model.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { xrayTexts } from "../strings/xray.ts";
import { useMoment } from "../state/moment.ts";
import { button, showContainer } from "./act.ts";
import type { Box, TextPlace } from "./boxes.ts";
import { clockOf } from "./clocks.ts";
import { DialArc } from "./dial-arc.tsx";
import styles from "./detail.module.css";
import { linesIn } from "./layout.ts";
import type { SlipLayout } from "./slip-layout.ts";
import { durationText } from "./times.ts";
import { firstThatFits } from "./text-fit.ts";
import { Words, type Tone } from "./words.tsx";

interface SlipProps {
  readonly pod: EntityKey;
  readonly container: ContainerView;
  readonly layout: SlipLayout;
  readonly processes: readonly ProcessView[];
  readonly selected: boolean;
  /** Of the CPU weights of all containers of its pod that compute. */
  readonly share: number;
  readonly pid: "shared" | "private" | "host";
  readonly hatches: string;
}

/** A container: an upright slip with shoulders, docked to the rings at its foot. */
export const Slip = memo(function Slip({ pod, container, layout, processes, selected, share, pid, hatches }: SlipProps) {
  const texts = useTexts(xrayTexts);
  const states = useTexts(stateTexts);
  const { box, kind } = layout;
  const state = containerState(container);
  const broken = containerSignals[state] === "bad";
  const alive = container.state === "running";
  const tags = tagsOf(container, texts);
  return (
    <g {...button(() => showContainer(pod, container.name))} className={styles.button} aria-pressed={selected} aria-label={`${container.name}, ${container.image}, ${container.reason || states.containers[state]}`} data-container={container.name}>
      <path d={outline(box)} className={`${styles.slip} ${alive ? "" : styles.empty} ${broken ? styles.broken : ""} ${selected ? styles.chosen : ""}`} />
      <rect x={box.x - 3} y={box.y + box.h - 3} width={box.w + 6} height={6} className={alive ? styles.dock : styles.dockEmpty} />
      <Words at={layout.name} face={kind === "tall" ? "big" : "name"} tone="ink">{container.name}</Words>
      <Words at={layout.image} face="mono" whole={container.image}>{shortImage(container.image, layout.image.w)}</Words>
      {layout.tag && tags && (
        <g>
          <Words at={layout.tag} face="note" tone={container.assumed ? "wait" : "ink3"}>{tags}</Words>
          {container.assumed && <title>{texts.assumedLong}</title>}
        </g>
      )}
      <StateLine container={container} at={layout.state} />
      <DetailLine container={container} at={layout.detail} />
      {layout.limits && <CgroupLine container={container} share={share} at={layout.limits} />}
      {layout.probes.map(({ probe, at }) => container.probes[probe] && <FoldedProbe key={probe} container={container} probe={container.probes[probe]} at={at} />)}
      {container.clock?.what === "pull" && <PullBar clock={container.clock} layers={container.layers ?? []} at={layout.detail} hatches={hatches} />}
      {layout.pid && layout.drum && (
        <g>
          <Words at={layout.pid} face="note">{firstThatFits([pid === "host" ? texts.pidHost : texts.pidPrivate, "pid"], layout.pid.w, "note")}</Words>
          {pid === "private" && <Drum box={layout.drum} alive={alive} />}
          <ProcessLines processes={processes} box={layout.drum} />
        </g>
      )}
    </g>
  );
});

const outline = ({ x, y, w, h }: Box): string => `M${x} ${y + 10}q0 -10 10 -10h${w - 20}q10 0 10 10V${y + h}h${-w}Z`;

const tagsOf = ({ role, assumed }: ContainerView, texts: { readonly sidecar: string; readonly ephemeral: string; readonly assumed: string }): string =>
  [role === "sidecar" ? texts.sidecar : role === "ephemeral" ? texts.ephemeral : "", assumed ? texts.assumed : ""].filter(Boolean).join(" · ");

/** An image's own name says more than its registry. */
const shortImage = (image: string, width: number): string => firstThatFits([image, image.slice(image.lastIndexOf("/") + 1)], width, "note");

/** Its share of the pod's CPU weights as a bar, its limits in words. */
function CgroupLine({ container, share, at }: { readonly container: ContainerView; readonly share: number; readonly at: TextPlace }) {
  const weight = container.cgroup && container.role !== "init" ? `cpu.weight ${container.cgroup.cpuWeight}` : "";
  const wordings = [[weight, limitsOf(container)].filter(Boolean).join(" · "), limitsOf(container) || weight];
  return (
    <g>
      <Words at={at} face="note" whole={wordings[0]!}>{firstThatFits(wordings, at.w, "note")}</Words>
      {weight !== "" && share < 1 && <path d={`M${at.x} ${at.y + 4}h${at.w}`} className={styles.weights} />}
      {weight !== "" && share < 1 && <path d={`M${at.x} ${at.y + 4}h${at.w * share}`} className={styles.weight} />}
    </g>
  );
}

const limitsOf = ({ limits: { cpu, memory } }: ContainerView): string => (cpu || memory ? `≤ ${[cpu && `cpu ${cpu}`, memory && `mem ${memory}`].filter(Boolean).join(" · ")}` : "");

function StateLine({ container, at }: { readonly container: ContainerView; readonly at: TextPlace }) {
  const texts = useTexts(xrayTexts);
  const state = containerState(container);
  const clock = clockOf(container);
  const fraction = useClockFraction(clock);
  const room = at.w - 20;
  const face = container.state === "running" && room > 64 ? "mono" : "note";
  const words = useMoment(({ viewMs }) => {
    if (container.state === "running") {
      const duration = durationText(viewMs - (container.startedAtMs ?? viewMs));
      return firstThatFits([texts.up(duration), duration], room, face);
    }
    if (clock?.what === "pull") return pullingWords(texts, clock, container.layers ?? [], viewMs, room);
    return container.reason || texts.waiting;
  });
  return (
    <g>
      <ContainerMark state={state} fraction={fraction} x={at.x + 7} y={at.y - 4} r={6.2} />
      <Words at={{ x: at.x + 20, y: at.y, w: room }} face={face} tone={containerSignals[state] === "bad" ? "bad" : clock ? "wait" : "ink"} bold>{words}</Words>
    </g>
  );
}

/** How far the pull is, and with which of its layers. */
function pullingWords(texts: typeof xrayTexts.en, clock: Clock, layers: readonly LayerView[], viewMs: number, room: number): string {
  const pulling = texts.pulling(Math.floor(percentOf(clock, viewMs)));
  const come = layers.filter(({ untilMs }) => untilMs <= viewMs).length;
  return layers.length < 2 ? pulling : firstThatFits([`${pulling} · ${texts.layer(Math.min(come + 1, layers.length), layers.length)}`, pulling], room, "note");
}

const percentOf = ({ fromMs, untilMs }: Clock, atMs: number): number => (untilMs > fromMs ? Math.min(Math.max((100 * (atMs - fromMs)) / (untilMs - fromMs), 0), 100) : 100);

/** What comes next for it, or how it ended. */
function DetailLine({ container, at }: { readonly container: ContainerView; readonly at: TextPlace }) {
  const texts = useTexts(xrayTexts);
  const clock = clockOf(container);
  const left = useMoment(({ viewMs }) => (clock && clock.what !== "pull" ? (viewMs < clock.untilMs ? durationText(clock.untilMs - viewMs) : texts.due) : undefined));
  const [wordings, tone] = detailOf(container, clock, left, texts);
  // The arc of a clock runs round the mark above: the words stand below its words.
  const inset = left === undefined ? 0 : 20;
  const place = { ...at, x: at.x + inset, w: at.w - inset };
  return wordings.length === 0 ? null : <Words at={place} face="note" tone={tone}>{firstThatFits(wordings, place.w, "note")}</Words>;
}

/** From the longest wording to the shortest. */
function detailOf(container: ContainerView, clock: Clock | undefined, left: string | undefined, texts: typeof xrayTexts.en): readonly [readonly string[], Tone] {
  if (clock && left === texts.due) return [[left], clock.what === "grace" ? "wait" : "bad"];
  if (clock?.what === "grace" && left) return [container.stopping?.step === "preStop" ? [texts.termIn(left), texts.killIn(left), left] : [texts.killIn(left), left], "wait"];
  if (clock?.what === "crashBackoff" && left) return [[texts.restartIn(left), left], "bad"];
  if (clock?.what === "imageBackoff" && left) return [[texts.pullIn(left), left], "bad"];
  const again = container.restarts > 0 ? texts.restarts(container.restarts) : "";
  if (container.state === "terminated") {
    const { exitCode = 0, startedAtMs, finishedAtMs } = container;
    const ran = startedAtMs !== undefined && finishedAtMs !== undefined ? texts.ran(durationText(finishedAtMs - startedAtMs)) : "";
    return [[[texts.exit(exitCode), ran].filter(Boolean).join(" · "), texts.exit(exitCode)], exitCode === 0 ? "ink3" : "bad"];
  }
  if (again) return [container.last ? [`${again} · ${texts.lastExit(container.last.reason, container.last.exitCode)}`, again] : [again], "ink3"];
  if (container.state === "running" && !container.ready && container.role !== "init" && container.role !== "ephemeral") return [[texts.notReady], "wait"];
  return [[], "ink3"];
}

/** A pull, as a hatched bar that fills; a stroke where each of its layers ends. */
function PullBar({ clock, layers, at: { x, y, w }, hatches }: { readonly clock: Clock; readonly layers: readonly LayerView[]; readonly at: TextPlace; readonly hatches: string }) {
  const fraction = useClockFraction(clock) ?? 0;
  const ends = layers.slice(0, -1).map(({ untilMs }) => x + w * clockFraction(clock, untilMs));
  return (
    <g>
      <rect x={x} y={y - 7} width={w} height={7} className={styles.pullWhole} />
      <rect x={x} y={y - 7} width={w * fraction} height={7} fill={hatch(hatches, "wait")} className={styles.pull} />
      {ends.map((end, index) => <path key={index} d={`M${end} ${y - 7}v7`} className={styles.pullWhole} />)}
    </g>
  );
}

function FoldedProbe({ container, probe, at }: { readonly container: ContainerView; readonly probe: ProbeView; readonly at: TextPlace }) {
  const texts = useTexts(xrayTexts);
  const of = probe.last?.result === "failure" ? `${probe.inARow}/${probe.failureThreshold}` : "";
  const room = at.w - 20 - (of ? 24 : 0);
  const signal = probeSignals[probe.state];
  const tone = signal === "bad" || signal === "wait" ? signal : "ink2";
  return (
    <g>
      <DialArc container={container} probe={probe} x={at.x + 7} y={at.y - 5} radius={8} width={1.6} />
      <ProbeMark state={probe.state} x={at.x + 7} y={at.y - 6} r={3.6} />
      <Words at={{ x: at.x + 20, y: at.y, w: room }} face="note" tone={tone}>{firstThatFits([texts.probesShort[probe.type], texts.probesShortest[probe.type]], room, "note")}</Words>
      {of && <Words at={{ x: at.x + at.w - 24, y: at.y, w: 24 }} face="mono" tone={tone} anchor="end">{of}</Words>}
    </g>
  );
}

/** A PID namespace of its own. */
function Drum({ box: { x, y, w, h }, alive }: { readonly box: Box; readonly alive: boolean }) {
  const r = w / 2;
  return (
    <g className={alive ? styles.drum : styles.drumEmpty}>
      <path d={`M${x} ${y + 5}v${h - 10}a${r} 5 0 0 0 ${w} 0v${-(h - 10)}`} />
      <ellipse cx={x + r} cy={y + 5} rx={r} ry={5} />
    </g>
  );
}

/** "1 sh -c", "9 sleep 600": as many as there is room for. */
function ProcessLines({ processes, box }: { readonly processes: readonly ProcessView[]; readonly box: Box }) {
  const texts = useTexts(xrayTexts);
  const room = linesIn(box);
  const shown = processes.length > room ? processes.slice(0, Math.max(room - 1, 1)) : processes;
  const more = processes.length - shown.length;
  const line = (i: number): number => box.y + 22 + 15 * i;
  const narrow = box.w < 70;
  const digits = Math.max(...processes.map(({ pid }) => String(pid).length), narrow ? 1 : 2) * 6.6;
  const inset = narrow ? 4 : 8;
  return (
    <g>
      {shown.map(({ pid, command }, i) => <ProcessLine key={pid} pid={pid} command={command} x={box.x + inset} y={line(i)} w={box.w - inset - 3} digits={digits} />)}
      {more > 0 && room > 1 && <Words at={{ x: box.x + 8, y: line(shown.length), w: box.w - 12 }} face="note">{texts.moreProcesses(more)}</Words>}
      {more > 0 && <title>{processes.map(({ pid, command }) => `${pid} ${command}`).join("\n")}</title>}
    </g>
  );
}

export function ProcessLine({ pid, command, x, y, w, digits }: Pick<ProcessView, "pid" | "command"> & { readonly x: number; readonly y: number; readonly w: number; readonly digits: number }) {
  return (
    <g>
      <Words at={{ x, y, w: digits }} face="mono" tone="ink" anchor="end" bold>{String(pid)}</Words>
      <Words at={{ x: x + digits + 5, y, w: w - digits - 5 }} face="mono" tone="ink" cut="end">{command}</Words>
    </g>
  );
}
