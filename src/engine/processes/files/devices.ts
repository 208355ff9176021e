/** What a path below /dev leads to. */
export type Device = { readonly device: "null" | "zero" | "random" } | { readonly device: "fd"; readonly fd: number } | { readonly device: "tty" };

const DEVICES: Readonly<Record<string, Device>> = {
  "/dev/null": { device: "null" },
  "/dev/zero": { device: "zero" },
  "/dev/full": { device: "null" },
  "/dev/random": { device: "random" },
  "/dev/urandom": { device: "random" },
  "/dev/stdin": { device: "fd", fd: 0 },
  "/dev/stdout": { device: "fd", fd: 1 },
  "/dev/stderr": { device: "fd", fd: 2 },
  "/dev/tty": { device: "tty" },
  "/proc/self/fd/0": { device: "fd", fd: 0 },
  "/proc/self/fd/1": { device: "fd", fd: 1 },
  "/proc/self/fd/2": { device: "fd", fd: 2 },
};

export function deviceAt(path: string): Device | undefined {
  if (!path.startsWith("/dev/") && !path.startsWith("/proc/self/fd/")) return undefined;
  const known = Object.hasOwn(DEVICES, path) ? DEVICES[path] : undefined;
  if (known) return known;
  const fd = /^\/dev\/fd\/(\d{1,3})$/.exec(path);
  return fd ? { device: "fd", fd: Number(fd[1]) } : undefined;
}

export const deviceNames: readonly string[] = ["fd", "full", "null", "random", "shm", "stderr", "stdin", "stdout", "tty", "urandom", "zero"];
