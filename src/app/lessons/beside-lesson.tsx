import { lazy, Suspense, type ReactNode } from "react";
import { useTexts } from "../strings/language.ts";
import { lessonFaceTexts } from "../strings/lesson-face.ts";
import { useLessons } from "./lesson-store.ts";
import styles from "./sides.module.css";

const LessonPanel = lazy(() => import("./lesson-panel.tsx"));

/** The panel of the lesson that is open, which comes when it is needed. */
export const OpenLesson = () => <Suspense fallback={null}><LessonPanel /></Suspense>;

/** While a lesson is open, it takes the place of what stands here, with a way back. */
export function BesideLesson({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const texts = useTexts(lessonFaceTexts);
  const open = useLessons((state) => state.lesson !== undefined);
  const front = useLessons((state) => state.front);
  if (!open) return children;
  return (
    <div className={styles.sides}>
      <div className={styles.choose} role="group" aria-label={texts.sides}>
        <button type="button" aria-pressed={front} onClick={() => useLessons.setState({ front: true })}>{texts.lesson}</button>
        <button type="button" aria-pressed={!front} onClick={() => useLessons.setState({ front: false })}>{name}</button>
      </div>
      <div className={styles.side}>{front ? <OpenLesson /> : children}</div>
    </div>
  );
}
