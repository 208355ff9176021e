import { fixtureOf, numbers } from "../../../src/app/canvas/testing/fixture.ts";
import { change, type Changes } from "../../../src/graph/frame.ts";
import type { PodView } from "../../../src/graph/model.ts";

/** So many frames are made in advance, so that making them is not measured; then they come again. */
const FRAMES = 120;
const LOOKS = 400;

/** Each call: the changes of one frame, in which a share of the pods takes another state. */
export function rollingOver(pods: readonly PodView[], share: number): () => Changes {
  const next = numbers(11);
  const looks = looksOfEveryState();
  const now = [...pods];
  const frames = Array.from({ length: FRAMES }, (): Changes => {
    const count = Math.max(1, Math.round(pods.length * share));
    const chosen = new Set(Array.from({ length: count }, () => Math.floor(next() * pods.length)));
    return [...chosen].map((index) => {
      const before = now[index]!;
      const look = another(looks, before, next);
      // It stays who and where it is.
      const { key, uid, name, namespace, node, slot, owner } = before;
      const after: PodView = { ...look, key, uid, name, namespace, node, slot, owner };
      now[index] = after;
      return change(key, before, after);
    });
  });
  let at = 0;
  return () => frames[at++ % FRAMES]!;
}

/** One pod of each state that the fixture knows. */
function looksOfEveryState(): readonly PodView[] {
  const seen = new Map<string, PodView>();
  for (const entity of fixtureOf(LOOKS)) if (entity.kind === "pod" && entity.node !== "") seen.set(`${entity.status} ${entity.glyph}`, entity);
  return [...seen.values()];
}

function another(looks: readonly PodView[], { status, glyph }: PodView, next: () => number): PodView {
  const others = looks.filter((look) => look.status !== status || look.glyph !== glyph);
  return others[Math.floor(next() * others.length)]!;
}
