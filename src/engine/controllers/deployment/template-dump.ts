import { canonicalJson } from "../../simulation/canonical-json.ts";
import type { PodTemplateSpec } from "../../../api/workloads.ts";

/** A template as text, the same for equal templates. */
export const dumpOfTemplate = (template: PodTemplateSpec): string => canonicalJson(template);
