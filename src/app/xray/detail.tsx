import { memo, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { EntityKey, PodView } from "../../graph/model.ts";
import { Hatches } from "../glyphs/hatch.tsx";
import { PodMark } from "../glyphs/pod-glyph.tsx";
import { usePodMotion } from "../glyphs/use-motion.ts";
import { useEntity } from "../state/model-store.ts";
import { useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { xrayTexts } from "../strings/xray.ts";
import { pressParts } from "./act.ts";
import { clamp } from "./boxes.ts";
import { ClockDial } from "./clock-dial.tsx";
import { clockedContainer } from "./clocks.ts";
import { describe } from "./description.ts";
import styles from "./detail.module.css";
import { Dial } from "./dial.tsx";
import { heldPorts, sandboxStage } from "./holdings.ts";
import { layoutDetail, type DetailLayout, type LayoutOptions } from "./layout.ts";
import { PauseStone } from "./pause-stone.tsx";
import { Ports, RingBacks, RingFronts } from "./rings.tsx";
import { SharedList } from "./shared-list.tsx";
import { Slip } from "./slip.tsx";
import { StepsStrip } from "./steps-strip.tsx";
import { textWidth } from "./text-fit.ts";
import { Pipes, Volumes } from "./volumes.tsx";
import { WhyBalloons } from "./why-balloons.tsx";
import { Words } from "./words.tsx";

interface DetailProps {
  readonly pod: EntityKey;
  /** The frame round it carries the title: room is left for it. Else the drawing says itself whose it is. */
  readonly headed?: boolean;
  /** The least that can still be read, for a small place: no dials at the sides. */
  readonly compact?: boolean;
}

/** A pod's sandbox, cut open: pause at the foot, the rings that it holds, the containers docked to them. Fills its frame. */
export const Detail = memo(function Detail({ pod: key, headed = false, compact = false }: DetailProps) {
  const pod = useEntity("pod", key);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  useEffect(() => {
    const element = frame.current;
    element?.addEventListener("keydown", pressParts);
    return () => element?.removeEventListener("keydown", pressParts);
  }, []);
  return (
    <div ref={frame} className={styles.detail} data-testid="detail" data-pod={key}>
      {pod && size && <Drawing key={key} pod={pod} width={size.width} height={size.height} headed={headed} compact={compact} />}
    </div>
  );
});

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The frame's size in its own px, whatever the zoom that it stands in. */
function useSize(frame: React.RefObject<HTMLDivElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const read = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0) setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/** Below this the letters cannot be read: then the frame scrolls. */
const LEAST_SCALE = 0.74;
const LEAST_WIDTH = 300;

const isStepping = (pod: PodView): boolean => (["pending", "gated", "creating"].includes(pod.glyph) || sandboxStage(pod) === "none") && pod.steps.some(({ state }) => state !== "done");

function Drawing({ pod, width, height, headed, compact }: Size & { readonly pod: PodView; readonly headed: boolean; readonly compact: boolean }) {
  const texts = useTexts(xrayTexts);
  const ofPlate = useTexts(canvasTexts);
  const states = useTexts(stateTexts);
  const processes = useEntity("processes", `processes/${pod.uid}`);
  const words = useId();
  const stepping = isStepping(pod);
  const head = headed ? headWidth(ofPlate.detail, ofPlate.detailOf(pod.name)) : compact ? undefined : 40 + textWidth(pod.name, "big") + textWidth(`${pod.status} ${pod.readyCount}/${pod.containerCount}`, "mono");
  const layout = useMemo(() => fittedLayout(pod, { width, height }, { compact, title: head, stepping }), [pod, width, height, compact, head, stepping]);
  const scale = scaleOf(layout, { width, height });
  const scrolls = layout.width * scale > width + 1 || layout.height * scale > height + 1;
  return (
    <>
      <svg className={scrolls ? `${styles.sheet} nowheel` : styles.sheet} width={layout.width * scale} height={layout.height * scale} viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={texts.sandboxOf(pod.name)} aria-describedby={words}>
        <Parts pod={pod} layout={layout} processes={processes} headed={headed} stepping={stepping} />
      </svg>
      <div id={words} className={styles.words}>{describe(pod, processes, texts, states).map((sentence, i) => <p key={i}>{sentence}</p>)}</div>
    </>
  );
}

/** How much smaller than drawn it is shown. */
const scaleOf = (layout: DetailLayout, { width, height }: Size): number => clamp(Math.min(width / layout.width, height > 0 ? height / layout.height : 1), LEAST_SCALE, 1);

/** A drawing that is too high is shown smaller; then it may as well be drawn wider. */
function fittedLayout(pod: PodView, size: Size, options: Omit<LayoutOptions, "width" | "height">): DetailLayout {
  const width = Math.max(size.width, LEAST_WIDTH);
  const layout = layoutDetail(pod, { ...options, width, height: size.height });
  const scale = scaleOf(layout, size);
  return scale < 1 ? layoutDetail(pod, { ...options, width: layout.width <= width ? width / scale : width, height: size.height / scale, title: options.title && options.title / scale }) : layout;
}

const headWidth = (detail: string, of: string): number => textWidth(detail, "title") + textWidth(of, "aside") + 12;

interface PartsProps {
  readonly pod: PodView;
  readonly layout: DetailLayout;
  readonly processes: ReturnType<typeof useEntity<"processes">>;
  readonly headed: boolean;
  readonly stepping: boolean;
}

/** All parts, from the back to the front; each comes in from the foot up. */
function Parts({ pod, layout, processes, headed, stepping }: PartsProps) {
  const texts = useTexts(xrayTexts);
  const hatches = useId().replaceAll(":", "");
  const selected = useSelection((state) => (state.selected === pod.key ? state.container : undefined));
  const pid = pod.namespaces.find(({ name }) => name === "pid")?.scope ?? "private";
  const clocked = layout.clock ? clockedContainer(pod.containers, selected) : undefined;
  const alone = layout.slips.findIndex(({ container }) => container === clocked?.name) === 0;
  return (
    <>
      <Hatches id={hatches} />
      <g className={styles.part1}><RingBacks pod={pod} layout={layout} /></g>
      <g className={styles.part3}><Pipes layout={layout.volumes} /></g>
      <g className={styles.part2}>
        {layout.slips.map((slip, i) => {
          const container = pod.containers[i]!;
          return <Slip key={slip.container} pod={pod.key} container={container} layout={slip} processes={processes?.byContainer[container.name] ?? none} selected={selected === container.name} share={shareOf(container, pod)} pid={pid} hatches={hatches} />;
        })}
        {layout.list && <SharedList pod={pod} processes={processes} box={layout.list} />}
      </g>
      <g className={styles.part3}><Volumes layout={layout.volumes} /></g>
      <g className={styles.part1}>
        <RingFronts pod={pod} layout={layout} />
        <Ports pod={pod} processes={processes} layout={layout} />
      </g>
      <g className={styles.part0}><PauseStone pod={pod} layout={layout} hatches={hatches} /></g>
      <g className={styles.part3}>
        {layout.dials.map((dial) => {
          const container = pod.containers.find(({ name }) => name === dial.container);
          const probe = container?.probes[dial.probe];
          return container && probe && <Dial key={`${dial.container} ${probe.type}`} pod={pod.key} container={container} probe={probe} layout={dial} />;
        })}
        {clocked && layout.clock && <ClockDial pod={pod.key} container={clocked} box={layout.clock} narrow={layout.form === "narrow"} named={pod.containers.length > 1} slip={alone && layout.form === "wide" ? layout.slips[0] : undefined} />}
        {layout.title && !headed && <OwnTitle pod={pod} at={layout.title} />}
        {stepping && layout.steps && <StepsStrip steps={pod.steps} at={headed ? { ...layout.steps, x: layout.steps.x - 26 } : layout.steps} />}
        <Aside layout={heldPorts(pod, processes).length > 1 && layout.aside.length > 1 ? { aside: [] } : layout} lines={layout.aside.length === 1 ? [texts.asideWhole] : texts.aside} />
      </g>
      <g className={styles.part3}><WhyBalloons pod={pod} layout={layout} /></g>
    </>
  );
}

const none: readonly never[] = [];

/** A container's part of the CPU weights in its pod; those that only prepare it do not compete. */
function shareOf({ cgroup }: PodView["containers"][number], { containers }: PodView): number {
  const sum = containers.reduce((weights, each) => weights + (each.role === "init" ? 0 : (each.cgroup?.cpuWeight ?? 0)), 0);
  return cgroup && sum > 0 ? cgroup.cpuWeight / sum : 0;
}

function Aside({ layout, lines }: { readonly layout: Pick<DetailLayout, "aside">; readonly lines: readonly string[] }) {
  return <g aria-hidden="true">{layout.aside.map((at, i) => <Words key={at.y} at={at} face="aside" tone="ink3" anchor={layout.aside.length === 1 ? "middle" : "start"}>{lines[i] ?? ""}</Words>)}</g>;
}

/** Whose sandbox this is, as its capsule says it. */
function OwnTitle({ pod, at }: { readonly pod: PodView; readonly at: DetailLayout["slips"][number]["name"] }) {
  const motion = usePodMotion(pod);
  const status = `${pod.status} ${pod.readyCount}/${pod.containerCount}`;
  const w = Math.min(textWidth(pod.name, "big"), at.w - 38 - textWidth(status, "mono"));
  return (
    <g>
      <PodMark glyph={pod.glyph} x={at.x + 10} y={at.y - 5} r={7} {...motion} />
      <Words at={{ x: at.x + 26, y: at.y, w: w }} face="big" tone="ink">{pod.name}</Words>
      <Words at={{ x: at.x + 36 + w, y: at.y, w: at.x + at.w - (at.x + 36 + w) }} face="mono">{status}</Words>
    </g>
  );
}
