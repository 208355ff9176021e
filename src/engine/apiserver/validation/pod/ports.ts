import type { Container, ContainerPort } from "../../../../api/types.ts";
import { duplicate, invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isPortName, isPortNumber } from "../formats.ts";

const protocols = ["SCTP", "TCP", "UDP"];

// Mirrors validateContainerPorts (pkg/apis/core/validation/validation.go).
export function validateContainerPorts(ports: readonly ContainerPort[], path: string, errors: FieldError[]): void {
  const names = new Set<string>();
  ports.forEach((port, index) => {
    const at = `${path}[${index}]`;
    if (port.name) validatePortName(port.name, names, `${at}.name`, errors);
    if (!port.containerPort) errors.push(required(`${at}.containerPort`));
    else validatePortNumber(port.containerPort, `${at}.containerPort`, errors);
    if (port.hostPort) validatePortNumber(port.hostPort, `${at}.hostPort`, errors);
    if (!port.protocol) errors.push(required(`${at}.protocol`));
    else if (!protocols.includes(port.protocol)) errors.push(notSupported(`${at}.protocol`, port.protocol, protocols));
  });
}

function validatePortName(name: string, names: Set<string>, path: string, errors: FieldError[]): void {
  const messages = isPortName(name);
  if (messages.length > 0) errors.push(...invalidEach(path, name, messages));
  else if (names.has(name)) errors.push(duplicate(path, name));
  else names.add(name);
}

function validatePortNumber(port: number, path: string, errors: FieldError[]): void {
  for (const message of isPortNumber(port)) errors.push(invalid(path, port, message));
}

// Mirrors ValidatePortNumOrName (same file): what probes and hooks aim at.
export function validatePortNumberOrName(port: number | string | undefined, path: string, errors: FieldError[]): void {
  if (typeof port === "string") errors.push(...invalidEach(path, port, isPortName(port)));
  else validatePortNumber(port ?? 0, path, errors);
}

// Mirrors checkHostPortConflicts and AccumulateUniqueHostPorts (same file).
export function validateUniqueHostPorts(containers: readonly Container[], path: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  containers.forEach((container, index) => {
    container.ports?.forEach((port, portIndex) => {
      if (!port.hostPort) return;
      const key = `${port.protocol}/${port.hostIP ?? ""}/${port.hostPort}`;
      if (seen.has(key)) errors.push(duplicate(`${path}[${index}].ports[${portIndex}].hostPort`, key));
      else seen.add(key);
    });
  });
}

// Mirrors validatePodHostNetworkDeps (same file): in a template a port may still be left out.
export function validateHostNetworkPorts(containers: readonly Container[], inTemplate: boolean, path: string, errors: FieldError[]): void {
  containers.forEach((container, index) => {
    container.ports?.forEach((port, portIndex) => {
      if ((port.hostPort ?? 0) === port.containerPort || (inTemplate && !port.hostPort)) return;
      const detail = "must match `containerPort` when `hostNetwork` is true";
      errors.push(invalid(`${path}[${index}].ports[${portIndex}].hostPort`, port.hostPort ?? 0, detail));
    });
  });
}
