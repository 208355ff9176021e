import type { ApiResource } from "../../api/resources.ts";

/** The Warning of a served but deprecated API, per "version kind". */
// Mirrors APILifecycleDeprecated and its replacement (staging/src/k8s.io/api/core/v1/zz_generated.prerelease-lifecycle.go).
const warnings: ReadonlyMap<string, string> = new Map([
  ["Endpoints", "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"],
  ["ComponentStatus", "v1 ComponentStatus is deprecated in v1.19+"],
]);

export const deprecationOf = ({ kind }: ApiResource): string | undefined => warnings.get(kind);
