import { parseRfc3339 } from "../../api/time.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { columnsOf } from "../../engine/apiserver/table/table.ts";
import type { PrintedCell } from "../model.ts";

/** Columns that run on with time, and the one that is said beside them. */
const LEFT_OUT = new Set(["Name", "Age", "Duration", "Last Schedule"]);

/** The columns of `kubectl get` that stand still while nothing is written. */
export const printed = (kind: string, object: KubernetesObject): readonly PrintedCell[] =>
  columnsOf(kind).filter(({ name, wide }) => !wide && !LEFT_OUT.has(name)).map(({ name, cell }) => ({ name: name.toUpperCase(), text: String(cell(object, 0)) }));

/** A time of the API as virtual milliseconds; without one, 0s. */
export const virtualMs = (time: string | null | undefined, startsAtMs: number): number => (parseRfc3339(time ?? "") ?? startsAtMs) - startsAtMs;
