import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Lesson } from "../src/scenario/lessons/lesson.ts";
import { readLesson } from "../src/scenario/lessons/read-lesson.ts";

const INDEX = "virtual:lessons";
const FOLDER = /^\d\d-[a-z0-9-]+$/;
const FILES = ["scenario.yaml", "en.md", "zh.md"] as const;

/**
 * The lessons as modules, read and checked when the page is built, so that the page needs no reader: `virtual:lessons`
 * is the list, with how each is loaded; `virtual:lessons/FOLDER` is one whole lesson, as plain data.
 */
export function lessonModules(root: string): Plugin {
  const home = join(root, "src/scenario/lessons");
  return {
    name: "lesson-modules",
    resolveId: (id) => (id === INDEX || id.startsWith(`${INDEX}/`) ? `\0${id}` : undefined),
    load(id) {
      if (id !== `\0${INDEX}` && !id.startsWith(`\0${INDEX}/`)) return undefined;
      const folders = lessonFolders(home);
      for (const folder of folders) for (const file of FILES) this.addWatchFile(join(home, folder, file));
      const asked = id.slice(`\0${INDEX}/`.length);
      if (id === `\0${INDEX}`) return `export default [\n${folders.map((folder) => entryOf(folder, loadLesson(home, folder))).join("")}];`;
      if (!folders.includes(asked)) throw new Error(`no lesson ${asked} in ${home}`);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(played(loadLesson(home, asked))))});`;
    },
  };
}

/** The lessons' folders, in their order. */
export const lessonFolders = (home: string): readonly string[] => readdirSync(home).filter((name) => FOLDER.test(name)).toSorted();

/** Reads the folder of one lesson. Throws an Error that names the file and the line. */
export function loadLesson(home: string, folder: string): Lesson {
  const [scenario, en, zh] = FILES.map((file) => readFileSync(join(home, folder, file), "utf8")) as [string, string, string];
  return readLesson(folder, { "scenario.yaml": scenario, "en.md": en, "zh.md": zh });
}

function entryOf(folder: string, { name, scenario, texts }: Lesson): string {
  const { title, summary } = scenario;
  const said = JSON.stringify({ name, title, summary, steps: texts.en.steps.length });
  return `  { ...${said}, load: () => import(${JSON.stringify(`${INDEX}/${folder}`)}).then((module) => module.default) },\n`;
}

/** What the page plays and tells; ways to go wrong are typed by tests alone. */
const played = ({ name, scenario, texts }: Lesson): Lesson => ({
  name,
  scenario: { ...scenario, expect: [] },
  texts: { en: withoutWrong(texts.en), zh: withoutWrong(texts.zh) },
});

const withoutWrong = (text: Lesson["texts"]["en"]): Lesson["texts"]["en"] => ({
  ...text,
  steps: text.steps.map((step) => ({ ...step, hints: step.hints.map((hint) => ({ ...hint, wrong: "" })) })),
});
