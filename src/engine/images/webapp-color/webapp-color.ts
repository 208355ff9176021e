import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, optionOf } from "../serving/app-server.ts";
import { commonLogTime } from "../serving/clock.ts";

const CODES: Readonly<Record<string, string>> = { red: "#e74c3c", green: "#16a085", blue: "#2980b9", blue2: "#30336b", pink: "#be2edd", darkblue: "#130f40" };
const colorOf = (context: ProcessContext): string => optionOf(context, "color") ?? context.env["APP_COLOR"] ?? "red";

/** A Flask app: PID 1 handles no TERM. */
const server = appServer({
  name: "webapp-color",
  ports: () => [8080],
  startMs: 600,
  memoryBytes: 22_000_000,
  refuse: (context) => (CODES[colorOf(context)] === undefined ? { lines: [`Color not supported. Received '${colorOf(context)}' expected one of ${Object.keys(CODES).join(",")}`], code: 1 } : undefined),
  starting: (context) => [
    ` This is a sample web application that displays a colored background. `,
    ...(context.env["APP_COLOR"] === undefined ? ["No command line argument or environment variable. Picking a Random Color =red"] : [`No Command line argument. Color from environment variable =${colorOf(context)}`]),
    " * Serving Flask app \"app\" (lazy loading)",
    " * Running on http://0.0.0.0:8080/ (Press CTRL+C to quit)",
  ],
  answer: (request, context) => ({
    status: 200,
    type: "text/html; charset=utf-8",
    body: `<!doctype html>\n<title>Hello from Flask</title>\n<body style="background: ${CODES[colorOf(context)] ?? ""};">\n<div><h1>Hello from ${context.hostname}!</h1></div>\n`,
    log: [`${request.from ?? "-"} - - [${commonLogTime(context).replace(":", " ").replace(" +0000", "")}] "${request.method} ${request.path} HTTP/1.1" 200 -`],
  }),
  stops: ["INT"],
});

export const webappColor = imageOn({
  repository: "docker.io/kodekloud/webapp-color",
  tags: ["latest", "v1", "v2", "v3"],
  base: "alpine",
  adds: [29_000_000],
  workingDir: "/opt",
  exposedPorts: [8080],
  entrypoint: ["python", "app.py"],
  files: { "/opt/app.py": "from flask import Flask\n" },
  executables: { "/usr/local/bin/python": "webapp-color" },
  programs: [server],
});
