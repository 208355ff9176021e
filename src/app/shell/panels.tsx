import { lazy, Suspense, type ComponentProps, type ReactNode } from "react";
import type { Timeline as TimelinePanel } from "../timeline/timeline.tsx";

/** The panels around the plate: each comes right after it, so that the cluster is there before them. */
const LazyTimeline = lazy(() => import("../timeline/timeline.tsx").then(({ Timeline: panel }) => ({ default: panel })));
const LazyInspector = lazy(() => import("../inspector/inspector.tsx").then(({ Inspector: panel }) => ({ default: panel })));
const LazyEditor = lazy(() => import("../editor/editor.tsx").then(({ Editor: panel }) => ({ default: panel })));

const inTime = (panel: ReactNode): ReactNode => <Suspense fallback={null}>{panel}</Suspense>;

export const Timeline = (props: ComponentProps<typeof TimelinePanel>) => inTime(<LazyTimeline {...props} />);
export const Inspector = () => inTime(<LazyInspector />);
export const Editor = () => inTime(<LazyEditor />);
