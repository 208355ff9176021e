import { useId, type ReactNode } from "react";
import type { NodeGlyph as NodeGlyphName, PodGlyph as PodGlyphName, StepName } from "../../graph/model.ts";
import { ContainerGlyph } from "../glyphs/container-glyph.tsx";
import type { ContainerState } from "../glyphs/container-shapes.ts";
import { NodeGlyph } from "../glyphs/node-glyph.tsx";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { ProbeLamp } from "../glyphs/probe-lamp.tsx";
import type { ProbeState } from "../glyphs/probe-shapes.ts";
import { StepGlyph } from "../glyphs/step-glyph.tsx";
import { useOverview } from "../inspector/use-overview.ts";
import { SheetDialog } from "../shell/sheet-dialog.tsx";
import { useTexts } from "../strings/language.ts";
import { legendTexts } from "../strings/legend.ts";
import { stateTexts } from "../strings/states.ts";
import styles from "./legend.module.css";
import { Line, LINES } from "./line.tsx";

/** Kubernetes' own words for the states, as kubectl prints them. */
const PODS: Readonly<Record<PodGlyphName, string>> = {
  pending: "Pending", gated: "SchedulingGated", creating: "ContainerCreating", init: "Init:1/2", initializing: "PodInitializing",
  notReady: "Running", ready: "Running", completed: "Completed", terminating: "Terminating", unknown: "Unknown",
  error: "Error", crashLoop: "CrashLoopBackOff", imagePull: "ImagePullBackOff", oomKilled: "OOMKilled", evicted: "Evicted",
};
const CONTAINERS: Readonly<Record<ContainerState, string>> = {
  waiting: "Waiting", pulling: "Waiting", running: "Running", stopping: "Running", completed: "Terminated", failed: "Terminated",
  backOff: "CrashLoopBackOff", imageBackOff: "ImagePullBackOff", refused: "CreateContainerConfigError",
};
const PROBES: readonly ProbeState[] = ["off", "delay", "gated", "passing", "failing", "failed", "unknown"];
const NODES: Readonly<Record<NodeGlyphName, string>> = { ready: "Ready", cordoned: "SchedulingDisabled", pressure: "MemoryPressure", notReady: "NotReady", lost: "Unknown" };
const STEPS: readonly StepName[] = ["schedule", "volumes", "sandbox", "address", "pull", "create", "start"];
const UNDER_WAY = STEPS.indexOf("pull");
const RULES = { round: "completed", square: "error", solid: "ready", dashed: "pending", dots: "unknown", arc: "crashLoop" } as const;
/** How far the clocks of the legend have run. */
const FRACTION = 0.62;
const INIT = { done: 1, of: 2 };

/** The glyph grammar on a sheet, drawn by what draws the plate; beside each state of a pod, how many are in it now. */
export default function LegendDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts(legendTexts);
  const says = useTexts(stateTexts);
  const id = useId();
  const { tallies } = useOverview();
  const countOf = (glyph: PodGlyphName): number => tallies.reduce((sum, tally) => sum + (tally.glyph === glyph ? tally.count : 0), 0);
  return (
    <SheetDialog title={texts.title} aside={texts.aside} close={texts.close} widest={980} onClose={onClose}>
      <ul className={styles.rules}>
        {(Object.keys(RULES) as (keyof typeof RULES)[]).map((rule) => (
          <Entry key={rule} glyph={<PodGlyph glyph={RULES[rule]} size={17} fraction={rule === "arc" ? FRACTION : undefined} />} word={texts.rules[rule][0]} says={texts.rules[rule][1]} />
        ))}
      </ul>
      <Section name={texts.sections.pods} aside={texts.sizes} list={styles.pods}>
        {(Object.keys(PODS) as PodGlyphName[]).map((glyph) => (
          <li key={glyph} className={styles.pod}>
            <span className={styles.sizes}>
              {[34, 17, 10].map((size) => <PodGlyph key={size} glyph={glyph} size={size} fraction={glyph === "error" ? undefined : FRACTION} init={INIT} />)}
              {countOf(glyph) > 0 && <span className={styles.now}>{texts.now(countOf(glyph))}</span>}
            </span>
            <Words word={PODS[glyph]} says={says.pods[glyph]} lang="en" />
          </li>
        ))}
      </Section>
      <Section name={texts.sections.steps} list={styles.steps}>
        {STEPS.map((step, i) => <Entry key={step} glyph={<StepGlyph state={i < UNDER_WAY ? "done" : i === UNDER_WAY ? "now" : "todo"} fraction={FRACTION} />} word={says.steps[step]} says={i < UNDER_WAY ? says.stepsDone[step] : i === UNDER_WAY ? "62 %" : ""} />)}
      </Section>
      <Section name={texts.sections.containers}>
        {(Object.keys(CONTAINERS) as ContainerState[]).map((state) => <Entry key={state} glyph={<ContainerGlyph state={state} fraction={FRACTION} />} word={CONTAINERS[state]} says={says.containers[state]} lang="en" />)}
      </Section>
      <Section name={texts.sections.probes}>{PROBES.map((state) => <Entry key={state} glyph={<ProbeLamp state={state} />} word={says.probes[state]} />)}</Section>
      <Section name={texts.sections.nodes}>
        {(Object.keys(NODES) as NodeGlyphName[]).map((glyph) => <Entry key={glyph} glyph={<NodeGlyph glyph={glyph} />} word={NODES[glyph]} says={says.nodes[glyph]} lang="en" />)}
      </Section>
      <Section name={texts.sections.lines}>{LINES.map((line) => <Entry key={line} glyph={<Line id={id} line={line} />} word={texts.lines[line]} plain />)}</Section>
    </SheetDialog>
  );
}

interface SectionProps {
  readonly name: string;
  readonly aside?: string;
  readonly list?: string | undefined;
  readonly children: ReactNode;
}

function Section({ name, aside, list = styles.entries, children }: SectionProps) {
  return (
    <section aria-label={name}>
      <h3 className={styles.heading}>{name} {aside && <em>{aside}</em>}</h3>
      <ul className={list}>{children}</ul>
    </section>
  );
}

interface WordsProps {
  readonly word: string;
  readonly says?: string;
  /** Of the word, where it is Kubernetes' own. */
  readonly lang?: string;
}

const Words = ({ word, says, lang }: WordsProps) => (
  <span className={styles.words}><b lang={lang}>{word}</b>{says && <span>{says}</span>}</span>
);

const Entry = ({ glyph, plain = false, ...words }: WordsProps & { readonly glyph: ReactNode; readonly plain?: boolean }) => (
  <li className={plain ? `${styles.entry} ${styles.plain}` : styles.entry}>{glyph}<Words {...words} /></li>
);
