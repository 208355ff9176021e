import fc from "fast-check";
import { expect, test } from "vitest";
import { copySlice } from "../simulation/slice.ts";
import { nodeForTests, reply, type NodeState } from "./node-for-tests.ts";

const SCRIPT = "trap 'echo bye; exit 3' TERM; i=0; while true; do i=$((i+1)); echo tick $i; sleep 1; done";

/** A day in the life of a node, as far as nobody from outside interferes. */
function begin() {
  const at = nodeForTests({ images: ["busybox", "nginx"] });
  const first = at.sandbox();
  const ticking = at.start(first, { image: "busybox", command: ["sh", "-c", SCRIPT] });
  const web = at.start(first, { image: "nginx", name: "web" });
  at.start(first, { image: "nginx", name: "second" });
  at.runtime.pullImage("httpd:2.4", reply("pull"));
  at.runtime.pullImage("nosuch/app", reply("no pull"));
  at.runtime.execSync(ticking, ["sh", "-c", "sleep 2; echo done"], 5000, reply("exec"));
  at.runtime.execSync(ticking, ["sleep", "10"], 3000, reply("timeout"));
  at.network.http("node-1", { method: "GET", scheme: "http", host: "10.244.0.2", port: 80, path: "/", headers: {} }, 1000, reply("http"));
  at.runtime.stopContainer(ticking, 30_000, reply("stop"));
  at.runtime.stopContainer(web, 1, reply("stop web"));
  return at;
}

const whole = (state: NodeState): unknown => JSON.parse(JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value)));

test("a node that is restored from a checkpoint at any time goes on as it would have without", () => {
  const straight = begin();
  const from = straight.simulation.now;
  straight.run(6000);
  const expected = whole(straight.nodeState);
  fc.assert(
    fc.property(fc.nat(6000), (cut) => {
      const before = begin();
      before.simulation.run(from + cut);
      const after = nodeForTests({ images: [], from: { simulation: before.simulation.snapshot(), state: copySlice(before.nodeState) } });
      before.run(500);
      after.simulation.run(from + 6000);
      expect(whole(after.nodeState)).toEqual(expected);
      expect([...before.told.filter((each) => each.at <= from + cut), ...after.told]).toEqual(straight.told);
    }),
    { numRuns: 25 },
  );
});
