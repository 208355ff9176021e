import { useEffect, useState, type ComponentProps, type ComponentType, type ReactNode } from "react";
import { Plate as PlatePanel } from "../canvas/plate.tsx";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import { Terminal as TerminalPanel } from "../terminal/terminal.tsx";
import { CompareSlot } from "../timeline/compare/compare-slot.tsx";
import type { Timeline as TimelinePanel } from "../timeline/timeline.tsx";
import { PanelBoundary } from "./panel-boundary.tsx";
import styles from "./panel-boundary.module.css";

/** The panels around the plate: each comes right after it, so that the cluster is there before them. What fails in one ends in it. */
const LateTimeline = late(() => import("../timeline/timeline.tsx").then(({ Timeline: panel }) => panel));
const LateInspector = late(() => import("../inspector/inspector.tsx").then(({ Inspector: panel }) => panel));
const LateEditor = late(() => import("../editor/editor.tsx").then(({ Editor: panel }) => panel));

export const Timeline = (props: ComponentProps<typeof TimelinePanel>) => <Bounded panel="timeline"><LateTimeline {...props} /></Bounded>;
export const Inspector = () => <Bounded panel="inspector"><LateInspector /></Bounded>;
export const Editor = () => <Bounded panel="editor"><LateEditor /></Bounded>;
export const Plate = () => <Bounded panel="plate"><CompareSlot><PlatePanel /></CompareSlot></Bounded>;
export const Terminal = () => <Bounded panel="terminal"><TerminalPanel /></Bounded>;

interface BoundedProps {
  readonly panel: "editor" | "plate" | "inspector" | "timeline" | "terminal";
  readonly children: ReactNode;
}

function Bounded({ panel, children }: BoundedProps) {
  const { panels } = useTexts(shellTexts);
  return <PanelBoundary name={panels[panel]}>{children}</PanelBoundary>;
}

/** Said only where it takes long enough to be noticed. */
function Coming() {
  const { coming } = useTexts(shellTexts);
  return <p className={styles.coming} role="status">{coming}</p>;
}

/**
 * A panel whose code comes later. Code that did not come is asked for again when the panel is drawn anew. Not by Suspense:
 * what that puts off is drawn in slices, and a cluster that runs beside it breaks them off sixty times a second.
 */
function late<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Late(props: Props) {
    const [{ Panel, failure }, come] = useState<{ readonly Panel?: ComponentType<Props> | undefined; readonly failure?: Error }>({ Panel: loaded });
    useEffect(() => {
      if (loaded) return undefined;
      let left = false;
      load().then(
        (panel) => {
          loaded = panel;
          if (!left) come({ Panel: panel });
        },
        (reason: unknown) => {
          if (!left) come({ failure: reason instanceof Error ? reason : new Error(String(reason)) });
        },
      );
      return () => void (left = true);
    }, []);
    if (failure) throw failure;
    return Panel ? <Panel {...props} /> : <Coming />;
  };
}
