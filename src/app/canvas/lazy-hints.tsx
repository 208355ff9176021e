import { lazy, Suspense } from "react";

const LazyHints = lazy(() => import("./hints/plate-hints.tsx").then(({ PlateHints: hints }) => ({ default: hints })));

/** What the plate says of what is pointed at; the code comes after the plate's. */
export const PlateHints = () => <Suspense fallback={null}><LazyHints /></Suspense>;
