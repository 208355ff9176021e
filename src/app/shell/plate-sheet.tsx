import { lazy, Suspense } from "react";
import { useInstrument } from "../state/instrument.ts";

const Oscilloscope = lazy(() => import("../oscilloscope/oscilloscope.tsx"));
const PathSheet = lazy(() => import("../control-plane/path-sheet.tsx"));

/** What lies over the plate, while it is asked for; its code comes with the first time. */
export function PlateSheet() {
  const open = useInstrument((state) => state.open);
  if (!open) return null;
  return <Suspense fallback={null}>{open.kind === "oscilloscope" ? <Oscilloscope key={open.pod} {...open} /> : <PathSheet pod={open.pod} />}</Suspense>;
}
