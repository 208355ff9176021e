import type { KubernetesObject } from "../../../api/types.ts";
import type { WithSpec } from "../defaulting/workloads.ts";
import { invalid, invalidEach, notSupported, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isDns1123Subdomain, isPortName, isPortNumber, isWildcardSubdomain, nameIsDnsLabel, nameIsDnsSubdomain } from "./formats.ts";
import { isIp } from "./ip.ts";

interface Backend {
  readonly resource?: object;
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } };
}
interface Path {
  readonly path?: string;
  readonly pathType?: string;
  readonly backend?: Backend;
}
interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: Backend;
  readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths?: readonly Path[] } }[];
  readonly tls?: readonly { readonly hosts?: readonly string[] }[];
}

// Mirrors ValidateIngressSpec (pkg/apis/networking/validation/validation.go).
export function validateIngress(object: KubernetesObject): readonly FieldError[] {
  const spec = (object as WithSpec<IngressSpec>).spec ?? {};
  const errors: FieldError[] = [];
  const { rules = [], defaultBackend, ingressClassName } = spec;
  if (rules.length === 0 && !defaultBackend) errors.push(invalid("spec", null, "either `defaultBackend` or `rules` must be specified"));
  if (defaultBackend) validateBackend(defaultBackend, "spec.defaultBackend", errors);
  rules.forEach(({ host = "", http }, index) => {
    const at = `spec.rules[${index}]`;
    if (host !== "") validateHost(host, `${at}.host`, errors);
    if (!http) return;
    const { paths = [] } = http;
    if (paths.length === 0) errors.push(required(`${at}.http.paths`));
    paths.forEach((path, pathIndex) => validatePath(path, `${at}.http.paths[${pathIndex}]`, errors));
  });
  spec.tls?.forEach(({ hosts = [] }, index) => hosts.forEach((host, at) => validateName(host, `spec.tls[${index}].hosts[${at}]`, errors)));
  if (ingressClassName !== undefined) {
    errors.push(...invalidEach("spec.ingressClassName", ingressClassName, nameIsDnsSubdomain(ingressClassName, false)));
  }
  return errors;
}

function validateHost(host: string, path: string, errors: FieldError[]): void {
  if (isIp(host)) errors.push(invalid(path, host, "must be a DNS name, not an IP address"));
  validateName(host, path, errors);
}

const validateName = (host: string, path: string, errors: FieldError[]): void => {
  errors.push(...invalidEach(path, host, host.includes("*") ? isWildcardSubdomain(host) : isDns1123Subdomain(host)));
};

const pathTypes = ["Exact", "ImplementationSpecific", "Prefix"];
const badSequences = ["//", "/./", "/../", "%2f", "%2F"];
const badEndings = ["/..", "/."];

function validatePath({ path = "", pathType, backend = {} }: Path, at: string, errors: FieldError[]): void {
  if (pathType === undefined) {
    errors.push(required(`${at}.pathType`, "pathType must be specified"));
    return;
  }
  const relative = (): void => {
    if (!path.startsWith("/")) errors.push(invalid(`${at}.path`, path, "must be an absolute path"));
  };
  if (pathType === "Exact" || pathType === "Prefix") {
    relative();
    for (const sequence of badSequences) if (path.includes(sequence)) errors.push(invalid(`${at}.path`, path, `must not contain '${sequence}'`));
    for (const ending of badEndings) if (path.endsWith(ending)) errors.push(invalid(`${at}.path`, path, `cannot end with '${ending}'`));
  } else if (pathType === "ImplementationSpecific") {
    if (path !== "") relative();
  } else errors.push(notSupported(`${at}.pathType`, pathType, pathTypes));
  validateBackend(backend, `${at}.backend`, errors);
}

function validateBackend({ resource, service }: Backend, path: string, errors: FieldError[]): void {
  if (resource && service) errors.push(invalid(path, "", "cannot set both resource and service backends"));
  else if (!resource && !service) errors.push(invalid(path, "", "resource or service backend is required"));
  if (!service || resource) return;
  const { name = "", port = {} } = service;
  if (name === "") errors.push(required(`${path}.service.name`));
  else errors.push(...invalidEach(`${path}.service.name`, name, nameIsDnsLabel(name, false)));
  if (port.name && port.number) errors.push(invalid(path, "", "cannot set both port name & port number"));
  else if (port.name) errors.push(...invalidEach(`${path}.service.port.name`, port.name, isPortName(port.name)));
  else if (!port.number) errors.push(required(path, "port name or number is required"));
  else for (const message of isPortNumber(port.number)) errors.push(invalid(`${path}.service.port.number`, port.number, message));
}
