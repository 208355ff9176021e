import type { ReactNode } from "react";
import { instantText } from "../../graph/why/instant.ts";
import type { ContainerView, PodView } from "../../graph/model.ts";
import { ContainerGlyph } from "../glyphs/container-glyph.tsx";
import { containerState } from "../glyphs/container-shapes.ts";
import { StepGlyph } from "../glyphs/step-glyph.tsx";
import { openPath } from "../state/instrument.ts";
import { relatives } from "../state/relatives.ts";
import { select, useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { bytesText, cpuText } from "./amounts.ts";
import styles from "./inspector.module.css";
import { Requests } from "./lazy-requests.tsx";
import { TimeButton } from "./time-button.tsx";

/** What the head of `kubectl describe` tells, and how far it has come. */
export function SummaryTab({ pod }: { readonly pod: PodView }) {
  const chosen = useSelection((state) => state.container);
  const own = pod.containers.filter(({ name }) => name === chosen);
  return (
    <>
      {own.length === 0 && <Identity pod={pod} />}
      {(own.length > 0 ? own : pod.containers).map((container) => <ContainerSummary key={container.name} container={container} />)}
      {own.length === 0 && <Conditions pod={pod} />}
      {own.length === 0 && <Steps pod={pod} />}
      {own.length === 0 && pod.volumes.length > 0 && <Volumes pod={pod} />}
      {own.length === 0 && <Requests about={pod.key} />}
    </>
  );
}

/** One line of a list of facts; nothing where there is nothing to say. */
function Fact({ name, words = true, children }: { readonly name: string; readonly words?: boolean; readonly children: ReactNode }) {
  if (children === "" || children === undefined || children === false) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd data-words={words || undefined} lang={words ? "en" : undefined}>{children}</dd>
    </>
  );
}

function Identity({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts).summary;
  const requests = [pod.requests.cpuMilli > 0 && `cpu ${cpuText(pod.requests.cpuMilli)}`, pod.requests.memoryBytes > 0 && `memory ${bytesText(pod.requests.memoryBytes)}`].filter((each) => each !== false);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.identity}</h3>
      <dl className={styles.list}>
        <Fact name={texts.namespace}>{pod.namespace}</Fact>
        <Fact name={texts.node}>{pod.node || texts.none}</Fact>
        <Fact name={texts.address}>{pod.ip || texts.none}</Fact>
        <Fact name={texts.owner}>{pod.owner !== "" && <OwnerLink pod={pod} />}</Fact>
        <Fact name="Phase">{pod.phase}</Fact>
        <Fact name="QoS">{pod.qosClass}</Fact>
        <Fact name={texts.requests}>{requests.join(", ")}</Fact>
        <Fact name={texts.labels}>{Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`).join("\n")}</Fact>
        <Fact name={texts.created}>{instantText(pod.createdAtMs)}</Fact>
      </dl>
    </section>
  );
}

/** What controls it, as a way there. */
function OwnerLink({ pod }: { readonly pod: PodView }) {
  const owner = relatives.ownerOf(pod);
  return owner ? <button type="button" className={styles.link} onClick={() => select(owner.key)}>{pod.owner}</button> : pod.owner;
}

function ContainerSummary({ container }: { readonly container: ContainerView }) {
  const texts = useTexts(inspectorTexts).summary;
  const states = useTexts(stateTexts);
  const { last, limits } = container;
  const state = [container.state, container.reason, container.exitCode !== undefined && texts.exit(container.exitCode)].filter(Boolean).join(", ");
  const began = container.state === "terminated" ? container.finishedAtMs : container.startedAtMs;
  return (
    <section className={styles.section}>
      <h3 className={styles.name} lang="en">
        <ContainerGlyph state={containerState(container)} size={15} />
        {container.name}
        {container.role !== "regular" && <small>{container.role}</small>}
        <small lang="">{states.containers[containerState(container)]}</small>
      </h3>
      <dl className={styles.list}>
        <Fact name={texts.image}>{container.image}{container.assumed && ` (${texts.assumed})`}</Fact>
        <Fact name={texts.state}>{began === undefined ? state : `${state}, ${texts.since} ${instantText(began)}`}</Fact>
        <Fact name="">{container.message}</Fact>
        {last && <Fact name={texts.last}>{`${last.reason}, ${texts.exit(last.exitCode)}, ${instantText(last.startedAtMs)} – ${instantText(last.finishedAtMs)}`}</Fact>}
        <Fact name={texts.ports}>{container.ports.map(({ port, protocol, name, hostPort }) => `${name && `${name} `}${port}/${protocol}${hostPort ? ` → ${hostPort}` : ""}`).join("\n")}</Fact>
        <Fact name={texts.limits}>{[limits.cpu && `cpu ${limits.cpu}`, limits.memory && `memory ${limits.memory}`].filter(Boolean).join(", ")}</Fact>
        <Fact name={texts.mounts}>{container.mounts.map(({ path, volume, subPath, readOnly }) => `${path} ← ${volume}${subPath && `/${subPath}`}${readOnly ? ` (${texts.readOnly})` : ""}`).join("\n")}</Fact>
      </dl>
    </section>
  );
}

function Conditions({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.summary.conditions}</h3>
      <table className={styles.grid} lang="en">
        <tbody>
          {pod.conditions.map(({ type, status, reason, sinceMs }) => (
            <tr key={type}>
              <td>{type}</td>
              <td className={styles.words}>{status}{reason && <><br />{reason}</>}</td>
              <td className={styles.right}><TimeButton atMs={sinceMs} label={texts.why.lookAt} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Steps({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts);
  const states = useTexts(stateTexts);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.summary.steps}</h3>
      <p className={styles.opens}><button type="button" className={styles.act} onClick={() => openPath(pod.key)}>{texts.summary.path}</button></p>
      <ol className={styles.steps}>
        {pod.steps.map(({ name, state, atMs, detail }) => (
          <li key={name}>
            <StepGlyph state={state} size={14} />
            <span>{states.steps[name]}</span>
            {detail ? <span className={styles.words} lang="en">{detail}</span> : <span>{state === "done" && states.stepsDone[name]}</span>}
            {atMs === undefined ? <span /> : <TimeButton atMs={atMs} label={texts.why.lookAt} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Volumes({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts).summary;
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.volumes}</h3>
      <table className={styles.grid} lang="en">
        <tbody>
          {pod.volumes.map(({ name, type, source, mounted }) => (
            <tr key={name}><td>{name}</td><td className={styles.words}>{type}{source && ` ${source}`}</td><td className={styles.right} lang="">{!mounted && texts.notMounted}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
