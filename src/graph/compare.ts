import type { ComparedKind, Difference, Entity, EntityKey, ViewModel } from "./model.ts";

/** What two futures of one cluster have in common and what not, at one moment: by what a person reads of each thing. */

/** What is read of an entity: the same thing has the same id in every future, whatever its uid. */
export interface Face {
  readonly id: string;
  readonly kind: ComparedKind;
  readonly of: string;
  readonly name: string;
  readonly key: EntityKey;
  readonly words: readonly (readonly [name: string, text: string])[];
}

/** Undefined for what is not compared: parts, sessions, processes. */
export function faceOf(entity: Entity): Face | undefined {
  const made = (kind: ComparedKind, of: string, name: string, words: Face["words"]): Face => ({ id: `${of} ${name}`, kind, of, name, key: entity.key, words });
  switch (entity.kind) {
    case "pod": {
      const { status, readyCount, containerCount, restarts, node } = entity;
      return made("pod", "Pod", `${entity.namespace}/${entity.name}`, [["STATUS", status], ["READY", `${readyCount}/${containerCount}`], ["RESTARTS", String(restarts)], ["NODE", node]]);
    }
    case "node":
      return made("node", "Node", entity.name, [["STATUS", entity.status], ["taints", entity.taints.join(", ")]]);
    case "workload":
      return made("workload", entity.of, `${entity.namespace}/${entity.name}`, entity.columns.map(({ name, text }) => [name, text]));
    case "service":
      return made("service", "Service", `${entity.namespace}/${entity.name}`, [["endpoints", entity.endpoints.map(({ address, state }) => (state === "ready" ? address : `${address} (${state})`)).join(", ")]]);
    default:
      return undefined;
  }
}

/** What differs between two faces of one thing, one of which may be missing; undefined when nothing does. */
export function difference(a: Face | undefined, b: Face | undefined): Difference | undefined {
  const one = a ?? b;
  if (!one) return undefined;
  const names = [...new Set([...(a?.words ?? []), ...(b?.words ?? [])].map(([name]) => name))];
  const text = (face: Face | undefined, name: string): string => face?.words.find((word) => word[0] === name)?.[1] ?? "";
  const all = names.map((name) => ({ name, a: text(a, name), b: text(b, name) }));
  const fields = a && b ? all.filter((field) => field.a !== field.b) : all.filter((field) => field.a !== field.b && field.name !== "taints");
  if (a && b && fields.length === 0) return undefined;
  return { kind: one.kind, of: one.of, name: one.name, ...(a && { a: a.key }), ...(b && { b: b.key }), fields };
}

const kinds: readonly ComparedKind[] = ["pod", "workload", "service", "node"];

/** Everything that is not the same in both: pods first, each kind by name. */
export function compared(a: ViewModel, b: ViewModel): readonly Difference[] {
  const [ofA, ofB] = [facesOf(a), facesOf(b)];
  const ids = [...new Set([...ofA.keys(), ...ofB.keys()])];
  const found = ids.flatMap((id) => difference(ofA.get(id), ofB.get(id)) ?? []);
  return found.sort((x, y) => kinds.indexOf(x.kind) - kinds.indexOf(y.kind) || (x.name < y.name ? -1 : x.name > y.name ? 1 : 0));
}

export function facesOf(model: ViewModel): ReadonlyMap<string, Face> {
  const faces = new Map<string, Face>();
  for (const entity of model.values()) {
    const face = faceOf(entity);
    if (face) faces.set(face.id, face);
  }
  return faces;
}
