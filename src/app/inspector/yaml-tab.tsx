import { useMemo, useState } from "react";
import type { JsonObject } from "../../api/json.ts";
import { isObject } from "../../api/json.ts";
import type { PodView } from "../../graph/model.ts";
import { writeYaml } from "../../manifest/write-yaml.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { whenEntity } from "./changes.ts";
import styles from "./inspector.module.css";
import { useAnswer } from "./use-answer.ts";

/** The object as the API server has it: what was asked for, and what is observed, apart. */
export function YamlTab({ pod, resource = "pods" }: { readonly pod: Pick<PodView, "namespace" | "name" | "key">; readonly resource?: string }) {
  const texts = useTexts(inspectorTexts);
  const { namespace, name, key } = pod;
  const query = useMemo(() => ({ type: "object", resource, namespace, name }) as const, [resource, namespace, name]);
  const { answer, failed } = useAnswer<"object">(query, useMemo(() => whenEntity(key), [key]));
  const [managed, setManaged] = useState(false);
  const object = answer?.object;
  if (!object) return <p className={styles.quiet}>{failed ? texts.noAnswer : answer ? texts.gone : texts.asking}</p>;
  const { status = {}, ...asked } = managed ? object : withoutManagedFields(object);
  return (
    <>
      <div className={styles.tools}>
        <label><input type="checkbox" checked={managed} onChange={({ target }) => setManaged(target.checked)} /><span lang="en">{texts.yaml.managedFields}</span></label>
        <CopyButton text={() => writeYaml(managed ? object : withoutManagedFields(object))} />
      </div>
      <Fold title={texts.yaml.spec} says={texts.yaml.specSays} yaml={writeYaml(asked)} />
      <Fold title={texts.yaml.status} says={texts.yaml.statusSays} yaml={writeYaml({ status })} />
    </>
  );
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata)) return object;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}

function Fold({ title, says, yaml }: { readonly title: string; readonly says: string; readonly yaml: string }) {
  return (
    <details className={styles.fold} open>
      <summary><h3 className={styles.sub}>{title}</h3></summary>
      <p className={styles.says}>{says}</p>
      <pre className={styles.code} lang="en" tabIndex={0} aria-label={title}>{withKeys(yaml)}</pre>
    </details>
  );
}

/** Keys stand out a little, as in the editor. */
const withKeys = (yaml: string) =>
  yaml.split("\n").map((line, index) => {
    const [, indent = "", key, rest = ""] = /^((?:\s|- )*)([\w./-]+)(:.*)$/.exec(line) ?? [];
    return key === undefined ? `${line}\n` : <span key={index}>{indent}<b>{key}</b>{rest}{"\n"}</span>;
  });

function CopyButton({ text }: { readonly text: () => string }) {
  const texts = useTexts(inspectorTexts).yaml;
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(text()).then(() => setCopied(true), () => setCopied(false));
  return <button type="button" className={`${styles.act} ${styles.push}`} onClick={copy} onBlur={() => setCopied(false)} aria-live="polite">{copied ? texts.copied : texts.copy}</button>;
}
