import { createRoot } from "react-dom/client";
import { Plate } from "../../../src/app/canvas/plate.tsx";
import { arriving, fixtureOf } from "../../../src/app/canvas/testing/fixture.ts";
import { modelStore } from "../../../src/app/state/model-store.ts";
import { useMoment } from "../../../src/app/state/moment.ts";
import { useSelection } from "../../../src/app/state/selection.ts";
import "../../../src/app/styles/ground.css";
import "../../../src/app/styles/tokens.css";
import { panning, zooming } from "./hand.ts";
import { owned } from "./owned.ts";
import { rollingOver } from "./rolling-over.ts";

/** `?pods=300`: the plate with so many pods. `?pods=0`: an empty canvas in its place, which is what others are compared with. */
const pods = Number(new URLSearchParams(location.search).get("pods") ?? "0");
/** `&owned=1`: all of one Deployment, which is selected. */
const isOwned = new URLSearchParams(location.search).has("owned");
/** `&hand=pan` or `&hand=zoom`: a hand moves the plate with every frame. */
const hand = new URLSearchParams(location.search).get("hand");
const SHARE_PER_FRAME = 0.05;
const FRAME_MS = 1000 / 60;
const STARTS_AT_MS = 45_500;

const root = document.getElementById("root")!;
const draw = pods === 0 ? emptyCanvas() : plate();

/** Draws every animation frame until so many milliseconds have passed. Called by the bench. */
function run(lengthMs: number): Promise<{ readonly frames: number; readonly tookMs: number }> {
  return new Promise((resolve) => {
    let frames = -1;
    let startedMs = 0;
    const frame = (nowMs: number): void => {
      frames += 1;
      if (frames === 0) startedMs = nowMs;
      if (nowMs - startedMs >= lengthMs) return resolve({ frames, tookMs: nowMs - startedMs });
      draw();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

Object.assign(globalThis, { run });

/** A frame is made of it only if something is drawn. */
function emptyCanvas(): () => void {
  const canvas = Object.assign(document.createElement("canvas"), { width: root.clientWidth, height: root.clientHeight });
  root.append(canvas);
  const context = canvas.getContext("2d")!;
  return () => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillRect(0, 0, 1, 1);
  };
}

function plate(): () => void {
  let viewMs = STARTS_AT_MS;
  const { entities, select } = isOwned ? owned(fixtureOf(pods, viewMs)) : { entities: fixtureOf(pods, viewMs), select: undefined };
  const next = rollingOver(entities.filter((entity) => entity.kind === "pod"), SHARE_PER_FRAME);
  modelStore.apply(arriving(entities), true);
  useMoment.setState({ viewMs, liveMs: viewMs, speed: 1, speedReached: 1, opened: true });
  useSelection.setState({ selected: select });
  createRoot(root).render(<Plate />);
  const move = hand === "pan" ? panning(root) : hand === "zoom" ? zooming(root) : () => {};
  return () => {
    viewMs += FRAME_MS;
    move();
    modelStore.apply(next(), false);
    useMoment.setState({ viewMs, liveMs: viewMs });
  };
}
