import type { Answer, Query } from "../protocol.ts";
import { sceneOf } from "../scene.ts";
import { goneMs, type Playing } from "./playing.ts";
import { pendingOf } from "./typing.ts";

/** To save, the page is given all that was typed, in every branch, whatever the world has of it now. */
export function answerOf(playing: Playing, query: Query): Answer {
  const { world, watching, history, scenario, dead } = playing;
  const answer = world.query(query, watching.model, watching.isPast || dead ? watching.viewMs : undefined);
  if (query.type !== "scene" || query.for !== "save" || answer.type !== "scene") return answer;
  const pending = pendingOf(playing);
  return { ...answer, scenario: sceneOf(scenario, [...history.typed, ...pending]), branches: history.keep(scenario.inputs.length, goneMs(playing), pending) };
}
