import { lazy, Suspense } from "react";
import type { EntityKey } from "../../graph/model.ts";

const LazyRequests = lazy(() => import("./requests.tsx").then(({ Requests: requests }) => ({ default: requests })));

export const Requests = ({ about }: { readonly about: EntityKey }) => <Suspense fallback={null}><LazyRequests about={about} /></Suspense>;
