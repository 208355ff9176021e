import { Tabs } from "radix-ui";
import { useEffect, useRef } from "react";
import type { EntityKey, PodView } from "../../graph/model.ts";
import { useEntity } from "../state/model-store.ts";
import { useSelection, type InspectorTab } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { EventsTab } from "./events-tab.tsx";
import { Gone } from "./gone.tsx";
import styles from "./inspector.module.css";
import { LogsTab } from "./logs-tab.tsx";
import { NamespacesTab } from "./namespaces-tab.tsx";
import { PodHeader } from "./pod-header.tsx";
import { ProbesTab } from "./probes-tab.tsx";
import { SummaryTab } from "./summary-tab.tsx";
import { WhyTab } from "./why-tab.tsx";
import { YamlTab } from "./yaml-tab.tsx";

const TABS: readonly InspectorTab[] = ["why", "summary", "events", "yaml", "logs", "probes", "namespaces"];

/** One pod: who it is, and seven ways to ask about it. */
export function PodPanel({ pod: key }: { readonly pod: EntityKey }) {
  const texts = useTexts(inspectorTexts);
  const pod = useEntity("pod", key);
  const tab = useSelection((state) => state.tab);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-state="active"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [tab]);
  // Balloons stand only while something is explained.
  const explains = pod !== undefined && tab === "why";
  useEffect(() => {
    if (!explains) useSelection.setState({ why: undefined, step: undefined });
  }, [explains]);
  if (!pod) return <Gone />;
  return (
    <Tabs.Root className={styles.tabsRoot} value={tab} onValueChange={(value) => useSelection.setState({ tab: value as InspectorTab })} activationMode="automatic">
      <Tabs.List className={styles.tabs} aria-label={texts.tabsName} ref={list}>
        {TABS.map((each) => (
          <Tabs.Trigger key={each} value={each} className={styles.tab}>{texts.tabs[each]}</Tabs.Trigger>
        ))}
      </Tabs.List>
      <PodHeader pod={pod} />
      <Tabs.Content key={tab} value={tab} className={styles.body}>
        <TabContent tab={tab} pod={pod} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function TabContent({ tab, pod }: { readonly tab: InspectorTab; readonly pod: PodView }) {
  switch (tab) {
    case "why": return <WhyTab pod={pod} />;
    case "summary": return <SummaryTab pod={pod} />;
    case "events": return <EventsTab pod={pod} />;
    case "yaml": return <YamlTab pod={pod} />;
    case "logs": return <LogsTab pod={pod} />;
    case "probes": return <ProbesTab pod={pod} />;
    case "namespaces": return <NamespacesTab pod={pod} />;
  }
}
