import * as fc from "fast-check";
import { expect, test } from "vitest";
import { askedCommands, MOST_CHARACTERS, MOST_COMMANDS } from "./asked-commands.ts";

test.each<[what: string, search: string, commands: ReturnType<typeof askedCommands>]>([
  ["nothing is asked for", "", undefined],
  ["only other things are asked for", "?scene=crash-loop&t=45s&lang=zh", undefined],
  ["an empty command", "?run=&run=%20", undefined],
  ["a command as a browser sends it", "?run=kubectl%20run%20web%20--image=nginx", ["kubectl run web --image=nginx"]],
  ["a command with plain blanks", "?run=kubectl run web --image=nginx", ["kubectl run web --image=nginx"]],
  ["a command with plus signs for blanks", "?run=kubectl+run+web+--image=nginx", ["kubectl run web --image=nginx"]],
  ["a plus sign beside blanks", "?run=date%20+%25s", ["date +%s"]],
  ["a percent sign that nobody encoded", "?run=echo 100% of %zz", ["echo 100% of %zz"]],
  ["bytes that are no text", "?run=echo %ff%fe", ["echo %ff%fe"]],
  ["several commands, in their order", "?run=kubectl run a --image=nginx&lang=zh&run=kubectl get pods", ["kubectl run a --image=nginx", "kubectl get pods"]],
  ["two that a shell joins", "?run=kubectl get pods && kubectl get nodes&lang=zh", ["kubectl get pods && kubectl get nodes"]],
  ["two without blanks between", "?run=true&&false", ["true&&false"]],
  ["one in the background", "?run=sleep 5 & kubectl get pods", ["sleep 5 & kubectl get pods"]],
  ["what a chat adds to a link", "?run=kubectl get pods&utm_source=chat&fbclid=1", ["kubectl get pods"]],
  ["an address that ends loosely", "?run=kubectl get pods&&", ["kubectl get pods"]],
  ["lines, with the prompts of an article", "?run=$ kubectl get pods%0Aweb 1/1 Running%0A$ kubectl get nodes", ["kubectl get pods", "kubectl get nodes"]],
  ["dashes that grew together, blanks that do not break", "?run=kubectl%C2%A0run web %E2%80%94image=nginx %E2%80%93restart=Never", ["kubectl run web --image=nginx --restart=Never"]],
  ["characters that would steer a terminal", "?run=echo a%1b]0;x%07b", ["echo a ]0;x b"]],
  ["Chinese", "?run=echo 你好", ["echo 你好"]],
  ["as many as are taken", `?${"run=ls&".repeat(MOST_COMMANDS)}`, Array.from({ length: MOST_COMMANDS }, () => "ls")],
  ["one more", `?${"run=ls&".repeat(MOST_COMMANDS + 1)}`, "tooMuch"],
  ["one that is too long", `?run=${"a".repeat(MOST_CHARACTERS + 1)}`, "tooMuch"],
  ["one that is far too long", `?run=${"%41".repeat(1_000_000)}`, "tooMuch"],
])("%s", (_, search, commands) => expect(askedCommands(search)).toEqual(commands));

test("whatever stands in an address is answered", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (text) => {
      const commands = askedCommands(`?run=${text}`);
      if (Array.isArray(commands)) for (const command of commands) expect(command).not.toMatch(/[\u0000-\u0008\u001b\u007f]/);
    }),
  );
});
