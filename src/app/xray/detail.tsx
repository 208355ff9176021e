import type { EntityKey } from "../../graph/model.ts";

/** To be drawn. */
export function Detail({ pod }: { readonly pod: EntityKey }) {
  return <div data-testid="detail" data-pod={pod} />;
}
