import { useEffect, useState } from "react";
import type { CgroupView, LinuxNamespace, NamespaceView, PodView } from "../../graph/model.ts";
import { pointsAt, useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./inspector.module.css";

/** The eight of Linux: who holds each, and the field that decides. A row chosen lights up its line in the editor. */
export function NamespacesTab({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts).namespaces;
  const [chosen, setChosen] = useState<LinuxNamespace>();
  useEffect(() => () => useSelection.setState({ field: undefined, pointed: undefined }), []);
  const choose = ({ name, field }: NamespaceView): void => {
    const next = name === chosen ? undefined : name;
    setChosen(next);
    useSelection.setState({ field: next === undefined || field === "" ? undefined : field });
  };
  return (
    <>
      <div className={styles.section}><h3 className={styles.sub}>{texts.title}</h3></div>
      <div className={styles.rowsHead} aria-hidden="true"><span>{texts.columns.name}</span><span>{texts.columns.scope}</span><span>{texts.columns.field}</span></div>
      <ul className={styles.rows}>
        {pod.namespaces.map((each) => (
          <li key={each.name}>
            <button type="button" {...pointsAt(pod.key, each.field)} className={styles.row} data-scope={each.scope} aria-expanded={each.name === chosen} onClick={() => choose(each)}>
              <b lang="en">{each.name}</b>
              <span className={styles.scope}>{texts.scopes[each.scope]}</span>
              <FieldValue view={each} unwritten={texts.unwritten} />
            </button>
            {each.name === chosen && <p className={styles.sentence}>{texts.says[each.name][each.scope]}</p>}
          </li>
        ))}
      </ul>
      {chosen === undefined && <p className={styles.quiet}>{texts.choose}</p>}
      {pod.cgroup && <Cgroups pod={pod} />}
    </>
  );
}

function FieldValue({ view: { field, value }, unwritten }: { readonly view: NamespaceView; readonly unwritten: string }) {
  if (field === "") return <span aria-hidden="true">–</span>;
  const name = field.replace(/^spec\./, "");
  return value === "" ? <span><span className={styles.words} lang="en">{name}</span> · {unwritten}</span> : <span className={styles.words} lang="en">{name}: {value}</span>;
}

/** What is written into the control groups of the pod and of each of its containers. */
function Cgroups({ pod: { cgroup, containers } }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts).namespaces.cgroups;
  const all = [...(cgroup ? [{ name: texts.pod, cgroup, weigh: false }] : []), ...containers.flatMap((each) => (each.cgroup && each.role !== "init" ? [{ name: each.name, cgroup: each.cgroup, weigh: true }] : []))];
  const sum = all.reduce((weights, each) => weights + (each.weigh ? each.cgroup.cpuWeight : 0), 0);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.title}</h3>
      <p className={styles.path} lang="en">{cgroup?.path}</p>
      <table className={styles.cgroups}>
        <thead><tr><th scope="col">{texts.of}</th>{(["cpu.weight", "cpu.max", "memory.max"] as const).map((file) => <th key={file} scope="col" lang="en">{file}</th>)}</tr></thead>
        <tbody>
          {all.map(({ name, cgroup: own, weigh }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{own.cpuWeight}{weigh && sum > 0 && <span className={styles.weight} style={{ width: `${(100 * own.cpuWeight) / sum}%` }} />}</td>
              <td>{cpuMax(own)}</td>
              <td>{own.memoryMaxBytes ?? "max"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.says}>{texts.says}</p>
    </section>
  );
}

const PERIOD_US = 100_000;
const LEAST_QUOTA_US = 1_000;

// Mirrors MilliCPUToQuota (pkg/kubelet/cm/helpers_linux.go): of every 100 ms, at least 1 ms.
const cpuMax = ({ cpuQuotaMilli }: CgroupView): string => (cpuQuotaMilli === undefined ? `max ${PERIOD_US}` : `${Math.max((cpuQuotaMilli * PERIOD_US) / 1000, LEAST_QUOTA_US)} ${PERIOD_US}`);
