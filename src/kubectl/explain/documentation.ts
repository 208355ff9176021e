/** What upstream says of a struct and of its fields. */
export interface StructDocumentation {
  readonly doc: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Finds the sentences about a struct by the schema's name of it ("V1PodSpec"); undefined where none are there. */
export type FindDocumentation = (model: string) => StructDocumentation | undefined;

/**
 * Where `kubectl explain` gets its sentences from, asked only when it is typed: they are not part of the program, as a
 * real kubectl gets them from its server. Undefined = they could not be had.
 */
export type Documentation = () => FindDocumentation | undefined;

/** All sentences as one value that can be kept in a file: of each struct its own, and those of its fields. */
export type DocumentationFile = Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>>;

export function findIn(file: DocumentationFile): FindDocumentation {
  const structs = new Map(Object.entries(file));
  return (model) => {
    const found = structs.get(model);
    return found && { doc: found[0], fields: new Map(Object.entries(found[1])) };
  };
}

/** What is known of the models, and of the types whose values are no structs. */
export const documentationFile = (models: readonly string[], find: FindDocumentation): DocumentationFile =>
  Object.fromEntries([...models, ...VALUE_TYPES].flatMap((model) => {
    const found = find(model);
    return found ? [[model, [found.doc, Object.fromEntries(found.fields)]] as const] : [];
  }));
const VALUE_TYPES = ["V1Time", "V1MicroTime", "Quantity"];
