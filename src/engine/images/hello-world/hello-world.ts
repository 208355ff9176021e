import type { Program } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { exit, machine, say } from "../serving/machine.ts";

/** Says its greeting and ends: as a Pod that always restarts it is a crash loop of successes. */
const hello: Program = machine<null>({
  name: "hello-world",
  begin: () => ({ data: null, acts: [say("\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n"), exit(0)] }),
}) as Program;

export const helloWorld = imageOn({
  repository: "docker.io/library/hello-world",
  tags: ["latest", "linux"],
  sameAs: () => "linux",
  base: "scratch",
  adds: [2_400],
  cmd: ["/hello"],
  executables: { "/hello": "hello-world" },
  programs: [hello],
});
