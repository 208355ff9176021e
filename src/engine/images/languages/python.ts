import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { choosing } from "../serving/choosing.ts";
import { commonLogTime } from "../serving/clock.ts";
import { interpreter } from "./interpreter.ts";
import { pythonLanguage } from "./snippets.ts";

const portOf = ({ argv }: ProcessContext): number => Number(argv.slice(3).find((argument) => /^\d+$/.test(argument)) ?? 8000);
const root = (context: ProcessContext): string => {
  const at = context.argv.findIndex((argument) => argument === "-d" || argument === "--directory");
  return (at < 0 ? context.cwd : (context.argv[at + 1] ?? context.cwd)).replace(/\/$/, "");
};

/** `python -m http.server`: the files of its directory. */
const httpModule = appServer({
  name: "python-http-server",
  log: "stderr",
  ports: (context) => [portOf(context)],
  memoryBytes: 18_000_000,
  answer(request, context) {
    const path = pathOf(request);
    const { files } = context;
    const at = `${root(context)}${path}`;
    const log = (status: number): readonly string[] => [`${request.from ?? "-"} - - [${commonLogTime(context).replace(":", " ").replace(" +0000", "")}] "${request.method} ${request.path} HTTP/1.1" ${status} -`];
    const text = files.read(path.endsWith("/") ? `${at}index.html` : at);
    if (text !== undefined) return { status: 200, type: "text/html", body: text, log: log(200) };
    const names = files.list(at === "" ? "/" : at);
    if (!names) return { status: 404, type: "text/html;charset=utf-8", body: "<title>Error response</title>\n<h1>Error response</h1>\n<p>Error code: 404</p>\n<p>Message: File not found.</p>\n", log: ['code 404, message File not found', ...log(404)] };
    return { status: 200, type: "text/html; charset=utf-8", body: `<title>Directory listing for ${path}</title>\n<ul>\n${names.map((name) => `<li><a href="${name}">${name}</a></li>\n`).join("")}</ul>\n`, log: log(200) };
  },
  portTaken: () => ["Traceback (most recent call last):", "OSError: [Errno 98] Address already in use"],
  stops: ["INT"],
});

const runner = interpreter({
  name: "python-script",
  language: pythonLanguage,
  evaluate: ["-c"],
  prints: { "--version": "Python 3.13.7", "-V": "Python 3.13.7" },
  missingFile: (path) => ({ lines: [`python: can't open file '${path}': [Errno 2] No such file or directory`], code: 2 }),
});

const pythonProgram = choosing("python", [runner, httpModule], ({ argv }) => (argv.some((argument, at) => argument === "-m" && argv[at + 1] === "http.server") ? httpModule : runner));

export const python = imageOn({
  repository: "docker.io/library/python",
  tags: (tag) => tag === "latest" || tag === "slim" || tag === "alpine" || /^(2(\.7(\.\d+)?)?|3(\.([3-9]|1[0-4])(\.\d+)?)?)(-slim|-alpine|-bookworm|-trixie|-bullseye|-slim-bookworm|-slim-trixie|-buster|-slim-buster|-slim-bullseye|-alpine3\.\d+)?$/.test(tag),
  sameAs: (tag) => ({ latest: "3", slim: "3-slim", alpine: "3-alpine" })[tag],
  base: "trixie",
  adds: [25_600_000, 67_800_000, 236_000_000, 27_400_000],
  env: { LANG: "C.UTF-8", PYTHON_VERSION: "3.13.7" },
  cmd: ["python3"],
  tools: { "/usr/bin/curl": "curl", "/usr/bin/wget": "wget" },
  executables: { "/usr/local/bin/python": "python", "/usr/local/bin/python3": "python" },
  programs: [pythonProgram],
});
