import { useEffect, useRef } from "react";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { serviceGlyph, workloadGlyphs } from "../glyphs/owner-glyphs.ts";
import type { EntityKey } from "../../graph/model.ts";
import { useEntity, useKeys } from "../state/model-store.ts";
import { select, useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { workloadTexts } from "../strings/workloads.ts";
import { usePlate } from "./plate-store.ts";

/** Workloads and Services as rows of the list; who came from the plate for one of them finds the focus there. */
export function OwnersInList() {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { listFrom } = usePlate.getState();
    if (listFrom) list.current?.querySelector<HTMLElement>(`[data-rows="${listFrom}"] button`)?.focus();
  }, []);
  const texts = useTexts(workloadTexts);
  const workloads = useKeys("workload");
  const services = useKeys("service");
  return (
    <div ref={list}>
      {workloads.length > 0 && <h2>{texts.workloads}</h2>}
      <ul data-rows="workload">{workloads.map((key) => <WorkloadLine key={key} workload={key} />)}</ul>
      {services.length > 0 && <h2>{texts.services}</h2>}
      <ul data-rows="service">{services.map((key) => <ServiceLine key={key} service={key} />)}</ul>
    </div>
  );
}

function WorkloadLine({ workload: key }: { readonly workload: EntityKey }) {
  const texts = useTexts(workloadTexts);
  const workload = useEntity("workload", key);
  const selected = useSelection((state) => state.selected === key);
  if (!workload) return null;
  return (
    <li>
      <button type="button" aria-label={`${texts.name(workload.of, workload.name, texts.states[workload.state])}, ${workload.ready}/${workload.desired}`} aria-pressed={selected} onClick={() => select(key)}>
        <PodGlyph glyph={workloadGlyphs[workload.state]} size={13} />
        <span>{workload.name}</span>
        <span>{workload.ready}/{workload.desired}</span>
        <span>{workload.of}</span>
      </button>
    </li>
  );
}

function ServiceLine({ service: key }: { readonly service: EntityKey }) {
  const texts = useTexts(workloadTexts);
  const service = useEntity("service", key);
  const selected = useSelection((state) => state.selected === key);
  if (!service) return null;
  const ready = service.endpoints.filter(({ state }) => state === "ready").length;
  return (
    <li>
      <button type="button" aria-label={texts.name("Service", service.name, texts.endpoints(ready, service.endpoints.length))} aria-pressed={selected} onClick={() => select(key)}>
        <PodGlyph glyph={serviceGlyph(service)} size={13} />
        <span>{service.name}</span>
        <span>{ready}/{service.endpoints.length}</span>
        <span>{service.type}</span>
      </button>
    </li>
  );
}
