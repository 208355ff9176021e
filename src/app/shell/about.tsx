import { lazy, Suspense, useState } from "react";
import { AboutFace } from "./about-face.tsx";

const AboutDialog = lazy(() => import("./about-dialog.tsx"));

/** What this is, what it is not, and whose work is in it. */
export function About() {
  const [pressed, setPressed] = useState(false);
  const face = <AboutFace onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={face}><AboutDialog /></Suspense> : face;
}
