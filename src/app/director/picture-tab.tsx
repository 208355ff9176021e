import { useMemo, useState } from "react";
import { clockText } from "../clock.ts";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import { causesOf } from "./causes.ts";
import styles from "./director.module.css";
import { facesOf } from "./faces.ts";
import { fileName, pngFile, saveFile, svgFile } from "./picture-files.ts";
import { Preview } from "./preview.tsx";
import type { Shot } from "./shot.ts";
import { useCompose } from "./use-sheet.ts";
import { WordsFields, type Words } from "./words-fields.tsx";

/** The moment as a picture: its words, what it looks like, and the files. */
export function PictureTab({ shot, words }: { readonly shot: Shot; readonly words: Words }) {
  const texts = useTexts(directorTexts);
  const compose = useCompose(shot, words);
  const language = useSettings((state) => state.language);
  const [withCauses, setWithCauses] = useState(true);
  const causes = useMemo(() => (shot.why && withCauses ? causesOf(shot.why, language) : undefined), [shot, withCauses, language]);
  const sheet = useMemo(() => compose(shot.plate, shot.atMs, causes), [compose, shot, causes]);
  const [withFaces, setWithFaces] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly bad?: boolean }>();
  const { name } = shot.link.scene.scenario;
  const fragment = new URL(shot.link.address).hash;
  const notes = { title: texts.preview(words.title, clockText(shot.atMs)), description: [words.caption, ...shot.pods, ...(causes ? [causes.question, ...causes.each.map(({ head, detail }, i) => `${i + 1}. ${head} ${detail}`.trim())] : [])].filter((line) => line !== "").join("\n"), fragment };
  const make = (act: () => Promise<string>): void => void act().then((text) => setSaid({ text }), () => setSaid({ text: texts.failed, bad: true }));
  const save = (ending: string, file: () => Promise<Blob> | Blob) => (): void => make(async () => {
    const called = `${fileName(name, shot.atMs)}.${ending}`;
    saveFile(called, await file());
    return texts.saved(called);
  });
  const copy = (): void => {
    const item = "ClipboardItem" in window ? new ClipboardItem({ "image/png": pngFile(sheet, fragment) }) : undefined;
    void (item ? navigator.clipboard.write([item]) : Promise.reject(new Error("no clipboard"))).then(() => setSaid({ text: texts.copied }), () => setSaid({ text: texts.notCopied, bad: true }));
  };
  return (
    <div className={styles.columns}>
      <Preview drawing={sheet} label={notes.title} />
      <div className={styles.side}>
        <WordsFields words={words} />
        <p className={shot.holds ? styles.aside : styles.warning}>{shot.holds ? texts.holds : texts.tooLarge}</p>
        {shot.link.secret && <p className={styles.warning}>{texts.secret}</p>}
        {shot.why && <label className={styles.check}><input type="checkbox" checked={withCauses} onChange={(event) => setWithCauses(event.target.checked)} />{texts.causes(shot.why.links.length)}</label>}
        <label className={styles.check}><input type="checkbox" checked={withFaces} onChange={(event) => setWithFaces(event.target.checked)} />{texts.faces}</label>
        <p className={styles.keys}>
          <button type="button" data-first onClick={save("png", () => pngFile(sheet, fragment))}>{texts.png}</button>
          <button type="button" onClick={save("svg", async () => svgFile(sheet, { ...notes, faces: withFaces ? await facesOf([sheet]) : "" }))}>{texts.svg}</button>
          <button type="button" onClick={copy}>{texts.copyPng}</button>
        </p>
        {said && <p role={said.bad ? "alert" : "status"} className={styles.said}>{said.text}</p>}
      </div>
    </div>
  );
}
