import { lazy, Suspense, useState } from "react";
import { ShareFace } from "./share-face.tsx";

const SharePopover = lazy(() => import("./share-popover.tsx"));

/** One press copies a link to this very moment. */
export function ShareButton() {
  const [pressed, setPressed] = useState(false);
  const face = <ShareFace onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={face}><SharePopover /></Suspense> : face;
}
