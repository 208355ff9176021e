declare module "virtual:lessons" {
  import type { Lesson } from "../../scenario/lessons/lesson.ts";
  interface LessonEntry {
    readonly name: string;
    readonly title: Readonly<Record<string, string>>;
    readonly summary: Readonly<Record<string, string>>;
    readonly steps: number;
    readonly load: () => Promise<Lesson>;
  }
  const lessons: readonly LessonEntry[];
  export default lessons;
}
