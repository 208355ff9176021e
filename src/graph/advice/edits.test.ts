import { expect, test } from "vitest";
import { editedText } from "./pod-text.ts";
import { shellWord } from "./ways.ts";

const spread = (when: string): string => `  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ${when}\n    labelSelector: {matchLabels: {app: web}}\n`;
const pod = (first: string, second: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  topologySpreadConstraints:\n${spread(first)}${spread(second)}  containers:\n  - name: main\n    image: nginx\n`;

test("of two spread constraints with one key the one is relaxed that stands in the way", () => {
  const edited = editedText(pod("ScheduleAnyway", "DoNotSchedule"), [{ kind: "Pod", namespace: "default", name: "web", root: "" }], [{ what: "relaxSpread", key: "kubernetes.io/hostname" }]);
  expect(edited?.text).toBe(pod("ScheduleAnyway", "ScheduleAnyway"));
});

test.each([
  ["pod.yaml", "pod.yaml"],
  ["my pod.yaml", "'my pod.yaml'"],
  ["a&b.yaml", "'a&b.yaml'"],
  ["it's.yaml", "'it'\\''s.yaml'"],
])("the file %s is typed as %s", (name, typed) => expect(shellWord(name)).toBe(typed));
