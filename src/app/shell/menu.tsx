import { lazy, Suspense, useState } from "react";
import { MenuFace } from "./menu-face.tsx";

const MenuPopover = lazy(() => import("./menu-popover.tsx"));

/** What has no room in the title of a small window. */
export function Menu() {
  const [pressed, setPressed] = useState(false);
  const face = <MenuFace onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={face}><MenuPopover /></Suspense> : face;
}
