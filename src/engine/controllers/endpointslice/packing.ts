import { jsonEqual } from "../../../api/json.ts";
import type { Endpoint, EndpointSlice } from "../../../api/services.ts";
import type { StringMap } from "../../../api/types.ts";

// Mirrors maxEndpointsPerSlice (pkg/controller/endpointslice/config/v1alpha1/defaults.go).
const MOST_ENDPOINTS = 100;

/** Which of the slices that share their ports change, which are left without any endpoint, and what goes into new ones. */
export interface Packing {
  readonly changed: readonly EndpointSlice[];
  readonly empty: readonly EndpointSlice[];
  readonly made: readonly (readonly Endpoint[])[];
}

interface Held {
  readonly slice: EndpointSlice;
  readonly endpoints: Endpoint[];
  isChanged: boolean;
}

// Mirrors reconcileByPortMapping (staging/src/k8s.io/endpointslice/reconciler.go): few writes count for more than full slices.
/** Puts endpoints into slices: what is in one stays there; what is new goes into those that change anyway, the fullest first; then into one that takes all the rest, or into new ones. */
export function packed(slices: readonly EndpointSlice[], endpoints: readonly Endpoint[], labels: StringMap): Packing {
  const left = new Map(endpoints.map((endpoint) => [idOf(endpoint), endpoint]));
  const held = slices.map((slice) => keep(slice, left, labels));
  const isEmptied = ({ endpoints: now, isChanged, slice }: Held): boolean => isChanged && now.length === 0 && (slice.endpoints ?? []).length > 0;
  const fresh = [...left.values()];
  const fullest = held.filter((each) => each.isChanged && !isEmptied(each)).toSorted((a, b) => b.endpoints.length - a.endpoints.length);
  for (const each of fullest) each.endpoints.push(...fresh.splice(0, MOST_ENDPOINTS - each.endpoints.length));
  const made: Endpoint[][] = [];
  while (fresh.length > 0) {
    const room = fresh.length < MOST_ENDPOINTS ? roomFor(held.filter(({ isChanged }) => !isChanged), fresh.length) : undefined;
    if (!room) {
      made.push(fresh.splice(0, MOST_ENDPOINTS));
      continue;
    }
    room.endpoints.push(...fresh.splice(0));
    room.isChanged = true;
  }
  return {
    changed: held.filter((each) => each.isChanged && !isEmptied(each)).map(({ slice, endpoints: now }) => ({ ...slice, endpoints: now })),
    empty: held.filter(isEmptied).map(({ slice }) => slice),
    made,
  };
}

/** What of a slice is still wanted. */
function keep(slice: EndpointSlice, left: Map<string, Endpoint>, labels: StringMap): Held {
  const before = slice.endpoints ?? [];
  const endpoints = before.flatMap((endpoint) => {
    const wanted = left.get(idOf(endpoint));
    left.delete(idOf(endpoint));
    return wanted ? [wanted] : [];
  });
  return { slice, endpoints, isChanged: !jsonEqual(before, endpoints) || !jsonEqual(slice.metadata.labels ?? {}, labels) };
}

// Mirrors getSliceToFill (staging/src/k8s.io/endpointslice/utils.go): the one that will be closest to full.
function roomFor(held: readonly Held[], count: number): Held | undefined {
  return held.filter(({ endpoints }) => endpoints.length + count <= MOST_ENDPOINTS).reduce<Held | undefined>((best, each) => (best && best.endpoints.length >= each.endpoints.length ? best : each), undefined);
}

// Mirrors hashEndpoint (staging/src/k8s.io/endpointslice/util/endpointset.go).
const idOf = ({ targetRef, addresses, hostname = "" }: Endpoint): string => `${targetRef?.uid ?? ""} ${targetRef?.name ?? ""} ${hostname} ${[...addresses].sort().join(",")}`;
