import { lazy, Suspense, useState } from "react";
import { BranchesFace } from "./branches-face.tsx";

const BranchesPopover = lazy(() => import("./branches-popover.tsx"));

/** The tree of branches, behind a tool. */
export function BranchesTool() {
  const [pressed, setPressed] = useState(false);
  const face = <BranchesFace onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={face}><BranchesPopover /></Suspense> : face;
}
