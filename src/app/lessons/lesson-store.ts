import type { Lesson } from "../../scenario/lessons/lesson.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { create } from "zustand";
import { useMoment } from "../state/moment.ts";
import { useOpened } from "../state/opened.ts";
import { useSelection } from "../state/selection.ts";
import { openWorld } from "../state/world.ts";
import { BEGINNING, keepProgress, keptProgress, type Progress } from "./progress.ts";

/** The lesson whose world is open, and how far it has come. */
interface Lessons extends Progress {
  readonly lesson: Lesson | undefined;
  /** It stands in front of the inspector. */
  readonly front: boolean;
}

export const useLessons = create<Lessons>(() => ({ lesson: undefined, front: false, ...BEGINNING }));

/** Opens a lesson's world at 0s, with the lesson from its beginning beside it. */
export function openLesson(lesson: Lesson): void {
  keepProgress(lesson.name, BEGINNING);
  show(lesson);
  openWorld(lesson.scenario);
}

/** The world afresh, and the lesson from its beginning. */
export function beginAgain(): void {
  const { lesson } = useLessons.getState();
  if (lesson) openLesson(lesson);
}

export const showStep = (step: number): void => change({ step });

/** The cluster says that a step is done. It stays done, whatever becomes of the cluster. */
export function markDone(step: number): void {
  const { done } = useLessons.getState();
  if (!done.includes(step)) change({ done: [...done, step] });
}

function change(progress: Partial<Progress>): void {
  useLessons.setState(progress);
  const { lesson, step, done } = useLessons.getState();
  if (lesson) keepProgress(lesson.name, { step, done });
}

function show(lesson: Lesson): void {
  useLessons.setState({ lesson, front: true, ...keptProgress(lesson.name, lesson.texts.en.steps.length) });
  useSelection.setState({ sheet: "lesson" });
}

/** A world is a lesson's by its name: opened from a link, or after a reload, the lesson stands beside it as well. */
async function follow(scenario: Scenario | undefined): Promise<void> {
  if (scenario?.name === useLessons.getState().lesson?.name) return;
  useLessons.setState({ lesson: undefined, front: false, ...BEGINNING });
  if (!scenario) return;
  const { default: lessons } = await import("virtual:lessons");
  const lesson = await lessons.find(({ name }) => name === scenario.name)?.load();
  if (lesson && useOpened.getState().scenario === scenario) show(lesson);
}

/** The scenario whose world is or was last shown: when that one begins afresh, so does its lesson. */
let shown: Scenario | undefined;

/** Keeps lesson and world together. */
export function startLessons(): void {
  useOpened.subscribe(({ scenario }, before) => scenario !== before.scenario && void follow(scenario));
  useMoment.subscribe(({ opened }, before) => {
    if (opened === before.opened) return;
    const { scenario } = useOpened.getState();
    if (opened) shown = scenario;
    else if (shown !== undefined && shown === scenario && scenario.name === useLessons.getState().lesson?.name) change(BEGINNING);
  });
  void follow(useOpened.getState().scenario);
}
