import { useEffect, useId, useRef, useState } from "react";
import { clockText, speedText } from "../clock.ts";
import { useMoment } from "../state/moment.ts";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import { embedTexts } from "../strings/embed.ts";
import { useTimelineView } from "../timeline/time-window.ts";
import styles from "./director.module.css";
import { facesOf } from "./faces.ts";
import { FilmFault } from "./film/film-fault.ts";
import { gifFilm } from "./film/gif-film.ts";
import { pageFilm } from "./film/page-film.ts";
import { firstStretch, FRAMES_PER_SECOND, framesOf, MOST_FRAMES, momentMs, SPEEDS } from "./film/plan.ts";
import { recordFilm } from "./film/record.ts";
import { makesFilms, webmFilm } from "./film/webm-film.ts";
import { fileName, saveFile } from "./picture-files.ts";
import { Preview } from "./preview.tsx";
import type { Shot } from "./shot.ts";
import { useCompose } from "./use-sheet.ts";
import { WordsFields, type Words } from "./words-fields.tsx";
import type { Drawing } from "./drawing/drawing.ts";

type Format = "webm" | "gif" | "html";
type Step = "runningOn" | "recording" | "writing";
type State = { readonly step: "ready" } | { readonly step: Step; readonly done: number; readonly of: number } | { readonly step: "done"; readonly name: string } | { readonly step: "failed"; readonly why: FilmFault["why"] | undefined };

/** A stretch of time as a film. */
export function FilmTab({ shot, words }: { readonly shot: Shot; readonly words: Words }) {
  const texts = useTexts(directorTexts);
  const ofEmbed = useTexts(embedTexts);
  const compose = useCompose(shot, words);
  const dark = useSettings(({ theme }) => theme.endsWith("dark"));
  const language = useSettings((state) => state.language);
  const [stretch] = useState(() => firstStretch(shot.atMs, useTimelineView.getState().loop));
  const [from, setFrom] = useState(clockText(stretch.fromMs));
  const [to, setTo] = useState(clockText(stretch.toMs));
  const [speed, setSpeed] = useState(1);
  const [format, setFormat] = useState<Format>(makesFilms() ? "webm" : "gif");
  const [state, setState] = useState<State>({ step: "ready" });
  const [shown, setShown] = useState<Drawing>();
  const cancel = useRef<AbortController>(undefined);
  useEffect(() => () => cancel.current?.abort(), []);
  /** Where this key stands, the other one stood: the second click of a double click is meant for that. */
  const stop = ({ detail }: { readonly detail: number }): void => {
    if (detail < 2) cancel.current?.abort();
  };
  const [fromMs, toMs] = [momentMs(from), momentMs(to)];
  const plan = fromMs !== undefined && toMs !== undefined && toMs > fromMs ? { fromMs, toMs, speed, framesPerSecond: FRAMES_PER_SECOND } : undefined;
  const frames = plan ? framesOf(plan) : [];
  const isReversed = fromMs !== undefined && toMs !== undefined && toMs <= fromMs;
  const fault = isReversed ? texts.film.reversed : !plan ? texts.film.noStretch : frames.length > MOST_FRAMES ? texts.film.tooLong : undefined;
  const note = useId();
  const invalid = (ms: number | undefined) => ({ "aria-invalid": ms === undefined || isReversed, "aria-describedby": note });
  const seconds = frames.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1_000;
  const busy = "of" in state;
  const liveMs = useMoment((moment) => moment.liveMs);
  const fragment = new URL(shot.link.address).hash;

  const make = async (): Promise<void> => {
    if (!plan) return;
    const { signal } = (cancel.current = new AbortController());
    const tell = (step: Step, done: number, of: number): void => setState({ step, done, of });
    const written = (done: number, of: number): void => tell("writing", done, of);
    try {
      setState({ step: "recording", done: 0, of: frames.length });
      const pictures = await recordFilm(plan, tell, signal);
      const sheets = pictures.map(({ plate, atMs, durationMs }) => ({ drawing: compose(plate, atMs), durationMs, atMs }));
      setShown(sheets.at(-1)?.drawing);
      const file = format === "webm" ? webmFilm(sheets, fragment, written, signal)
        : format === "gif" ? gifFilm(sheets, fragment, written, signal)
        : pageFilm(sheets, {
            language: language === "zh" ? "zh-CN" : "en", title: words.title, description: words.caption, play: texts.film.play, pause: texts.film.pause, moment: texts.film.moment,
            open: ofEmbed.open, address: shot.link.address, faces: await facesOf(sheets.map(({ drawing }) => drawing)), dark,
          });
      const name = `${fileName(shot.link.scene.scenario.name, plan.fromMs)}-${fileName("", plan.toMs).slice(1)}.${format}`;
      saveFile(name, await file);
      setState({ step: "done", name });
    } catch (reason) {
      setState(signal.aborted ? { step: "ready" } : { step: "failed", why: reason instanceof FilmFault ? reason.why : undefined });
    }
  };

  return (
    <div className={styles.columns}>
      <Preview drawing={shown ?? compose(shot.plate, shot.atMs)} label={texts.preview(words.title, clockText(shot.atMs))} />
      <div className={styles.side}>
        <WordsFields words={words} />
        <div className={styles.row}>
          <label className={styles.label}>{texts.film.from}<input type="text" value={from} disabled={busy} {...invalid(fromMs)} onChange={(event) => setFrom(event.target.value)} /></label>
          <label className={styles.label}>{texts.film.to}<input type="text" value={to} disabled={busy} {...invalid(toMs)} onChange={(event) => setTo(event.target.value)} /></label>
          <label className={styles.label}>
            {texts.film.speed}
            <select value={speed} disabled={busy} onChange={(event) => setSpeed(Number(event.target.value))}>{SPEEDS.map((each) => <option key={each} value={each}>{speedText(each)}</option>)}</select>
          </label>
          <label className={styles.label}>
            {texts.film.format}
            <select value={format} disabled={busy} onChange={(event) => setFormat(event.target.value as Format)}>
              {makesFilms() && <option value="webm">WebM</option>}
              <option value="gif">GIF</option>
              <option value="html">{texts.film.page}</option>
            </select>
          </label>
        </div>
        <p id={note} className={fault === undefined ? styles.aside : styles.warning} role="note">{fault ?? texts.film.length(seconds, frames.length)}{!fault && plan && plan.toMs > liveMs ? ` ${texts.film.ahead}` : ""}</p>
        {!shot.holds && <p className={styles.warning}>{texts.tooLarge}</p>}
        {shot.link.secret && <p className={styles.warning}>{texts.secret}</p>}
        <p className={styles.keys}>
          {busy ? <button type="button" onClick={stop}>{texts.film.cancel}</button> : <button type="button" data-first disabled={fault !== undefined} onClick={() => void make()}>{texts.film.make}</button>}
        </p>
        {busy && <progress className={styles.progress} value={state.done} max={state.of} aria-label={texts.film[state.step]} />}
        <p role={state.step === "failed" ? "alert" : "status"} className={styles.said}>{busy ? texts.film[state.step] : state.step === "done" ? texts.saved(state.name) : state.step === "failed" ? texts.film[state.why ?? "failed"] : ""}</p>
      </div>
    </div>
  );
}
