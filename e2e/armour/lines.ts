import type { Draw } from "../hostile/mutations.ts";
import { pick, spoiled } from "./mutate.ts";

/** Command lines: sound ones, made by a grammar, and both of them spoiled. */

const sound: readonly string[] = [
  "kubectl apply -f pod.yaml", "kubectl get pods -o wide", "kubectl get pods -A --sort-by=.metadata.name", "kubectl describe pod web", "kubectl get nodes -o yaml", "kubectl logs web --previous", "kubectl exec web -- sh -c 'echo $HOSTNAME; ls /'",
  "kubectl exec -it web -- sh", "kubectl delete pod web --grace-period=0 --force", "kubectl run other --image=nginx:1.27 --restart=Never --labels=a=b", "kubectl explain pod.spec.containers", "kubectl get pod web -o jsonpath='{.status.phase}{\"\\n\"}'",
  "kubectl get pods -o custom-columns=NAME:.metadata.name,S:.status.phase", "kubectl label pod web a=b --overwrite", "kubectl annotate pod web a-", "kubectl patch pod web -p '{\"metadata\":{\"labels\":{\"x\":\"y\"}}}'", "kubectl wait --for=condition=Ready pod/web --timeout=1s",
  "kubectl get pods -w", "kubectl get events --field-selector involvedObject.name=web", "kubectl create configmap c --from-literal=a=b --dry-run=client -o yaml", "kubectl config set-context --current --namespace=kube-system", "kubectl get --raw /api/v1/pods", "kubectl api-resources", "kubectl version",
  "kubectl scale deployment d --replicas=3", "kubectl cp web:/etc/hosts ./hosts", "kubectl edit pod web", "kubectl replace --force -f pod.yaml", "kubectl diff -f pod.yaml", "cat pod.yaml | kubectl apply -f -", "kubarium node stop worker-1", "kubarium traffic",
  "cat <<EOF > a.txt\nhello $USER\nEOF", "cat <<'EOF' | kubectl apply -f -\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nEOF", "for i in $(seq 1 5); do echo $i; done", "while read -r line; do echo \"$line\"; done < pod.yaml", "i=0; until [ $i -ge 3 ]; do i=$((i+1)); done; echo $i",
  "f() { echo \"$1\" | sed 's/a/b/g'; }; f banana", "trap 'echo bye' EXIT; echo hi", "set -e; false; echo no", "case $HOME in /*) echo abs;; *) echo rel;; esac", "grep -c kind *.yaml | sort -rn | head -3", "awk '{print $1}' pod.yaml", "printf '%s %d\\n' a 1", "echo $((1<<62)) $((5/2)) $((010))",
  "sleep 5 &", "jobs; kill %1; wait", "export A=b; env | grep A", "find . -name '*.yaml' -exec cat {} \\;", "xargs -n1 echo < pod.yaml", "tr a-z A-Z < pod.yaml > B.txt", "date; uname -a; hostname; id", "exec 3>&1; echo x >&3", "(cd /tmp && ls -la); pwd", "echo ${A:-b} ${#HOME} ${HOME%/*} ${HOME##*/}", "ls /proc/self", "dd if=/dev/zero of=big bs=1k count=10", "yes | head -3", "tail -f pod.yaml", "watch -n 1 kubectl get pods", "curl -s http://10.0.0.1", "vi pod.yaml", "top", "ps aux",
];

const words: readonly string[] = ["kubectl", "get", "pods", "pod/web", "-o", "yaml", "json", "--all", "-n", "kube-system", "-f", "pod.yaml", "-", "echo", "a", "b", "$A", "${A}", "${A:-$B}", "$(echo x)", "`echo y`", "$((1+2))", "'single'", '"dou $A ble"', "*", "?", "[a-z]*", "~", "/dev/null", "/proc/1/environ", "true", "false", "cat", "sort", "sed", "s/a/b/", "-e", "--", "--foo=bar", "-x", "=", "a=b", "{a,b}", "\\", "{}", "!", "$?", "$$", "$!", "$@", "$#", "$0", "9223372036854775807", "-1"];
const joins: readonly string[] = [" ", " ", " ", " ", " ", " | ", " && ", " || ", "; ", " & ", " > ", " >> ", " < ", " 2>&1 ", " <<< ", "\n", "  "];

function made(next: Draw, depth: number): string {
  const simple = (): string => Array.from({ length: 1 + next(6) }, () => pick(next, words)).join(pick(next, joins));
  if (depth <= 0) return simple();
  const inner = (): string => made(next, depth - 1);
  switch (next(14)) {
    case 0:
      return `if ${inner()}; then ${inner()}; else ${inner()}; fi`;
    case 1:
      return `for x in ${simple()}; do ${inner()}; done`;
    case 2:
      return `( ${inner()} )`;
    case 3:
      return `{ ${inner()}; }`;
    case 4:
      return `$( ${inner()} )`;
    case 5:
      return `case ${pick(next, words)} in ${pick(next, words)}) ${inner()};; *) ${inner()};; esac`;
    case 6:
      return `f() { ${inner()}; }; f ${simple()}`;
    case 7:
      return `echo "${inner()}"`;
    case 8:
      return `cat <<EOF\n${inner()}\nEOF`;
    case 9:
      return `i=0; while [ $i -lt ${next(6)} ]; do ${inner()}; i=$((i+1)); done`;
    default:
      return `${inner()}${pick(next, joins)}${inner()}`;
  }
}

export function someLine(next: Draw): string {
  switch (next(5)) {
    case 0:
      return pick(next, sound);
    case 1:
      return made(next, 3);
    case 2:
      return spoiled(made(next, 2), next);
    default:
      return spoiled(pick(next, sound), next);
  }
}
