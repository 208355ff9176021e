import { Tabs } from "radix-ui";
import { useMemo, useSyncExternalStore, type ReactNode } from "react";
import type { EntityKey, EndpointView, PodGlyph as Glyph, ServiceView, WorkloadView } from "../../graph/model.ts";
import { serviceGlyph, workloadGlyphs } from "../glyphs/owner-glyphs.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { modelStore, useEntity } from "../state/model-store.ts";
import { controlledBy } from "../../graph/related.ts";
import { relatives } from "../state/relatives.ts";
import { select, useSelection, type InspectorTab } from "../state/selection.ts";
import { typeLine } from "../state/world.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { workloadTexts } from "../strings/workloads.ts";
import { instantText } from "../../graph/why/instant.ts";
import { linesFor, pluralOf } from "./commands.ts";
import { EventsTab } from "./events-tab.tsx";
import { Gone } from "./gone.tsx";
import styles from "./inspector.module.css";
import { Requests } from "./lazy-requests.tsx";
import { PodList } from "./pod-list.tsx";
import { useWhyOf } from "./use-why.ts";
import { Chain } from "./why-tab.tsx";
import { useOverview } from "./use-overview.ts";
import { WorkloadRow } from "./workload-list.tsx";
import { YamlTab } from "./yaml-tab.tsx";

type Subject = WorkloadView | ServiceView;

const TABS: readonly InspectorTab[] = ["why", "summary", "events", "yaml"];

/** A workload or a Service: how it stands, what it has made or leads to, and lines that change it. */
export function WorkloadPanel({ subject: key }: { readonly subject: EntityKey }) {
  const workload = useEntity("workload", key);
  const service = useEntity("service", key);
  const subject = workload ?? service;
  return subject ? <Panel subject={subject} /> : <Gone />;
}

/** Columns that stand in the head; the others are in the summary. */
const SHORT = 3;

const kindOf = (subject: Subject): string => (subject.kind === "service" ? "Service" : subject.of);

function Panel({ subject }: { readonly subject: Subject }) {
  const texts = useTexts(inspectorTexts);
  const words = useTexts(workloadTexts);
  const chosen = useSelection((state) => state.tab);
  const tab = TABS.includes(chosen) ? chosen : "summary";
  return (
    <Tabs.Root className={styles.tabsRoot} value={tab} onValueChange={(value) => useSelection.setState({ tab: value as InspectorTab })} activationMode="automatic">
      <Tabs.List className={styles.tabs} aria-label={words.tabs}>
        {TABS.map((each) => <Tabs.Trigger key={each} value={each} className={styles.tab}>{texts.tabs[each]}</Tabs.Trigger>)}
      </Tabs.List>
      <Header subject={subject} />
      <Tabs.Content key={tab} value={tab} className={styles.body}>
        {tab === "why" && <Why subject={subject} />}
        {tab === "summary" && <Summary subject={subject} />}
        {tab === "events" && <EventsTab pod={subject} kind={kindOf(subject)} />}
        {tab === "yaml" && <YamlTab pod={subject} resource={pluralOf(kindOf(subject))} />}
      </Tabs.Content>
    </Tabs.Root>
  );
}

const glyphOf = (subject: Subject): Glyph => (subject.kind === "service" ? serviceGlyph(subject) : workloadGlyphs[subject.state]);

function Header({ subject }: { readonly subject: Subject }) {
  const texts = useTexts(inspectorTexts);
  return (
    <header className={styles.who}>
      <nav className={styles.crumb} lang="en"><button type="button" onClick={() => select(undefined)} title={texts.cluster}>{subject.namespace}</button><span>/ {kindOf(subject)}</span></nav>
      <h2 className={styles.title} lang="en"><PodGlyph glyph={glyphOf(subject)} size={17} />{subject.name}</h2>
      <dl className={styles.facts} lang="en">
        {subject.columns.slice(0, SHORT).map(({ name, text }) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}
      </dl>
    </header>
  );
}

/** How it stands in a sentence, what it says of itself, and the Pods that this is about. */
function Why({ subject }: { readonly subject: Subject }) {
  const words = useTexts(workloadTexts);
  const sentence = useSentence(subject);
  const state = useWhyOf(subject.key);
  return (
    <>
      {state.why ? <Chain why={state.why} state={state} /> : <div className={styles.why}><p className={styles.question}>{sentence}</p></div>}
      {subject.kind === "workload" && subject.conditions.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.sub}>{words.says}</h3>
          <dl className={styles.list} lang="en">
            {subject.conditions.map(({ type, status, reason, message, sinceMs }) => <Line key={type} name={type}>{`${status} ${reason} · ${instantText(sinceMs)}\n${message}`}</Line>)}
          </dl>
        </section>
      )}
      <Pods subject={subject} />
      {subject.kind === "service" && <Requests about={subject.key} />}
    </>
  );
}

