import { describe, expect, test } from "vitest";
import { played, type Typed } from "./played.ts";

/** Types lines at their seconds, and gives what each said. */
const typed = (inputs: readonly Typed[], until: number) => played(inputs, { until }).said;

describe("kubarium registry", () => {
  test("what is broken cannot be pulled, in containerd's words, and once it is mended it can", () => {
    const said = typed(
      [
        { at: 0, run: "kubarium registry break 'ghcr.io/*' --as refusing" },
        { at: 1, run: "kubectl run a --image=ghcr.io/team/app:1" },
        { at: 3, run: "kubarium registry list" },
        { at: 4, run: "kubectl get events --field-selector reason=Failed -o jsonpath='{.items[0].message}'" },
        { at: 5, run: "kubarium registry mend 'ghcr.io/*'" },
        { at: 60, run: "kubectl get pod a -o jsonpath={.status.phase}" },
        { at: 61, run: "kubarium registry mend nginx" },
      ],
      65,
    );
    expect(said.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(said[2]?.stdout).toBe("ghcr.io/*\trefusing\nbandwidth\t200MB/s\n");
    expect(said[3]?.stdout).toContain("connect: connection refused");
    expect(said[5]?.stdout).toBe("Running");
    expect(said[6]?.stderr).toBe('kubarium: "nginx" is not broken; kubarium registry list says what is\n');
  });

  test("a narrow line makes pulls last", () => {
    const phase = (bandwidth: string): string | undefined =>
      typed([{ at: 0, run: `kubarium registry bandwidth ${bandwidth}` }, { at: 1, run: "kubectl run a --image=redis:7" }, { at: 6, run: "kubectl get pod a -o jsonpath={.status.phase}" }], 8).at(-1)?.stdout;
    expect([phase("200MB/s"), phase("1MB/s")]).toEqual(["Running", "Pending"]);
  });

  test.each(["kubarium registry", "kubarium registry break", "kubarium registry break nginx --as lost", "kubarium registry bandwidth fast", "kubarium traffic", "kubarium traffic localhost --every 1ms", "kubarium traffic localhost --for ever"])("%s says how it is used", (run) => {
    const [said] = typed([{ at: 0, run }], 3);
    expect([said?.exitCode, said?.stderr]).toEqual([2, expect.stringContaining("kubarium ")]);
  });
});

test("kubarium traffic counts what is answered, and prints what fails with curl's words", () => {
  const said = typed(
    [
      { at: 0, run: "kubectl run web --image=nginx --labels app=web" },
      { at: 0.5, run: "kubectl create service nodeport web --tcp=80 --node-port=30080" },
      { at: 5, run: "kubarium traffic http://192.168.77.11:30080/ --every 500ms --for 4s" },
      { at: 12, run: "kubarium traffic http://192.168.77.11:30999/ --for 400ms" },
      { at: 14, run: "kubarium traffic http://10.9.9.9/ --every 100ms --for 3s" },
    ],
    30,
  );
  expect(said[2]).toMatchObject({ exitCode: 0, stdout: "8 requests: 8 answered, 0 failed\n" });
  expect(said[3]?.exitCode).toBe(1);
  // Each waits two seconds in vain: time is up after two of thirty.
  expect(said[4]?.stdout).toMatch(/\n2 requests: 0 answered, 2 failed\n$/);
  expect(said[3]?.stdout).toMatch(/^\d\d:\d\d:\d\d curl: \(7\) Failed to connect to 192\.168\.77\.11 port 30999.*\n.*\n2 requests: 0 answered, 2 failed\n$/);
});
