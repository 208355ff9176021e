import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDocuments } from "../../manifest/read-documents.ts";
import { readScenario } from "../../scenario/read-scenario.ts";
import { explain } from "./explain.ts";
import { playedScenario } from "./testing/played.ts";

const directory = new URL("../../scenario/gallery/", import.meta.url);
const files = readdirSync(directory).filter((name) => name.endsWith(".yaml"));

describe("every pod of every scene has an answer at every moment", () => {
  test.each(files)("%s", (file) => {
    const read = readScenario(readDocuments(readFileSync(new URL(file, directory), "utf8"), file).documents[0]!.value);
    if (!read.ok) throw new Error("unreadable");
    const { scenario } = read;
    const untilMs = scenario.untilMs ?? 120_000;
    const cluster = playedScenario(scenario, 500);
    for (const share of [0.02, 0.15, 0.5, 1]) {
      cluster.runUntil(Math.max(cluster.now, Math.round(share * untilMs)));
      for (const { kind, metadata, spec } of cluster.objects() as readonly { kind: string; metadata: { uid: string; name: string }; spec?: { containers: { name: string }[] } }[]) {
        if (kind !== "Pod") continue;
        for (const container of [undefined, ...spec!.containers.map(({ name }) => name)]) {
          const why = explain(cluster, new Map(), { podUid: metadata.uid, ...(container === undefined ? {} : { container }) });
          expect(why?.links.length, `${metadata.name} ${container}`).toBeGreaterThan(1);
          expect(why!.links.length).toBeLessThanOrEqual(7);
          expect(why!.links.at(-1)!.at.part, `${metadata.name} ${container}`).toBe("input");
        }
      }
    }
  });
});