function useSentence(subject: Subject): string {
  const words = useTexts(workloadTexts);
  if (subject.kind === "workload") return subject.state === "moving" && subject.of !== "Job" && subject.of !== "CronJob" ? words.whyMoving(Math.max(subject.desired - subject.available, 0)) : words.states[subject.state];
  const ready = subject.endpoints.filter(({ state }) => state === "ready").length;
  if (ready > 0) return words.whyServed(ready);
  return subject.endpoints.length > 0 ? words.whyRefused : words.noEndpoints;
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return children === "" ? null : <><dt>{name}</dt><dd data-words lang="en">{children}</dd></>;
}

function Summary({ subject }: { readonly subject: Subject }) {
  const words = useTexts(workloadTexts);
  const texts = useTexts(inspectorTexts);
  const owner = useEntity("workload", subject.kind === "workload" ? subject.owner : "");
  return (
    <>
      <section className={styles.section}>
        <dl className={styles.list}>
          {subject.columns.slice(SHORT).map(({ name, text }) => <Line key={name} name={name}>{text}</Line>)}
          {subject.kind === "workload" && <Line name={texts.summary.image}>{subject.images.join("\n")}</Line>}
          {subject.kind === "workload" && <Line name={words.revision}>{subject.revision}</Line>}
          {subject.kind === "service" && <Line name={words.selector}>{subject.selector.replaceAll(",", "\n")}</Line>}
          {subject.kind === "service" && <Line name={words.ports}>{subject.ports.map(({ name, port, target, protocol }) => `${name && `${name} `}${port} → ${target} ${protocol}`).join("\n")}</Line>}
          <Line name={texts.summary.created}>{instantText(subject.createdAtMs)}</Line>
        </dl>
        {owner && <p className={styles.held}>{words.owner} <button type="button" className={styles.link} onClick={() => select(owner.key)}><span lang="en">{owner.of} {owner.name}</span></button></p>}
      </section>
      {subject.kind === "workload" && <Controlled workload={subject} />}
      {subject.kind === "service" && <Endpoints endpoints={subject.endpoints} />}
      <Pods subject={subject} />
      <section className={styles.section}>
        <h3 className={styles.sub}>{texts.node.commands}</h3>
        <div className={`${styles.choose} ${styles.whole}`}>
          {linesFor(subject).map((line) => <button key={line} type="button" onClick={() => typeLine(line)}><code lang="en">{line}</code></button>)}
        </div>
      </section>
    </>
  );
}

/** Old and new ReplicaSets with their counts: a roll-out as it goes. */
function Controlled({ workload }: { readonly workload: WorkloadView }) {
  const words = useTexts(workloadTexts);
  useSyncExternalStore((listener) => modelStore.onKeys("workload", listener), () => modelStore.keys("workload"));
  const own = controlledBy(modelStore.model, workload).toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  if (own.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{words.controls}</h3>
      <ul className={styles.pods}>{own.map(({ key }) => <WorkloadRow key={key} workload={key} />)}</ul>
    </section>
  );
}

function Endpoints({ endpoints }: { readonly endpoints: readonly EndpointView[] }) {
  const words = useTexts(workloadTexts);
  const ready = endpoints.filter(({ state }) => state === "ready").length;
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{endpoints.length === 0 ? words.noEndpoints : words.endpoints(ready, endpoints.length)}</h3>
      <ul className={styles.pods}>
        {endpoints.map(({ pod, name, address, state }) => (
          <li key={address}>
            <button type="button" onClick={() => select(pod || undefined)}>
              <PodGlyph glyph={ENDPOINT_GLYPHS[state]} size={14} />
              <span><span className={styles.podName} lang="en">{address}</span><small lang="en">{name}</small></span>
              <span>{words.endpointStates[state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Solid where requests go, square where they do not, with a dotted half on its way out. */
const ENDPOINT_GLYPHS: Readonly<Record<EndpointView["state"], Glyph>> = { ready: "ready", notReady: "error", terminating: "terminating" };

function Pods({ subject }: { readonly subject: Subject }) {
  const texts = useTexts(inspectorTexts);
  const { pods } = useOverview();
  const own = useMemo(() => {
    const related = new Set(relatives.podsOf(subject.key));
    return pods.filter((pod) => related.has(pod));
  }, [pods, subject]);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.all.pods(own.length)}</h3>
      <PodList pods={own} label={subject.name} />
    </section>
  );
}
