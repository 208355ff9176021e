import { describe, expect, test } from "vitest";
import { TestBed } from "./test-bed.ts";
import transcripts from "./transcripts.json" with { type: "json" };

// What a real v1.36.3 cluster and kubectl said, word for word; ages, times, uids and revisions aside, and what the world
// adds of its own about kinds that it does not simulate.
const bare = (text: string): string =>
  text
    .replace(/^Warning: Kubarium .*\n/gm, "")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "TIME")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "UID")
    .replace(/(resourceVersion"?: )"\d+"/g, '$1"N"')
    .replace(/^(.*\bAGE\b.*\n)((?:.*\n)*)/m, (_, head: string, rows: string) => head + rows.replace(/\d+s$/gm, "AGE"))
    .replace(/directory '[^']*'/g, "directory 'DIR'");

describe.each(transcripts)("$name", ({ files, steps }) => {
  test.each([{ restore: false }, { restore: true }])("reads like the real one (every state restored: $restore)", ({ restore }) => {
    const bed = new TestBed(files as unknown as Record<string, string>);
    for (const step of steps) {
      bed.pass((("wait" in step ? step.wait : 0) ?? 0) * 1000);
      const { stdout, stderr, exitCode } = bed.run(step.run, { restore });
      const wanted = { run: step.run, stdout: bare(step.stdout), stderr: bare(step.stderr), exitCode: step.exitCode };
      expect({ run: step.run, stdout: bare(stdout), stderr: bare(stderr), exitCode }).toEqual(wanted);
    }
  });
});
