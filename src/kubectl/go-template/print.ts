import type { JsonObject } from "../../api/json.ts";
import { fail } from "../failure.ts";

export function goTemplatePrinter(template: string): (object: JsonObject) => string {
  return () => fail(`go-template is not simulated: ${template}`);
}
