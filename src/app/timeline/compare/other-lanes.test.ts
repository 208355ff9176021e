import { describe, expect, test } from "vitest";
import { createLanes } from "../lanes.ts";
import { rowsOf } from "../rows.ts";
import { created, deleted, marksOf, status, type Told } from "../test-marks.ts";
import { withOther } from "./other-lanes.ts";

const FORK_MS = 10_000;
const words = { text: "there", title: (pod: string) => pod, onlyText: (pod: string) => pod, onlyTitle: (pod: string) => pod, there: "there" };
const lanesOf = (told: readonly Told[]) => createLanes().of(marksOf(...told));

/** The ids of the rows, each with the pods of the other branch that it shows. */
function rows(here: readonly Told[], there: readonly Told[]): string[] {
  const own = rowsOf({ lanes: lanesOf(here), views: [], selected: undefined, toggled: new Map() });
  return withOther(own, [...lanesOf(there).pods.values()], FORK_MS, words).map((row) => (row.kind === "other" ? `${row.id}: ${row.lanes.map(({ key }) => key).join(" ")}${row.alone ? " alone" : ""}` : row.id));
}

describe("the other branch in the timeline", () => {
  const web = [created(0, "pod/web"), status(1_000, "pod/web", "Running", "ready")];
  test("stands below each pod of the same name, whatever its uid", () => expect(rows([...web, created(0, "pod/db")], [...web, created(0, "pod/db"), deleted(12_000, "pod/db"), created(12_500, "pod/db-2", "default", "db")])).toEqual(["you", "pod/db", "other default/db: pod/db pod/db-2", "pod/web", "other default/web: pod/web"]));
  test("has a row of its own for a pod that is only there, before those of the cluster itself", () =>
    expect(rows([...web, created(0, "pod/dns", "kube-system")], [...web, created(11_000, "pod/new")])).toEqual(["you", "pod/web", "other default/web: pod/web", "other default/new: pod/new alone", "system"]));
  test("leaves out what was gone before they parted, and the cluster's own", () => expect(rows(web, [...web, created(0, "pod/old"), deleted(9_000, "pod/old"), created(0, "pod/dns", "kube-system")])).toEqual(["you", "pod/web", "other default/web: pod/web"]));
  test("a name that two pods had after one another has one row, below the last", () =>
    expect(rows([...web, deleted(11_000, "pod/web"), created(12_000, "pod/web-2", "default", "web")], web)).toEqual(["you", "pod/web", "pod/web-2", "other default/web: pod/web"]));
  test("rows do not lie on one another, and more than sixty of it are not drawn", () => {
    const many = Array.from({ length: 80 }, (_, i) => created(i, `pod/p${i}`));
    const own = rowsOf({ lanes: lanesOf(many), views: [], selected: undefined, toggled: new Map() });
    const all = withOther(own, [...lanesOf(many).pods.values()], FORK_MS, words);
    expect(all.filter(({ kind }) => kind === "other").length).toBe(60);
    all.slice(1).forEach((row, i) => expect(row.top).toBe(all[i]!.top + all[i]!.height));
  });
});
