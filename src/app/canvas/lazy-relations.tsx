import { lazy, Suspense, type ComponentType } from "react";
import { usePlate } from "./plate-store.ts";

/** Asked for when something stands on the rail. */
const whereRail = (Part: ComponentType) =>
  function OnRail() {
    const isThere = usePlate((state) => state.layout.rail !== undefined);
    return isThere ? <Suspense fallback={null}><Part /></Suspense> : null;
  };

export const Leaders = whereRail(lazy(() => import("./relations/leaders.tsx").then(({ Leaders: part }) => ({ default: part }))));
export const Rail = whereRail(lazy(() => import("./relations/plaque.tsx").then(({ Rail: part }) => ({ default: part }))));
export const Slip = whereRail(lazy(() => import("./relations/slip.tsx").then(({ Slip: part }) => ({ default: part }))));
