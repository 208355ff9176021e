import { describe, expect, test } from "vitest";
import { judgeCommand } from "./judge-command.ts";
import { applyFix } from "./judgement.ts";

const about = (line: string): string[] => judgeCommand(line).map(({ finding }) => (finding.code === "command" ? finding.about : finding.code));

/** The first fix of the first judgement that has one, until none has or it only moves to another tool. */
function mended(line: string): string {
  let now = line;
  for (let clicks = 0; clicks < 10; clicks += 1) {
    const fix = judgeCommand(now).find(({ fixes }) => fixes.length > 0)?.fixes[0];
    if (fix === undefined) return now;
    now = applyFix(now, fix);
  }
  throw new Error(`the fixes of ${line} do not come to an end`);
}

describe("judgeCommand", () => {
  test.each<[line: string, about: readonly string[], mended?: string]>([
    ["kubectl get pods -o wide", []],
    ["# kubectl run nginx --image=nginx --replicas=2", []],
    ["", []],
    ["kubectl run nginx --image=nginx", ["runMakesPods"], "kubectl create deployment nginx --image=nginx"],
    ["kubectl run -it --rm tmp --image=busybox -- sh", []],
    ["kubectl run web --image=nginx --replicas=2 --port=80", ["removedRunFlags"], "kubectl create deployment web --image=nginx --replicas=2 --port=80"],
    ["kubectl run web --image=nginx --generator=run-pod/v1", ["removedRunFlags"], "kubectl create deployment web --image=nginx"],
    ["kubectl run pi --image=perl --generator=job/v1", ["removedRunFlags"], "kubectl create job pi --image=perl"],
    ['kubectl run hi --image=busybox --schedule="*/1 * * * ?" --restart=OnFailure', ["removedRunFlags"], 'kubectl create cronjob hi --image=busybox --schedule="*/1 * * * ?"'],
    ["kubectl run web --image=nginx --limits=cpu=1", ["removedRunFlags"]],
    ["kubectl create -f web.yaml --record", ["recordFlag"], "kubectl create -f web.yaml"],
    ["kubectl create deployment web --image=nginx --dry-run -o yaml", ["dryRunValue"], "kubectl create deployment web --image=nginx --dry-run=client -o yaml"],
    ["kubectl rolling-update web --image=nginx:2", ["rollingUpdate"], "kubectl set image deployment/web '*=nginx:2'"],
    ["kubectl rolling-update a b -f b.yaml", ["rollingUpdate"]],
    ["kubectl get pods --show-all", ["removedFlag"], "kubectl get pods"],
    ["kubectl get pod -a", ["removedFlag"], "kubectl get pod"],
    ["kubectl get deploy web -o yaml --export > web.yaml", ["removedFlag"], "kubectl get deploy web -o yaml > web.yaml"],
    ["kubectl version --short", ["removedFlag"], "kubectl version"],
    ["kubectl exec web ls -l /", ["execWithoutDashes"], "kubectl exec web -- ls -l /"],
    ["kubectl exec -it web -c app bash", ["execWithoutDashes"], "kubectl exec -it web -c app -- bash"],
    ["kubectl exec -it web -- bash", []],
    ["kubectl exec -n a web", []],
    ["kubectl get po --show-label", ["flagSpelling"], "kubectl get po --show-labels"],
    ["kubectl get po --all-namespace", ["flagSpelling"], "kubectl get po --all-namespaces"],
    ["kubectl get po --all-namespaces", []],
    ["kubectl get po -l env in (prod,debug)", ["unquotedSelector"], "kubectl get po -l 'env in (prod,debug)'"],
    ["kubectl get po -l !env", ["unquotedSelector"], "kubectl get po -l '!env'"],
    ["kubectl get po -l 'env in (prod)'", []],
    ["kubectl delete pod web —grace-period=5", ["smartDash"], "kubectl delete pod web --grace-period=5"],
    ["kubectl get pods –n kube-system", ["smartDash"], "kubectl get pods -n kube-system"],
    ["kubectl annotate po web note=“hi”", ["smartQuotes"], 'kubectl annotate po web note="hi"'],
    ["kubectl describe po <pod name>", ["placeholder"]],
    ["kubectl logs web -c 0123456789abcdef", ["containerId"]],
    ["kubectl delete pod web --grace-period=0", ["graceZero"], "kubectl delete pod web --grace-period=0 --force"],
    ["kubectl delete pod web --grace-period=0 --force", []],
    ["kubectl delete rs web --cascade=false", ["cascadeValue"], "kubectl delete rs web --cascade=orphan"],
    ["kubectl drain worker-1 --delete-local-data", ["deleteLocalData"], "kubectl drain worker-1 --delete-emptydir-data"],
    ["kubectl autoscale deployment web --max=3 --cpu-percent=80", ["cpuPercent"], "kubectl autoscale deployment web --max=3 --cpu=80%"],
    ["kubectl taint nodes --all node-role.kubernetes.io/master-", ["masterTaint"], "kubectl taint nodes --all node-role.kubernetes.io/control-plane-"],
    ["kubectl convert -f a.yaml", ["convertPlugin"]],
    ["kubectl get cs", ["componentStatuses"]],
    ["kubectl create -f kubia-rc.yaml", ["replicationController"]],
    ["docker ps | grep pause", ["dockerOnNode"], "crictl ps | grep pause"],
    ["minikube start --vm-driver=xhyve", ["minikubeDriver"], "minikube start --driver=xhyve"],
    ["eval $(minikube docker-env)", ["minikubeDockerEnv"]],
    ["$ kubectl get pods", ["pastedPrompt"], "kubectl get pods"],
    ["[root@node1 ~]# kubectl get pods", ["pastedPrompt"], "kubectl get pods"],
    ["$ kubectl get po --show-label", ["pastedPrompt", "flagSpelling"], "kubectl get po --show-labels"],
  ])("%s", (line, expected, fixed = line) => {
    expect(about(line)).toEqual(expected);
    expect(mended(line)).toBe(fixed);
  });

  test("kubectl's own words", () => {
    expect(judgeCommand("kubectl get po --show-label")[0]?.words).toBe("error: unknown flag: --show-label");
    expect(judgeCommand("kubectl rolling-update a b")[0]?.words).toBe('error: unknown command "rolling-update" for "kubectl"');
  });

  test("a line of any length ends", () => expect(judgeCommand(`kubectl exec ${"a ".repeat(100_000)}`)).toEqual([]));
});
