import { asJson } from "../../api/json.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { findResults } from "./evaluate.ts";
import { parseJsonPath, resultText } from "./print.ts";

/** What `kubectl get -o jsonpath=TEMPLATE` prints of an object; missing fields print nothing. Throws on a template that cannot be read. */
export const printedOf = (template: string, object: KubernetesObject): string =>
  findResults(parseJsonPath(template), asJson(object), { allowMissingKeys: true })
    .map((values) => values.map(resultText).join(" "))
    .join("");
