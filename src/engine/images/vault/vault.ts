import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const server = appServer({
  name: "vault",
  ports: () => [8200],
  memoryBytes: 60_000_000,
  idleMicro: 2700,
  starting: () => ["==> Vault server configuration:", "", '              Listener 1: tcp (addr: "0.0.0.0:8200", cluster address: "0.0.0.0:8201", max_request_duration: "1m30s", max_request_size: "33554432", tls: "disabled")', "                 Version: Vault v1.20.3"],
  ready: (context) => [
    "",
    `==> Vault server started! Log data will stream in below:`,
    "",
    `${isoTime(context)} [INFO]  core: vault is unsealed`,
    "WARNING! dev mode is enabled! In this mode, Vault runs entirely in-memory",
    `Root Token: ${context.env["VAULT_DEV_ROOT_TOKEN_ID"] ?? "hvs.kubariumdevroottoken"}`,
  ],
  answer: (request) => (pathOf(request) === "/v1/sys/health" ? { status: 200, type: "application/json", body: '{"initialized":true,"sealed":false,"standby":false,"version":"1.20.3"}\n' } : { status: 307, body: "", headers: { Location: "/ui/" } }),
  stopping: () => ["==> Vault shutdown triggered"],
});

export const vault: ImageDefinition = imageOn({
  repository: "docker.io/hashicorp/vault",
  tags: (tag) => tag === "latest" || /^1\.(\d|1\d|20)(\.\d+)?$/.test(tag),
  base: "alpine",
  adds: [205_000_000],
  exposedPorts: [8200],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["server", "-dev"],
  executables: { "/bin/vault": "vault", "/usr/local/bin/docker-entrypoint.sh": "vault-entrypoint" },
  programs: [server, execRest("vault-entrypoint", "vault", () => [], ["server", "status", "version"])],
});
/** The official image ended with 1.13. */
export const oldVault: ImageDefinition = { ...vault, repository: "docker.io/library/vault", tags: (tag) => /^(0\.\d+|1\.(\d|1[0-3]))(\.\d+)?$/.test(tag) };
