import type { HTTPGetAction, Lifecycle, Probe } from "../../../../api/types.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isHttpHeaderName } from "../formats.ts";
import { notNegative } from "../object-meta.ts";
import { validatePortNumberOrName } from "./ports.ts";

/** The union of what probes and hooks may do. */
interface Handler {
  readonly exec?: { readonly command?: readonly string[] };
  readonly httpGet?: HTTPGetAction;
  readonly tcpSocket?: { readonly port: number | string };
  readonly grpc?: { readonly port: number };
  readonly sleep?: { readonly seconds: number };
}
type GracePeriod = number | undefined;

// Mirrors validateHandler (pkg/apis/core/validation/validation.go): only the first of several is looked into.
function validateHandler(handler: Handler, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  let found = false;
  const only = (name: string, validate: (at: string) => void): void => {
    if (found) errors.push(forbidden(`${path}.${name}`, "may not specify more than 1 handler type"));
    else validate(`${path}.${name}`);
    found = true;
  };
  if (exec) only("exec", (at) => validateExec(exec, at, errors));
  if (httpGet) only("httpGet", (at) => validateHttpGet(httpGet, at, errors));
  if (tcpSocket) only("tcpSocket", (at) => validatePortNumberOrName(tcpSocket.port, `${at}.port`, errors));
  if (grpc) only("grpc", (at) => validatePortNumberOrName(grpc.port, `${at}.port`, errors));
  if (sleep) only("sleep", (at) => validateSleep(sleep.seconds, gracePeriod, at, errors));
  if (!found) errors.push(required(path, "must specify a handler type"));
}

function validateExec(exec: { readonly command?: readonly string[] }, path: string, errors: FieldError[]): void {
  if (!exec.command?.length) errors.push(required(`${path}.command`));
}

const schemes = ["HTTP", "HTTPS"];

function validateHttpGet(action: HTTPGetAction, path: string, errors: FieldError[]): void {
  if (!action.path) errors.push(required(`${path}.path`));
  validatePortNumberOrName(action.port, `${path}.port`, errors);
  if (!schemes.includes(action.scheme ?? "")) errors.push(notSupported(`${path}.scheme`, action.scheme ?? "", schemes));
  for (const { name } of action.httpHeaders ?? []) errors.push(...invalidEach(`${path}.httpHeaders`, name, isHttpHeaderName(name)));
}

function validateSleep(seconds: number, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  if (gracePeriod === undefined || (seconds >= 0 && seconds <= gracePeriod)) return;
  errors.push(invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`));
}

export function validateLifecycle(lifecycle: Lifecycle, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  if (lifecycle.postStart) validateHandler(lifecycle.postStart, gracePeriod, `${path}.postStart`, errors);
  if (lifecycle.preStop) validateHandler(lifecycle.preStop, gracePeriod, `${path}.preStop`, errors);
}

const probeNumbers = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] as const;

function validateProbe(probe: Probe, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  validateHandler(probe, gracePeriod, path, errors);
  for (const name of probeNumbers) {
    const value = probe[name] ?? 0;
    if (value < 0) errors.push(invalid(`${path}.${name}`, value, notNegative));
  }
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0) errors.push(invalid(`${path}.terminationGracePeriodSeconds`, grace, "must be greater than 0"));
}

/** Liveness and startup probes: one success is enough. */
function validateKillingProbe(probe: Probe, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  validateProbe(probe, gracePeriod, path, errors);
  if (probe.successThreshold !== 1) errors.push(invalid(`${path}.successThreshold`, probe.successThreshold ?? 0, "must be 1"));
}

function validateReadinessProbe(probe: Probe, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  validateProbe(probe, gracePeriod, path, errors);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined) errors.push(invalid(`${path}.terminationGracePeriodSeconds`, grace, "must not be set for readinessProbes"));
}

interface Probes {
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

export function validateProbes(container: Probes, gracePeriod: GracePeriod, path: string, errors: FieldError[]): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) validateKillingProbe(livenessProbe, gracePeriod, `${path}.livenessProbe`, errors);
  if (readinessProbe) validateReadinessProbe(readinessProbe, gracePeriod, `${path}.readinessProbe`, errors);
  if (startupProbe) validateKillingProbe(startupProbe, gracePeriod, `${path}.startupProbe`, errors);
}
