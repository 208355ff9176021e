import { allModels, structOf } from "../../api/schema/schema.ts";

let names: ReadonlySet<string> | undefined;

/** Every name that a field of any kind has. */
export function allFieldNames(): ReadonlySet<string> {
  names ??= new Set(allModels().flatMap((model) => [...(structOf(model)?.fields.keys() ?? [])]));
  return names;
}
