import { describe, expect, test } from "vitest";
import { play } from "../../cli/play.ts";
import type { Json } from "../../api/json.ts";
import { readScenario } from "../../scenario/read-scenario.ts";

/** What each command says: stdout and stderr, the names of temporary files as XXXXX, and its exit code. */
function said(...runs: readonly string[]): readonly string[] {
  const inputs = [{ at: "0s", run: "kubectl create deployment web --image=nginx --replicas=1; kubectl create configmap a --from-literal=k=one; kubectl create configmap b --from-literal=k=one" }, ...runs.map((run) => ({ run }))];
  const scenario = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" }, spec: { inputs, until: "30s" } } as unknown as Json);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  return play(scenario.scenario, { freeze: true }).report.transcript.slice(1).map(({ stdout, stderr, exitCode }) => `${stdout}${stderr}[${exitCode}]`.replaceAll(/kubectl-edit-[a-z0-9]{5}\b/g, "kubectl-edit-XXXXX"));
}

// Words of Editor.Launch and EditOptions.Run (kubectl/pkg/cmd/util/editor/editor.go, editoptions.go).
describe("kubectl edit", () => {
  test.each([
    ["a command that changes the file, by KUBE_EDITOR", "KUBE_EDITOR=\"sed -i 's/replicas: 1/replicas: 3/'\" kubectl edit deployment web; kubectl get deployment web -o jsonpath={.spec.replicas}", "deployment.apps/web edited\n3[0]"],
    ["EDITOR, where there is no other", "EDITOR='sed -i s/one/two/' kubectl edit cm a; kubectl get cm a -o jsonpath={.data.k}", "configmap/a edited\ntwo[0]"],
    ["quotes are the shell's", `export KUBE_EDITOR="sed -i -e 's/k: one/k: other words/'"; kubectl edit cm/a; kubectl get cm a -o jsonpath={.data.k}`, "configmap/a edited\nother words[0]"],
    ["nothing changed", "KUBE_EDITOR=true kubectl edit cm a", "Edit cancelled, no changes made.\n[0]"],
    ["a comment is no change", "KUBE_EDITOR='sed -i 1i#hello' kubectl edit cm a", "Edit cancelled, no changes made.\n[0]"],
    ["an empty file", "KUBE_EDITOR='truncate -s 0' kubectl edit cm a", "Edit cancelled, saved file was empty.\n[0]"],
    ["an editor that is not there", "KUBE_EDITOR=emacs kubectl edit cm a", 'error: unable to launch the editor "emacs"\n[1]'],
    ["an editor that fails", "KUBE_EDITOR=false kubectl edit cm a", 'error: there was a problem with the editor "false"\n[1]'],
    ["an object that is not there", "KUBE_EDITOR=true kubectl edit cm nope", 'Error from server (NotFound): configmaps "nope" not found\n[1]'],
    ["a name of another", "KUBE_EDITOR=\"sed -i 's/name: a$/name: c/'\" kubectl edit cm a", 'A copy of your changes has been stored to "/tmp/kubectl-edit-XXXXX.yaml"\nerror: At least one of apiVersion, kind and name was changed\n[1]'],
    ["what the server refuses is opened again, and left where nothing changes then", "KUBE_EDITOR=\"sed -i 's/replicas: 1/replicas: -1/'\" kubectl edit deploy web", 'error: deployments.apps "web" is invalid\nA copy of your changes has been stored to "/tmp/kubectl-edit-XXXXX.yaml"\nerror: Edit cancelled, no valid changes were saved.\n[1]'],
    ["what is no YAML too", "KUBE_EDITOR=\"sed -i 's/: one$/: [one/'\" kubectl edit cm a 2>&1 | tail -n 1", "error: Edit cancelled, no valid changes were saved.\n[0]"],
    ["an editor that breaks the file anew each time is stopped", "printf '#!/bin/sh\\necho \": [\" >> $1\\n' > breaker; chmod +x breaker; KUBE_EDITOR=./breaker kubectl edit cm a 2>&1 | tail -n 1", "error: Edit cancelled, no valid changes were saved.\n[0]"],
    ["several, of which one changes", "KUBE_EDITOR='sed -i 9s/one/two/' kubectl edit cm/a cm/b", "configmap/a edited\nconfigmap/b skipped\n[0]"],
    ["the patch, and JSON to edit", "KUBE_EDITOR='sed -i s/one/two/' kubectl edit cm a --output-patch", 'Patch: {"data":{"k":"two"}}\nconfigmap/a edited\n[0]'],
    ["a field that nobody knows", "KUBE_EDITOR='sed -i s/replicas:/replica:/' kubectl edit deploy web 2>&1 | head -n 1", 'error: deployments.apps "web" is invalid\n[0]'],
  ])("%s", (_, run, expected) => expect(said(run)).toEqual([expected]));
});
