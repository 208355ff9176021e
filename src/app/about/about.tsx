import { lazy, Suspense, useSyncExternalStore } from "react";
import { ABOUT, LIMITS } from "./address.ts";

const AboutDialog = lazy(() => import("./about-dialog.tsx"));

/** What this is, what it is not, and whose work is in it: open while the address says so. */
export function About() {
  const fragment = useSyncExternalStore(listen, () => location.hash);
  if (fragment !== ABOUT && fragment !== LIMITS) return null;
  return <Suspense fallback={null}><AboutDialog atLimits={fragment === LIMITS} /></Suspense>;
}

function listen(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
