import type { ImageDefinition } from "../image.ts";
import type { Program } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { complain, exit, machine, say } from "../serving/machine.ts";

const GO = "go version go1.25.1 linux/amd64";

/** Simplified: of Go's tools there is `go version` alone; nothing is compiled. */
const goTool: Program = machine<null>({
  name: "go",
  begin: ({ argv }) => ({ data: null, acts: argv[1] === "version" ? [say(GO), exit(0)] : [complain(`go ${argv[1] ?? ""}: not simulated by Kubarium`), exit(2)] }),
}) as Program;

export const golang = imageOn({
  repository: "docker.io/library/golang",
  tags: (tag) => tag === "latest" || tag === "alpine" || /^1(\.\d+){0,2}(-alpine(3\.\d+)?|-bookworm|-trixie|-bullseye)?$/.test(tag),
  sameAs: (tag) => ({ latest: "1.25", alpine: "1.25-alpine" })[tag],
  base: "trixie",
  adds: [25_600_000, 67_800_000, 102_000_000, 59_700_000],
  env: { GOLANG_VERSION: "1.25.1", GOPATH: "/go", PATH: "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
  workingDir: "/go",
  cmd: ["bash"],
  files: { "/go/src/": "", "/go/bin/": "" },
  tools: { "/usr/bin/curl": "curl", "/usr/bin/git": "git" },
  executables: { "/usr/local/go/bin/go": "go" },
  programs: [goTool],
});

const VERSION = 'openjdk version "21.0.8" 2025-07-15 LTS\nOpenJDK Runtime Environment Temurin-21.0.8+9 (build 21.0.8+9-LTS)\nOpenJDK 64-Bit Server VM Temurin-21.0.8+9 (build 21.0.8+9-LTS, mixed mode, sharing)';

/** Simplified: Java says its version, and what it says of a jar that is not there; no class is run. */
const java: Program = machine<null>({
  name: "java",
  begin({ argv, files, cwd }) {
    const jar = argv[argv.indexOf("-jar") + 1] ?? "";
    if (argv.includes("-version") || argv.includes("--version")) return { data: null, acts: [complain(VERSION), exit(0)] };
    if (argv.includes("-jar")) {
      const there = files.stat(jar.startsWith("/") ? jar : `${cwd}/${jar}`) !== undefined;
      return { data: null, acts: [complain(there ? `java: ${jar}: not simulated by Kubarium` : `Error: Unable to access jarfile ${jar}`), exit(1)] };
    }
    return { data: null, acts: [complain(argv.length < 2 ? "Usage: java [options] <mainclass> [args...]" : `Error: Could not find or load main class ${argv.at(-1) ?? ""}`), exit(1)] };
  },
}) as Program;

/** jshell reads its input, which a Pod's container has not. */
const jshell: Program = machine<null>({ name: "jshell", begin: () => ({ data: null, acts: [], wait: { call: "read", fd: 0, until: "eof" } }), onWake: (data) => ({ data, acts: [exit(0)] }) }) as Program;

export const temurin: ImageDefinition = imageOn({
  repository: "docker.io/library/eclipse-temurin",
  tags: (tag) => tag === "latest" || /^(8|11|17|21|24|25)([u.][\w.]+)?(-jdk|-jre)?(-alpine|-jammy|-noble|-ubi9-minimal)?$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "25" : undefined),
  base: "ubuntu",
  adds: [17_000_000, 157_000_000],
  env: { JAVA_HOME: "/opt/java/openjdk", JAVA_VERSION: "jdk-21.0.8+9", PATH: "/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
  cmd: ["jshell"],
  executables: { "/opt/java/openjdk/bin/java": "java", "/opt/java/openjdk/bin/jshell": "jshell" },
  programs: [java, jshell],
});
/** Deprecated in 2022: tags up to 18, and no newer. */
export const openjdk: ImageDefinition = { ...temurin, repository: "docker.io/library/openjdk", tags: (tag) => tag === "latest" || /^([6-9]|1[0-8])([u.][\w.]+)?(-jdk|-jre)?(-slim|-alpine|-alpine3\.\d|-buster|-bullseye|-slim-buster|-slim-bullseye|-oracle)?$/.test(tag), sameAs: () => undefined };
