import { describe, expect, test } from "vitest";
import { openCluster } from "../cluster-world.ts";
import { line as input, smallScenario } from "../test-scenario.ts";
import { wordAtCursor } from "./shell-words.ts";

const twoContainers = `
apiVersion: v1
kind: Pod
metadata: { name: two, namespace: shop }
spec: { initContainers: [{ name: setup, image: "busybox:1.36", command: ["true"] }], containers: [{ name: app, image: "nginx:1.27" }, { name: aside, image: "busybox:1.36", command: [sleep, "600"] }] }
`;

const scenario = smallScenario({
  files: { "pod.yaml": twoContainers, "notes.txt": "", "my pod.yaml": "", ".hidden": "", "charts/web/values.yaml": "" },
  inputs: [
    input("kubectl create namespace shop; sleep 1", { atMs: 0 }, "main"),
    input("kubectl apply -f pod.yaml", { afterMs: 0 }, "main"),
    input("kubectl run web --image=nginx:1.27", { afterMs: 0 }, "main"),
    input("kubectl run wait-for --image=nginx:1.27", { afterMs: 0 }, "main"),
    input("alias k=kubectl ks='kubectl -n shop'; export GREETING=hi; cd charts", { afterMs: 0 }, "other"),
  ],
});
const world = openCluster(scenario);
while (world.nowMs < 10_000) world.step(10_000, Number.MAX_SAFE_INTEGER);

/** "|" is the cursor. */
function complete(text: string, session = "main") {
  const cursor = text.indexOf("|");
  const line = text.replace("|", "");
  const answer = world.query({ type: "complete", session, line, cursor }, new Map());
  if (answer.type !== "complete") throw new Error(answer.type);
  return { candidates: answer.candidates, lines: answer.candidates.map((candidate) => line.slice(0, answer.from) + candidate) };
}

