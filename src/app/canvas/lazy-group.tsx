import { lazy, Suspense, type ComponentProps } from "react";
import type { GroupFrame } from "./group-frame.tsx";

const LazyGroup = lazy(() => import("./group-frame.tsx").then(({ GroupFrame: frame }) => ({ default: frame })));

/** The frame of a group; most never ask for it. */
export const Group = (props: ComponentProps<typeof GroupFrame>) => <Suspense fallback={null}><LazyGroup {...props} /></Suspense>;
