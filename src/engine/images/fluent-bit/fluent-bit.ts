import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer } from "../serving/app-server.ts";
import { slashTime } from "../serving/clock.ts";

const line = (context: ProcessContext, of: string, text: string): string => `[${slashTime(context)}] [ info] [${of}] ${text}`;

const server = appServer({
  name: "fluent-bit",
  log: "stderr",
  ports: () => [2020],
  memoryBytes: 14_000_000,
  idleMicro: 1400,
  starting: (context) => ["Fluent Bit v4.0.9", "* Copyright (C) 2015-2025 The Fluent Bit Authors", line(context, "engine", "started (pid=1)")],
  ready: (context) => [line(context, "sp", "stream processor started")],
  answer: () => ({ status: 200, type: "application/json", body: '{"fluent-bit":{"version":"4.0.9","edition":"Community"}}' }),
  stopping: (context) => [`[${slashTime(context)}] [engine] caught signal (SIGTERM)`, line(context, "engine", "service has stopped (0 pending tasks)")],
});

/** Distroless: only the "-debug" tags have a shell. */
export const fluentBit = imageOn({
  repository: "docker.io/fluent/fluent-bit",
  tags: (tag) => tag === "latest" || /^[1-4]\.\d+(\.\d+)?$/.test(tag),
  base: "scratch",
  adds: [42_000_000],
  exposedPorts: [2020],
  cmd: ["/fluent-bit/bin/fluent-bit", "-c", "/fluent-bit/etc/fluent-bit.conf"],
  files: { "/fluent-bit/etc/fluent-bit.conf": "[SERVICE]\n    Flush        1\n    HTTP_Server  On\n" },
  executables: { "/fluent-bit/bin/fluent-bit": "fluent-bit" },
  programs: [server],
});
