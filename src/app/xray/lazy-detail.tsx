import { useSyncExternalStore, type ComponentProps } from "react";
import type { Detail as SandboxDetail } from "./detail.tsx";

type Coming = { readonly detail?: typeof SandboxDetail; readonly failure?: unknown };

/** Asked for at once, not when the first pod is looked at: by then it is there. */
let coming: Coming = {};
const waiting = new Set<() => void>();
function come(now: Coming): void {
  coming = now;
  waiting.forEach((tell) => tell());
}
import("./detail.tsx").then(({ Detail: detail }) => come({ detail }), (failure: unknown) => come({ failure }));

const follow = (tell: () => void): (() => void) => {
  waiting.add(tell);
  return () => waiting.delete(tell);
};

/**
 * The drawing of a sandbox; its code comes right after the plate's. Not by Suspense: what that puts off is drawn when nothing
 * else is to be done, and on a slow machine beside a running cluster that is seconds later.
 */
export function Detail(props: ComponentProps<typeof SandboxDetail>) {
  const { detail: Drawn, failure } = useSyncExternalStore(follow, () => coming);
  if (failure !== undefined) throw failure instanceof Error ? failure : new Error(String(failure));
  return Drawn ? <Drawn {...props} /> : null;
}
