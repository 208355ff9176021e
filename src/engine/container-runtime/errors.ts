import type { CriError } from "./cri.ts";

/** The words of containerd 2.1 and runc 1.3. */

const unknown = (message: string): CriError => ({ code: "Unknown", message });
const notFound = (message: string): CriError => ({ code: "NotFound", message });

// Mirrors exec.LookPath as runc calls it (libcontainer/standard_init_linux.go): a bare name is looked for in PATH.
/** Why there is nothing to run. */
export function execCause(argv0: string, errno: string): string {
  if (errno === "EACCES") return `exec: "${argv0}": permission denied`;
  if (errno === "EISDIR") return `exec: "${argv0}": is a directory`;
  return argv0.includes("/") ? `exec: "${argv0}": stat ${argv0}: no such file or directory` : `exec: "${argv0}": executable file not found in $PATH`;
}

/** A container whose first process cannot be run. */
export const startError = (argv0: string, errno: string): CriError =>
  unknown(`failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${execCause(argv0, errno)}`);

export const execError = (execId: string, argv0: string, errno: string): CriError =>
  unknown(`failed to exec in container: failed to start exec "${execId}": OCI runtime exec failed: exec failed: unable to start container process: ${execCause(argv0, errno)}`);

// Mirrors execInContainer (containerd internal/cri/server/container_execsync.go).
export const notRunning = (state: string): CriError => unknown(`failed to exec in container: container is in CONTAINER_${state.toUpperCase()} state`);

export const execTimeout = (timeoutMs: number): CriError => ({
  code: "DeadlineExceeded",
  message: `failed to exec in container: timeout ${timeoutMs / 1000}s exceeded: context deadline exceeded`,
});

export const noSuchContainer = (id: string): CriError => notFound(`an error occurred when try to find container "${id}": not found`);
export const noSuchSandbox = (id: string): CriError => notFound(`failed to find sandbox id "${id}": not found`);
export const sandboxNotReady = (id: string): CriError => unknown(`sandbox container "${id}" is not running`);
export const imageNotPresent = (ref: string): CriError => notFound(`failed to resolve image "${ref}": not found`);
export const noCommand = (id: string): CriError => unknown(`failed to generate container "${id}" spec: failed to generate spec: no command specified`);
// Mirrors validateTargetContainer (containerd internal/cri/server/container_create.go).
/** A container that is to see the processes of one that does not run. */
export const targetNotRunning = (id: string, target: { readonly id: string; readonly state: string }): CriError =>
  unknown(`failed to generate container "${id}" spec: invalid target container: container "${target.id}" is not running - in state CONTAINER_${target.state.toUpperCase()}`);
/** StartContainer of a container that has run, or that is being removed. */
export const notCreated = (id: string, state: string): CriError => unknown(`failed to set starting state for container "${id}": container is in CONTAINER_${state.toUpperCase()} state`);

// Mirrors host-local (containernetworking/plugins backend/allocator/allocator.go) inside the bridge plugin's error.
export const noAddresses = (sandboxId: string, range: string): CriError =>
  unknown(`failed to setup network for sandbox "${sandboxId}": plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: ${range}`);
