import { expect, test } from "vitest";
import { commandName } from "./command-name.ts";

test.each([
  { argv: ["/usr/bin/kubelet", "--config=/x"], name: "kubelet" },
  { argv: ["nginx", "-g", "daemon off;"], name: "nginx" },
  { argv: ["sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"], name: "sshd" },
  { argv: ["/lib/systemd/systemd-journald"], name: "systemd-journal" },
  { argv: [], name: "program" },
])("$argv is $name", ({ argv, name }) => expect(commandName({ argv, program: "program" })).toBe(name));
