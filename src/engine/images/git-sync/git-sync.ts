import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Syscall } from "../../processes/syscall.ts";
import { debianExecutables, tools, withExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { slashTime } from "../serving/clock.ts";
import { GO_SIGNAL_EXIT, goSignals } from "../serving/go.ts";
import { complain, exit, machine, type Turn } from "../serving/machine.ts";

/** How many times it has synced. */
type Syncs = number;

/** What every repository holds: there is no internet to fetch another from. */
const CONTENT = "hello world 1!\n";
/** A commit of that content. */
const REVISION = "5b4ee3a4d9e2f27f6a1a3a1c8c9b0c8b6f2f9c11";
const CLONE_MS = 900;
const FETCH_MS = 300;

const settingOf = (context: ProcessContext, ...names: readonly string[]): string | undefined => names.map((name) => context.env[name]).find((value) => value !== undefined);
const flagOf = (context: ProcessContext, name: string): string | undefined => {
  const flag = context.argv.find((argument) => new RegExp(`^--?${name}=`).test(argument));
  return flag?.slice(flag.indexOf("=") + 1);
};
const repositoryOf = (context: ProcessContext): string | undefined => flagOf(context, "repo") ?? settingOf(context, "GIT_SYNC_REPO", "GITSYNC_REPO");
const destinationOf = (context: ProcessContext): string => flagOf(context, "dest") ?? settingOf(context, "GIT_SYNC_DEST", "GITSYNC_LINK") ?? "/git";
const waitMs = (context: ProcessContext): number => Number(flagOf(context, "wait") ?? settingOf(context, "GIT_SYNC_WAIT") ?? 0) * 1000;
const rootOf = (context: ProcessContext): string => flagOf(context, "root") ?? settingOf(context, "GIT_SYNC_ROOT", "GITSYNC_ROOT") ?? "/git";
const targetOf = (context: ProcessContext): string => {
  const destination = destinationOf(context);
  return destination.startsWith("/") ? destination : `${rootOf(context)}/${destination}`;
};

const logLine = (context: ProcessContext, text: string): Syscall => complain(`${slashTime(context)} ${text}`);

/** Copies the repository's content to its destination, and again every GIT_SYNC_WAIT seconds; once where that is 0 or missing. */
const gitSync: Program = machine<Syncs>({
  name: "git-sync",
  begin: (context) =>
    repositoryOf(context) === undefined
      ? { data: 0, acts: [logLine(context, "must provide git repo via -repo or GIT_SYNC_REPO"), exit(1)] }
      : { data: 0, acts: [...goSignals, { call: "sleep", ms: CLONE_MS }], wait: { call: "sleep", ms: 0 } },
  onSignal: (syncs) => ({ data: syncs, acts: [exit(GO_SIGNAL_EXIT)] }),
  onWake: (syncs, context) => sync(syncs, context),
}) as Program;

function sync(syncs: Syncs, context: ProcessContext): Turn<Syncs> {
  const target = targetOf(context);
  const write: Syscall = { call: "writeFile", path: `${target}/index.html`, data: CONTENT };
  const acts: Syscall[] =
    syncs === 0
      ? [{ call: "mkdir", path: target, parents: true }, write, logLine(context, `clone "${repositoryOf(context) ?? ""}": Cloning into '${target}'...`), logLine(context, `reset "${REVISION}": HEAD is now at ${REVISION.slice(0, 7)}`)]
      : [write, logLine(context, "fetch \"master\": "), logLine(context, `reset "${REVISION}": HEAD is now at ${REVISION.slice(0, 7)}`)];
  const pauseMs = waitMs(context);
  if (pauseMs <= 0) return { data: syncs + 1, acts: [...acts, exit(0)] };
  return { data: syncs + 1, acts: [...acts, logLine(context, `wait ${pauseMs / 1000} seconds`)], wait: { call: "sleep", ms: pauseMs + FETCH_MS } };
}

const image: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/openweb/git-sync",
  tags: ["latest", "0.0.1"],
  layers: () => [52_000_000],
  entrypoint: ["/git-sync"],
  files: sameFiles({ ...debianFiles(bookworm), "/git/": "" }),
  executables: withExecutables(debianExecutables, { ...tools({ "/usr/bin/curl": "curl" }), "/git-sync": "git-sync" }),
  programs: [gitSync],
  settings: { flavor: "gnu" },
};

export const openwebGitSync = image;
export const kubernetesGitSync: ImageDefinition = {
  ...image,
  repository: "registry.k8s.io/git-sync/git-sync",
  tags: (tag) => /^v[2-4]\.\d+\.\d+$/.test(tag),
  uid: 65533,
};
export const oldGitSync: ImageDefinition = { ...kubernetesGitSync, repository: "registry.k8s.io/git-sync" };
