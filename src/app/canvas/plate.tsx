import { lazy, Suspense, useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useWindowKind } from "../shell/window-kind.ts";
import { useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { Border } from "./border.tsx";
import { takeScreen } from "./camera.ts";
import { Flow } from "./flow.tsx";
import { onPlateKey } from "./keyboard.ts";
import { PlateHints } from "./lazy-hints.tsx";
import { Slip } from "./lazy-relations.tsx";
import { NodeFigures } from "./node-figures.tsx";
import styles from "./plate.module.css";
import { PodStrip } from "./pod-strip.tsx";
import { NarrowDetail } from "./narrow-detail.tsx";
import { usePlate } from "./plate-store.ts";
import { Toolbar } from "./toolbar.tsx";
import { useLayout } from "./use-layout.ts";

const PodList = lazy(() => import("./pod-list.tsx").then(({ PodList: list }) => ({ default: list })));

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The plate: the cluster drawn, at any nearness. */
export function Plate() {
  const narrow = useWindowKind() === "narrow";
  const texts = useTexts(canvasTexts);
  const asList = usePlate((state) => state.asList);
  const [inner, size] = useSize();
  const plate = usePlateKeys();
  const isOpen = useSelection((state) => state.selected?.startsWith("pod/") ?? false);
  useLayout(size.width, size.height);
  return (
    <div className={[styles.plate, narrow && styles.narrow, narrow && isOpen && styles.open].filter(Boolean).join(" ")} ref={plate} data-testid="plate">
      {narrow && <PodStrip />}
      <div className={narrow ? styles.body : undefined}>
        {!narrow && <Border size={size} />}
        <div ref={inner} className={styles.window} role="group" aria-label={texts.plate}>
          <p className={styles.hidden}>{texts.keys}</p>
          {size.width > 0 && <Flow size={size} />}
          <NodeFigures />
          <Slip />
          <PlateHints />
          {narrow && <NarrowDetail />}
          {asList && <Suspense><PodList /></Suspense>}
        </div>
        <Toolbar narrow={narrow} />
      </div>
    </div>
  );
}

/** Keys of the plate, wherever in it the focus is. */
function usePlateKeys(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const plate = element.current;
    plate?.addEventListener("keydown", onPlateKey);
    return () => plate?.removeEventListener("keydown", onPlateKey);
  }, []);
  return element;
}

/** The size of the window that the world is seen through; known to the camera before anything is drawn in it. */
function useSize(): [RefObject<HTMLDivElement | null>, Size] {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const read = useCallback(() => {
    const { clientWidth: width, clientHeight: height } = element.current ?? { clientWidth: 0, clientHeight: 0 };
    takeScreen(width, height);
    setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
  }, []);
  useEffect(() => {
    read();
    const watcher = new ResizeObserver(read);
    if (element.current) watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [read]);
  return [element, size];
}
