import { lazy, Suspense, useState } from "react";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";

const LegendDialog = lazy(() => import("./legend-dialog.tsx"));

/** Opens the legend. The focus comes back here. */
export function LegendKey({ className }: { readonly className: string | undefined }) {
  const { legend } = useTexts(canvasTexts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={className} aria-label={legend} title={legend} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true"><circle cx="4.500" cy="4.500" r="2" fill="currentColor" /><path d="M2.500 9.500h4v4h-4zM9 4.500h5M9 11.500h5" /></svg>
      </button>
      {open && <Suspense><LegendDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
