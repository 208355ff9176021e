declare module "kubarium:manifest-schema?url" {
  /** Where the schema with field documentation lies: built by scripts/manifest-schema.ts. */
  const url: string;
  export default url;
}

declare module "kubarium:field-documentation?url" {
  /** Where the sentences about fields lie by themselves: built by scripts/manifest-schema.ts. */
  const url: string;
  export default url;
}

// Parts of Monaco that have no types of their own.
declare module "monaco-editor/editor/standalone/browser/standaloneServices" {
  export const StandaloneServices: { get<Service>(id: { readonly _service?: Service }): Service };
}
declare module "monaco-editor/platform/storage/common/storage" {
  export const IStorageService: { readonly _service?: { store(key: string, value: boolean, scope: number, target: number): void } };
}
