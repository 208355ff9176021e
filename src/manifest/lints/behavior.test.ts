import { expect, test } from "vitest";
import { lintTexts } from "../../app/strings/lints.ts";
import { judge } from "../judge.ts";

const manifest = (behavior: string, kind = "Pod"): string => {
  const pod = (indent: string): string => `${indent}metadata:\n${indent}  name: web\n${indent}  labels: { app: web }\n${indent}  annotations:\n${indent}    kubarium.dev/behavior: ${behavior}\n${indent}spec:\n${indent}  containers:\n${indent}  - name: app\n${indent}    image: nginx\n`;
  return kind === "Pod" ? `apiVersion: v1\nkind: Pod\n${pod("")}` : `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n${pod("    ")}`;
};

function found(text: string): readonly (readonly [marked: string, en: string, zh: string])[] {
  return judge(text, "pod.yaml").flatMap(({ finding, range }) =>
    finding.code === "behavior" ? [[text.slice(range.start, range.end), lintTexts.en.findings.behavior(finding), lintTexts.zh.findings.behavior(finding)] as const] : [],
  );
}

test.each(["Pod", "Deployment"])("a %s whose behaviour is understood has nothing to say", (kind) => expect(found(manifest(`'{"listen": 8080}'`, kind))).toEqual([]));

test.each(["Pod", "Deployment"])("a %s's faults are marked at their field, in both languages", (kind) => {
  expect(found(manifest(`'{"startup": "soon", "containres": {}}'`, kind))).toEqual([
    ['"startup"', 'Behaviour, startup: it must be a duration such as "10s"', '行为脚本 startup：应为时长，如 "10s"'],
    ['"containres"', "Behaviour, containres: there is no such field; here are startup, listen, responses, memory, cpu, log, files, exit, onTerm", "行为脚本 containres：没有这个字段；这里可用 startup、listen、responses、memory、cpu、log、files、exit、onTerm"],
  ]);
});

test("what is no JSON, and a container that is not there", () => {
  expect(found(manifest("'{listen: 8080'"))).toEqual([["kubarium.dev/behavior", "Behaviour: this is not readable as JSON", "行为脚本：无法按 JSON 读取"]]);
  expect(found(manifest(`'{"containers": {"web": {}}}'`))).toEqual([['"web"', "Behaviour, containers.web: the Pod has no container of this name; it has app", "行为脚本 containers.web：Pod 中没有叫这个名字的容器；现有 app"]]);
});
