import { modelStore, useKeys } from "../state/model-store.ts";
import { isBuiltIn } from "../../graph/related.ts";
import { useTexts } from "../strings/language.ts";
import { workloadTexts } from "../strings/workloads.ts";
import styles from "./inspector.module.css";
import { ServiceRow, WorkloadRow } from "./workload-list.tsx";

/** Workloads that nothing controls, and Services: those that somebody made, or those that the cluster brings along. */
export function OwnerLists({ builtIn }: { readonly builtIn: boolean }) {
  const texts = useTexts(workloadTexts);
  const workloads = inOrder(useKeys("workload").flatMap((key) => modelStore.get("workload", key) ?? [])).filter((each) => each.owner === "" && isBuiltIn(each) === builtIn);
  const services = inOrder(useKeys("service").flatMap((key) => modelStore.get("service", key) ?? [])).filter((each) => isBuiltIn(each) === builtIn);
  return (
    <>
      {workloads.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.sub}>{texts.workloads}</h3>
          <ul className={styles.pods}>{workloads.map(({ key }) => <WorkloadRow key={key} workload={key} />)}</ul>
        </section>
      )}
      {services.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.sub}>{texts.services}</h3>
          <ul className={styles.pods}>{services.map(({ key }) => <ServiceRow key={key} service={key} />)}</ul>
        </section>
      )}
    </>
  );
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}
const inOrder = <T extends Named>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
