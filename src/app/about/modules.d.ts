declare module "virtual:simplified" {
  interface Areas {
    readonly area: "applets" | "shell" | "processes" | "images" | "kubelet" | "network" | "scheduler" | "controllers" | "apiserver" | "kubectl" | "page";
    readonly sentences: readonly string[];
  }
  const simplified: { readonly version: string; readonly areas: readonly Areas[] };
  export default simplified;
}
