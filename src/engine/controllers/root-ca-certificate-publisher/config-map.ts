/** The ConfigMap that every namespace has, and what its annotation says of it. */
export const ROOT_CA_CONFIG_MAP = "kube-root-ca.crt";
export const DESCRIPTION_KEY = "kubernetes.io/description";
export const ROOT_CA_DESCRIPTION =
  "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";
