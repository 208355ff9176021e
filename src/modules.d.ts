declare module "kubarium:manifest-schema?url" {
  /** Where the schema with field documentation lies: built by scripts/manifest-schema.ts. */
  const url: string;
  export default url;
}
