import { lazy, Suspense, type ComponentProps } from "react";
import type { TrailLayer as Layer } from "./trail/trail-layer.tsx";
import { usePlate } from "./plate-store.ts";

const LazyLayer = lazy(() => import("./trail/trail-layer.tsx").then(({ TrailLayer: layer }) => ({ default: layer })));

/** Asked for when pods are drawn on the canvas; as elements they have their trails themselves. */
export function TrailLayer(props: ComponentProps<typeof Layer>) {
  const isCanvas = usePlate((state) => state.mode === "canvas");
  return isCanvas ? <Suspense fallback={null}><LazyLayer {...props} /></Suspense> : null;
}
