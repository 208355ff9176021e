import { lazy, Suspense, type ComponentProps } from "react";
import type { JourneyLayer as Layer } from "./journeys/journey-layer.tsx";

const LazyLayer = lazy(() => import("./journeys/journey-layer.tsx").then(({ JourneyLayer: layer }) => ({ default: layer })));

/** Requests on their way; the code comes after the plate's. */
export const JourneyLayer = (props: ComponentProps<typeof Layer>) => <Suspense fallback={null}><LazyLayer {...props} /></Suspense>;
