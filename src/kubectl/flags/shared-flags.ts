import { array, bool, duration, int, list, text } from "./flag.ts";
import type { Flag } from "./flag.ts";

/** Flags of every command. Those that change nothing here (log levels, credentials) are accepted and ignored. */
export const globalFlags: readonly Flag[] = [
  text("namespace", { shorthand: "n", usage: "If present, the namespace scope for this CLI request" }),
  text("context", { usage: "The name of the kubeconfig context to use" }),
  text("cluster", { usage: "The name of the kubeconfig cluster to use" }),
  text("user", { usage: "The name of the kubeconfig user to use" }),
  text("kubeconfig", { usage: "Path to the kubeconfig file to use for CLI requests." }),
  text("server", { shorthand: "s", usage: "The address and port of the Kubernetes API server" }),
  text("token", { usage: "Bearer token for authentication to the API server" }),
  text("as", { usage: "Username to impersonate for the operation." }),
  array("as-group", { usage: "Group to impersonate for the operation." }),
  text("as-uid", { usage: "UID to impersonate for the operation." }),
  text("request-timeout", { default: "0", usage: "The length of time to wait before giving up on a single server request." }),
  text("cache-dir", { usage: "Default cache directory" }),
  text("certificate-authority", { usage: "Path to a cert file for the certificate authority" }),
  text("client-certificate", { usage: "Path to a client certificate file for TLS" }),
  text("client-key", { usage: "Path to a client key file for TLS" }),
  text("tls-server-name", { usage: "Server name to use for server certificate validation." }),
  bool("insecure-skip-tls-verify", { usage: "If true, the server's certificate will not be checked for validity." }),
  bool("disable-compression", { usage: "If true, opt-out of response compression for all requests to the server" }),
  bool("match-server-version", { usage: "Require server version to match client version" }),
  bool("warnings-as-errors", { usage: "Treat warnings received from the server as errors and exit with a non-zero exit code" }),
  text("profile", { default: "none", usage: "Name of profile to capture." }),
  text("profile-output", { default: "profile.pprof", usage: "Name of the file to write the profile to" }),
  text("kuberc", { usage: "Path to the kuberc file to use for preferences." }),
  text("log-flush-frequency", { default: "5s", usage: "Maximum number of seconds between log flushes" }),
  int("v", { shorthand: "v", usage: "number for the log level verbosity" }),
  text("vmodule", { usage: "comma-separated list of pattern=N settings for file-filtered logging" }),
  bool("help", { shorthand: "h", usage: "help for the command", hidden: true }),
];

export const filenameFlags: readonly Flag[] = [
  list("filename", { shorthand: "f", usage: "Filename, directory, or URL to files" }),
  text("kustomize", { shorthand: "k", usage: "Process the kustomization directory." }),
  bool("recursive", { shorthand: "R", usage: "Process the directory used in -f, --filename recursively." }),
];

export const outputFlags: readonly Flag[] = [
  text("output", { shorthand: "o", usage: "Output format." }),
  text("template", { usage: "Template string or path to template file to use when -o=go-template, -o=go-template-file." }),
  bool("allow-missing-template-keys", { default: "true", usage: "If true, ignore any errors in templates when a field or map key is missing in the template." }),
  bool("show-managed-fields", { usage: "If true, keep the managedFields when printing objects in JSON or YAML format." }),
];

export const dryRunFlag: Flag = text("dry-run", { default: "none", withoutValue: "unchanged", usage: 'Must be "none", "server", or "client".' });
export const validateFlag: Flag = text("validate", { default: "strict", withoutValue: "strict", usage: 'Must be one of: strict (or true), warn, ignore (or false).' });
export const fieldManagerFlag = (manager: string): Flag => text("field-manager", { default: manager, usage: "Name of the manager used to track field ownership." });
export const selectorFlag: Flag = text("selector", { shorthand: "l", usage: "Selector (label query) to filter on" });
export const fieldSelectorFlag: Flag = text("field-selector", { usage: "Selector (field query) to filter on" });
export const allNamespacesFlag: Flag = bool("all-namespaces", { shorthand: "A", usage: "If present, list the requested object(s) across all namespaces." });
export const timeoutFlag = (standard: string): Flag => duration("timeout", { default: standard, usage: "The length of time to wait before giving up." });
