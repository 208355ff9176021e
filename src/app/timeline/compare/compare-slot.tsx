import { lazy, Suspense, type ReactNode } from "react";
import { useCompare } from "../../state/compare.ts";

const CompareView = lazy(() => import("./compare-view.tsx"));

/** The plate; over it, while two branches are compared, both of them side by side. */
export function CompareSlot({ children }: { readonly children: ReactNode }) {
  const compares = useCompare(({ id }) => id !== undefined);
  return (
    <div style={{ position: "relative", width: "100%", height: "100%" }}>
      {children}
      {compares && <Suspense fallback={null}><CompareView /></Suspense>}
    </div>
  );
}
