import { overlaps, type Box } from "../../graph/layout/geometry.ts";
import { podBox, type Vessel } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { modelStore } from "../state/model-store.ts";
import { useSelection } from "../state/selection.ts";
import { onView, screenNow, viewNow } from "./camera.ts";
import { occupancy, usePlate } from "./plate-store.ts";

/** Above so many in view pods are drawn on one canvas; they become elements again below the lesser number. */
const CANVAS_ABOVE = 350;
const ELEMENTS_BELOW = 250;
/** Pods a little outside of the window are ready before they come into it. */
const MARGIN = 120;

/** Keeps `shown`, `mode` and `inView` up with the view, the layout and the pods. */
export function watchShown(): () => void {
  let asked = 0;
  const update = (): void => {
    asked = 0;
    look();
  };
  /** At most once a frame, whatever happens in it. */
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(update);
  };
  const ends = [
    onView(ask),
    occupancy.onMoved(ask),
    usePlate.subscribe((now, before) => { if (now.layout !== before.layout || now.drawn !== before.drawn || now.focused !== before.focused) ask(); }),
    useSelection.subscribe((now, before) => { if (now.selected !== before.selected || now.hovered !== before.hovered) ask(); }),
  ];
  look();
  return () => {
    cancelAnimationFrame(asked);
    ends.forEach((end) => end());
  };
}

/** What the window shows of the world, with a margin in screen pixels. */
export function windowBox(margin: number): Box {
  const { x, y, zoom } = viewNow();
  const { width, height } = screenNow();
  return { x: (-x - margin) / zoom, y: (-y - margin) / zoom, width: (width + 2 * margin) / zoom, height: (height + 2 * margin) / zoom };
}

function look(): void {
  const { mode, shown, inView } = usePlate.getState();
  const seen = podsIn(windowBox(0));
  const next = mode === "canvas" ? (seen.length < ELEMENTS_BELOW ? "elements" : "canvas") : seen.length > CANVAS_ABOVE ? "canvas" : "elements";
  const wanted = new Set(next === "elements" ? podsIn(windowBox(MARGIN)) : []);
  for (const pod of alwaysElements()) if (modelStore.get("pod", pod)) wanted.add(pod);
  // Who is shown already keeps its order: an element that is moved in the document would lose the focus.
  const kept = shown.filter((pod) => wanted.delete(pod));
  const keys = wanted.size === 0 && kept.length === shown.length ? shown : [...kept, ...wanted];
  if (keys !== shown || next !== mode || inView !== seen.length) usePlate.setState({ shown: keys, mode: next, inView: seen.length });
}

function alwaysElements(): readonly EntityKey[] {
  const { selected, hovered } = useSelection.getState();
  const { focused } = usePlate.getState();
  return [selected, hovered, focused].flatMap((key) => (key?.startsWith("pod/") ? [key] : []));
}

function podsIn(view: Box): EntityKey[] {
  const { layout, drawn } = usePlate.getState();
  const found: EntityKey[] = [];
  for (const vessel of layout.vessels) {
    if (!overlaps(vessel.box, view)) continue;
    const whole = within(vessel, view);
    for (const pod of occupancy.podsIn(vessel.key)) {
      const at = occupancy.standing(pod);
      if (at && (whole || overlaps(podBox(vessel, drawn.drawing, at.size, at.place), view))) found.push(pod);
    }
  }
  return found;
}

const within = ({ box }: Vessel, view: Box): boolean =>
  box.x >= view.x && box.y >= view.y && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height;
