import { expect, test } from "vitest";
import { change } from "../../graph/frame.ts";
import type { ServiceView } from "../../graph/model.ts";
import { createModelStore } from "../state/model-store.ts";
import { watchRail } from "./rail-places.ts";

const service = (name: string): ServiceView => ({ kind: "service", key: `service/${name}`, uid: name, namespace: "default", name, createdAtMs: 0, type: "ClusterIP", clusterIP: "", selector: "", ports: [], endpoints: [], columns: [] });

test("who was there before comes back to its place, unless two hundred others have come and gone since", () => {
  const store = createModelStore();
  const { services } = watchRail(store);
  const come = (name: string): void => store.apply([change(`service/${name}`, undefined, service(name))], false);
  const go = (name: string): void => store.apply([change(`service/${name}`, service(name), undefined)], false);
  come("first");
  come("web");
  go("web");
  go("first");
  come("web");
  expect(services.get("service/web")).toBe(1);
  go("web");
  for (let i = 0; i < 250; i += 1) {
    come(`job-${i}`);
    go(`job-${i}`);
  }
  come("web");
  expect(services.get("service/web")).toBe(0);
});