describe("Tab", () => {
  test.each<{ line: string; session?: string; offers: readonly string[] }>([
    // Commands.
    { line: "kubec|", offers: ["kubectl"] },
    { line: "unal|", offers: ["unalias"] },
    { line: "echo a; kubec|", offers: ["echo a; kubectl"] },
    { line: "true && (kubec|", offers: ["true && (kubectl"] },
    { line: "A=1 kubec|", offers: ["A=1 kubectl"] },
    { line: "nosuchthing|", offers: [] },
    // kubectl's own commands and their flags.
    { line: "kubectl des|", offers: ["kubectl describe"] },
    { line: "kubectl a|", offers: ["kubectl annotate", "kubectl api-resources", "kubectl api-versions", "kubectl apply", "kubectl attach", "kubectl auth", "kubectl autoscale"] },
    { line: "kubectl create conf|", offers: ["kubectl create configmap"] },
    { line: "kubectl -n shop des|", offers: ["kubectl -n shop describe"] },
    { line: "kubectl get --all-n|", offers: ["kubectl get --all-namespaces"] },
    { line: "kubectl get pods --no-h|", offers: ["kubectl get pods --no-headers"] },
    { line: "kubectl get -o ya|", offers: ["kubectl get -o yaml"] },
    { line: "kubectl get --output=js|", offers: ["json", "jsonpath", "jsonpath-as-json", "jsonpath-file"].map((format) => `kubectl get --output=${format}`) },
    { line: "kubectl get -n sh|", offers: ["kubectl get -n shop"] },
    { line: "kubectl config use-context |", offers: ["kubectl config use-context admin@kubernetes"] },
    // Kinds and names.
    { line: "kubectl get po|", offers: ["kubectl get poddisruptionbudgets.policy", "kubectl get pods", "kubectl get podtemplates"] },
    { line: "kubectl get pods,serv|", offers: ["kubectl get pods,serviceaccounts", "kubectl get pods,servicecidrs.networking.k8s.io", "kubectl get pods,services"] },
    { line: "kubectl get pods |", offers: ["kubectl get pods wait-for", "kubectl get pods web"] },
    { line: "kubectl get po we|", offers: ["kubectl get po web"] },
    { line: "kubectl delete pod web |", offers: ["kubectl delete pod web wait-for"] },
    { line: "kubectl describe pod/w|", offers: ["kubectl describe pod/wait-for", "kubectl describe pod/web"] },
    { line: "kubectl describe pod/web no|", offers: ["kubectl describe pod/web nodes/"] },
    { line: "kubectl get pods -n shop |", offers: ["kubectl get pods -n shop two"] },
    { line: "kubectl --namespace=shop get pods t|", offers: ["kubectl --namespace=shop get pods two"] },
    { line: "kubectl cordon w|", offers: ["kubectl cordon worker-1"] },
    { line: "kubectl taint node |", offers: ["kubectl taint node worker-1"] },
    { line: "kubectl logs we|", offers: ["kubectl logs web"] },
    { line: "kubectl logs de|", offers: ["kubectl logs deployments/"] },
    // Containers.
    { line: "kubectl logs -n shop two -c a|", offers: ["kubectl logs -n shop two -c app", "kubectl logs -n shop two -c aside"] },
    { line: "kubectl -n shop logs two |", offers: ["kubectl -n shop logs two app", "kubectl -n shop logs two aside", "kubectl -n shop logs two setup"] },
    { line: "kubectl exec -it -n shop two -c as|", offers: ["kubectl exec -it -n shop two -c aside"] },
    { line: "kubectl exec web -- l|", offers: [] },
    // Files.
    { line: "kubectl apply -f p|", offers: ["kubectl apply -f pod.yaml"] },
    { line: "kubectl apply -f |", offers: ["kubectl apply -f charts/", "kubectl apply -f my\\ pod.yaml", "kubectl apply -f pod.yaml"] },
    { line: "kubectl apply -f 'my|", offers: ["kubectl apply -f 'my pod.yaml"] },
    { line: "kubectl apply --filename=charts/|", offers: ["kubectl apply --filename=charts/web/"] },
    { line: "cat n|", offers: ["cat notes.txt"] },
    { line: "cat .h|", offers: ["cat .hidden"] },
    { line: "cat ~/charts/w|", offers: ["cat ~/charts/web/"] },
    { line: "cd |", offers: ["cd charts/"] },
    { line: "kubectl get pods > no|", offers: ["kubectl get pods > notes.txt"] },
    { line: "cat web/v|", session: "other", offers: ["cat web/values.yaml"] },
    // The shell's own.
    { line: "echo $GREE|", session: "other", offers: ["echo $GREETING"] },
    { line: "k get pods w|", session: "other", offers: ["k get pods wait-for", "k get pods web"] },
    { line: "ks get pods |", session: "other", offers: ["ks get pods two"] },
    { line: "watch -n 1 kubectl get pods we|", offers: ["watch -n 1 kubectl get pods web"] },
    // In the middle of a line.
    { line: "kubectl get po| -o wide", offers: ["kubectl get poddisruptionbudgets.policy", "kubectl get pods", "kubectl get podtemplates"] },
  ])("$line", ({ line, session, offers }) => {
    const { lines } = complete(line, session);
    expect(lines).toEqual(offers);
  });

  test("offers every flag once, none twice", () => {
    const { candidates } = complete("kubectl get pods -o wide -|");
    expect(candidates).toContain("--selector");
    expect(candidates).toContain("-l");
    expect(candidates).not.toContain("--output");
    expect(new Set(candidates).size).toBe(candidates.length);
  });
});

describe("the word at the cursor", () => {
  test.each([
    ["a b|", { words: ["a"], word: "b", from: 2 }],
    ["a b |", { words: ["a", "b"], word: "", from: 4 }],
    ["a 'b c|", { words: ["a"], word: "b c", from: 2, quote: "'" }],
    ['a "b\\" c|', { words: ["a"], word: 'b" c', from: 2, quote: '"' }],
    ["a b\\ c|", { words: ["a"], word: "b c", from: 2 }],
    ["a | b c|", { words: ["b"], word: "c" }],
    ["a; b|", { words: [], word: "b" }],
    ["x=$(a b|", { words: ["a"], word: "b" }],
    ["a 2>x b|", { words: ["a"], word: "b" }],
    ["a 2> x|", { words: ["a"], word: "x", isRedirection: true }],
    ["A=1 B='2 3' a|", { words: [], word: "a" }],
    ["|", { words: [], word: "", from: 0 }],
  ])("%s", (text, expected) => {
    const cursor = text.lastIndexOf("|");
    expect(wordAtCursor(text.slice(0, cursor) + text.slice(cursor + 1), cursor)).toMatchObject(expected);
  });
});
