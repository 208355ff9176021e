import { lazy, Suspense, useState } from "react";
import { UntilFace } from "./until-face.tsx";

const UntilMenu = lazy(() => import("./until-menu.tsx"));

/** "Until something happens", behind a tool. */
export function UntilTool() {
  const [pressed, setPressed] = useState(false);
  const face = <UntilFace onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={face}><UntilMenu /></Suspense> : face;
}
