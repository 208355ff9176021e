import { lazy, Suspense } from "react";
import { create } from "zustand";

const DirectorDialog = lazy(() => import("./director-dialog.tsx"));

/** Whether pictures are being made; asked for by keys in the title and in the menu. */
export const useDirector = create<{ readonly open: boolean }>(() => ({ open: false }));

/** Pictures, films and embeds of what is seen; over the plate while it is open. */
export function Director() {
  const open = useDirector((state) => state.open);
  return open ? <Suspense fallback={null}><DirectorDialog onClose={() => useDirector.setState({ open: false })} /></Suspense> : null;
}
