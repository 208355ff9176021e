import { lazy, Suspense } from "react";
import { About } from "../about/about.tsx";
import { Director } from "../director/director.tsx";
import { Desk } from "./desk.tsx";
import { LinkNotice } from "../share/link-notice.tsx";
import { PageDrop } from "../share/page-drop.tsx";
import { Hand } from "./hand.tsx";
import { useWindowKind } from "./window-kind.ts";

// Nobody sees them at first.
const Announcer = lazy(() => import("./announcer.tsx"));
const NewerVersion = lazy(() => import("../offline/newer-version.tsx"));

/** The sheet: title block, editor, plate, inspector, timeline and terminal, as the window allows. */
export function Page() {
  const kind = useWindowKind();
  return (
    <>
      {kind === "narrow" ? <Hand /> : <Desk wide={kind === "wide"} />}
      <LinkNotice />
      <PageDrop />
      <About />
      <Director />
      <Suspense><Announcer /></Suspense>
      <Suspense><NewerVersion /></Suspense>
    </>
  );
}
