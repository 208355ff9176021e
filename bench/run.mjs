// `npm run bench`: measures, each in a process of its own, and prints tables. What is measured and how: README.md beside this.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { bundle } from "../scripts/bundle.mjs";
import { pageBench } from "./page/bench.mjs";
import { bundlePeer, PEER } from "./peer.mjs";
import { ms, ratio, table } from "./table.mjs";

const quick = process.argv.includes("--quick");
const withPeer = !process.argv.includes("--no-peer");
const onlyPage = process.argv.includes("--page");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const workshop = mkdtempSync(join(tmpdir(), "kubarium-bench-"));

try {
  if (!onlyPage) await main();
  await pageBench(root, quick);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

async function main() {
  const engine = await bundle(root, "bench/main.ts", join(root, "dist", "bench"));
  const measure = (...args) => child([join(root, "bench/child.mjs"), engine, ...args]);
  const peer = withPeer ? await bundlePeer(workshop, join(root, "bench/peer-pods.mjs")) : { absent: "--no-peer" };
  console.log(`CPU time is user + system time of a fresh process, JIT and garbage collector included. Reference: a fixed workload of sorting and Map writes,`);
  console.log(`measured before each table; "x ref" is CPU time over it. Budgets are DESIGN §10's.${quick ? " --quick: small sizes." : ""}\n`);

  section("N pods with an HTTP readiness probe, from their creates to all Ready", measure, (ref) => probed(measure, peer, ref));
  section("N plain pods on 100 nodes, from their creates to all Running", measure, (ref) => plain(measure, ref));
  section("Deployments: one from its create to all Ready; many that all roll at once", measure, (ref) => workloads(measure, ref));
  section("Nodes that nothing happens on", measure, (ref) => idle(measure, ref));
  section("Ready pods, probed every 10 s, left alone", measure, (ref) => steady(measure, ref));
  section("Shells: `while true; do sleep 1; done`", measure, (ref) => scripts(measure, ref));
  section("Checkpoint and restore", measure, (ref) => checkpoints(measure, ref));
  section("Seek: restore the nearest checkpoint and run to a place of the past", measure, (ref) => seeks(measure, ref));
}

function section(title, measure, rows) {
  const { cpuMs } = measure("reference");
  console.log(`## ${title}\nreference: ${ms(cpuMs)}\n\n${table(rows(cpuMs))}\n`);
}

function probed(measure, peer, ref) {
  const budgets = { 300: "< 300 ms" };
  const peerSizes = quick ? [10] : [10, 100, 300];
  return (quick ? [10, 30] : [10, 100, 300, 1000, 3000]).map((pods) => {
    const cold = measure("probed", pods);
    const warm = measure("probed-warm", pods);
    const row = { pods, occurrences: cold.occurrences, "CPU": ms(cold.cpuMs), "x ref": ratio(cold.cpuMs, ref), "CPU, warm": ms(warm.cpuMs), "per pod, warm": ms(warm.cpuMs / pods), "virtual s": (cold.virtualMs / 1000).toFixed(1), budget: budgets[pods] ?? "" };
    return { ...row, [PEER]: peerSizes.includes(pods) ? againstPeer(peer, pods, cold.cpuMs) : "" };
  });
}

function againstPeer(peer, pods, ours) {
  if (peer.absent) return `absent: ${peer.absent}`;
  const theirs = child([peer.module, pods], 300_000);
  return theirs ? `${ms(theirs.cpuMs)} = ${ratio(theirs.cpuMs, ours)} of ours` : "not done in 300 s";
}

function plain(measure, ref) {
  const [few, many] = quick ? [50, 200] : [1000, 10_000];
  const rows = [few, many].map((pods) => measure("plain", pods, 100));
  const perPod = rows.map(({ cpuMs, pods }) => cpuMs / pods);
  const growth = `${(perPod[1] / perPod[0]).toFixed(2)}x`;
  return rows.map((row, i) => ({
    pods: row.pods,
    occurrences: row.occurrences,
    CPU: ms(row.cpuMs),
    "x ref": ratio(row.cpuMs, ref),
    "per pod": ms(perPod[i]),
    "growth per pod": i === 0 ? "" : growth,
    budget: i === 0 || quick ? "" : "< 10 s, < 1.3x",
  }));
}

function steady(measure, ref) {
  return ["http", "exec"].map((probe) => {
    const row = measure("steady", probe, 30, quick ? 600 : 36_000);
    const speed = row.virtualSeconds / (row.cpuMs / 1000);
    return { probe, pods: row.pods, "virtual s": row.virtualSeconds, occurrences: row.occurrences, CPU: ms(row.cpuMs), "virtual s per CPU s": Math.round(speed), "virtual s per reference": Math.round((speed * ref) / 1000), budget: "> 20000 per s" };
  });
}

function workloads(measure, ref) {
  const rows = [["deployed", measure("deployed", quick ? 20 : 300), "< 300 ms"], ["rolled", measure("rolled", quick ? 10 : 1000), ""]];
  return rows.map(([what, row, budget]) => ({ what, deployments: row.deployments, replicas: row.replicas, occurrences: row.occurrences, "virtual s": row.virtualMs / 1000, CPU: ms(row.cpuMs), "x ref": ratio(row.cpuMs, ref), budget: quick ? "" : budget }));
}

function idle(measure, ref) {
  const row = measure("idle", quick ? 20 : 500, quick ? 600 : 3600);
  return [{ nodes: row.nodes, "virtual s": row.virtualSeconds, occurrences: row.occurrences, CPU: ms(row.cpuMs), "x ref": ratio(row.cpuMs, ref), "virtual s per CPU s": Math.round(row.virtualSeconds / (Math.max(1, row.cpuMs) / 1000)) }];
}

function scripts(measure, ref) {
  const row = measure("scripts", quick ? 20 : 1000, quick ? 60 : 600);
  return [{ pods: row.pods, "virtual s": row.virtualSeconds, occurrences: row.occurrences, CPU: ms(row.cpuMs), "x ref": ratio(row.cpuMs, ref), "wake-ups per CPU s": Math.round(row.wakeUps / (row.cpuMs / 1000)), budget: quick ? "" : "< 1500 ms" }];
}

function checkpoints(measure, ref) {
  return (quick ? [20] : [100, 350]).map((pods) => {
    const row = measure("checkpoint", pods);
    return { pods, objects: row.objects, checkpoint: ms(row.checkpointMs), "x ref": ratio(row.checkpointMs, ref), restore: ms(row.restoreMs), budget: "checkpoint < 2 ms at 2,000 objects" };
  });
}

function seeks(measure, ref) {
  const row = quick ? measure("seek", 10, 600_000) : measure("seek", 100, 3_600_000);
  return [{ pods: row.pods, "virtual s": row.hourMs / 1000, "CPU of playing it": ms(row.playMs), checkpoints: row.checkpoints, "seek, mean": ms(row.meanMs), "seek, worst": ms(row.worstMs), "x ref": ratio(row.worstMs, ref), budget: "< 100 ms" }];
}

/** What a child measured; undefined if it took longer than `timeout`. A child that fails ends the bench. */
function child(args, timeout) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args.map(String), { encoding: "utf8", timeout, maxBuffer: 1 << 26 });
  if (signal && timeout) return undefined;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr || signal}`);
  return JSON.parse(stdout);
}
