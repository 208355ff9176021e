import { lazy, Suspense, type ComponentProps } from "react";
import type { Detail as SandboxDetail } from "./detail.tsx";

const LazyDetail = lazy(() => import("./detail.tsx").then(({ Detail: detail }) => ({ default: detail })));

/** The drawing of a sandbox; its code comes right after the plate's. */
export const Detail = (props: ComponentProps<typeof SandboxDetail>) => <Suspense fallback={null}><LazyDetail {...props} /></Suspense>;
