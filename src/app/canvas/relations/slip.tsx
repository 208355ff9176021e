import type { EntityKey, ServiceView, WorkloadView } from "../../../graph/model.ts";
import { modelStore, useEntity } from "../../state/model-store.ts";
import { useSelection } from "../../state/selection.ts";
import { relationTexts } from "../../strings/relations.ts";
import { useTexts } from "../../strings/language.ts";
import { workloadTexts } from "../../strings/workloads.ts";
import { plaqueBox } from "../plaque-box.ts";
import { usePlate } from "../plate-store.ts";
import styles from "./relations.module.css";
import { generationsOf } from "./rollout.ts";

const isSubject = (key: EntityKey | undefined): key is EntityKey => key !== undefined && /^(workload|service)\//.test(key);

/**
 * The figures behind a plaque, while it is pointed at or the keyboard is at it: a roll-out's ReplicaSets side by side, a
 * Service's endpoints. At the plate's foot, so that leaders and pods are seen meanwhile.
 */
export function Slip() {
  const hovered = useSelection((state) => state.hovered);
  const here = usePlate((state) => state.here);
  const key = isSubject(hovered) ? hovered : hovered === undefined && isSubject(here) ? here : "";
  const workload = useEntity("workload", key);
  const service = useEntity("service", key);
  const layout = usePlate((state) => state.layout);
  const box = plaqueBox(layout, key);
  if (!box || !(workload ?? service)) return null;
  return (
    <div className={styles.slip} aria-hidden="true">
      {workload ? <WorkloadFigures workload={workload} /> : service && <ServiceFigures service={service} />}
    </div>
  );
}

function WorkloadFigures({ workload }: { readonly workload: WorkloadView }) {
  const texts = useTexts(relationTexts);
  const words = useTexts(workloadTexts);
  const generations = generationsOf(modelStore.model, workload).toReversed();
  const row = (name: string, { desired, current, updated, ready, available }: WorkloadView) => (
    <tr key={name}><th>{name}</th><td>{desired}</td><td>{current}</td><td>{updated}</td><td>{ready}</td><td>{available}</td></tr>
  );
  const old = ({ revision }: WorkloadView, isNew: boolean): string => `${isNew ? texts.newOne : texts.old}${revision === "" ? "" : ` · ${words.revision} ${revision}`}`;
  return (
    <>
      <table>
        <thead><tr><th>{workload.of}</th><td>{texts.desired}</td><td>{texts.current}</td><td>{texts.updated}</td><td>{texts.ready}</td><td>{texts.available}</td></tr></thead>
        <tbody>
          {row(workload.name, workload)}
          {generations.length > 1 && generations.map(({ workload: each, isNew }) => row(old(each, isNew), each))}
        </tbody>
      </table>
      {(generations.length > 1 ? generations.map(({ workload: each, isNew }) => `${isNew ? texts.newOne : texts.old}  ${each.images.join(", ")}`) : workload.images).map((image) => <p key={image} lang="en">{image}</p>)}
    </>
  );
}

const MOST = 8;
const LINES = { ready: "solid", notReady: "dashed", terminating: "dotted" } as const;

function ServiceFigures({ service: { endpoints, ports, clusterIP, type, name } }: { readonly service: ServiceView }) {
  const texts = useTexts(relationTexts);
  return (
    <>
      <p lang="en">{[name, type, clusterIP, ports.map(({ port, target }) => (String(port) === target ? `:${port}` : `:${port} → ${target}`)).join(" ")].filter((text) => text !== "").join("  ")}</p>
      <table>
        <tbody>{endpoints.slice(0, MOST).map(({ address, name: pod, state }) => <tr key={address}><th lang="en">{address}</th><td lang="en">{pod}</td><td className={styles.words}>{texts.lines[LINES[state]]}</td></tr>)}</tbody>
      </table>
      {endpoints.length > MOST && <p>{texts.moreEndpoints(endpoints.length - MOST)}</p>}
    </>
  );
}
