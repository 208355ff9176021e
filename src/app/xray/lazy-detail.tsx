import { lazy, Suspense, type ComponentProps } from "react";
import type { Detail as SandboxDetail } from "./detail.tsx";

/** Asked for at once, not when the first pod is looked at: by then it is there. */
const coming = import("./detail.tsx");
coming.catch(() => undefined); // Said where it is drawn.
const LazyDetail = lazy(() => coming.then(({ Detail: detail }) => ({ default: detail })));

/** The drawing of a sandbox; its code comes right after the plate's. */
export const Detail = (props: ComponentProps<typeof SandboxDetail>) => <Suspense fallback={null}><LazyDetail {...props} /></Suspense>;
