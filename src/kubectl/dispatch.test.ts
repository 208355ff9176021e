import fc from "fast-check";
import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { TestBed } from "./testing/test-bed.ts";

test.each([
  { line: "kubectl gett pods", stderr: 'error: unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n\n' },
  { line: "kubectl co", stderr: 'error: unknown command "co" for "kubectl"\n\nDid you mean this?\n\ttop\n\tcordon\n\tcp\n\tcompletion\n\tconfig\n\n' },
  { line: "kubectl set env deploy/web A=b", stderr: 'Error from server (NotFound): deployments.apps "web" not found\n' },
  { line: "kubectl set resources deploy web", stderr: "error: you must specify an update to requests or limits (in the form of --requests/--limits)\n" },
  { line: "kubectl set subject rolebinding rb --user=amy", stderr: "error: kubectl set subject is not simulated: use kubectl patch or kubectl apply\n" },
  // Without a metrics server: RunTopPod and RunTopNode (kubectl/pkg/cmd/top).
  { line: "kubectl top pods -A --containers --sort-by=cpu --no-headers", stderr: "error: Metrics API not available\n" },
  { line: "kubectl top node worker-1 -l a=b", stderr: "error: only one of NAME or --selector can be provided\n" },
  { line: "kubectl proxy", stderr: "error: kubectl proxy is not simulated: use kubectl get --raw\n" },
  { line: "kubectl frobnicate", stderr: 'error: unknown command "frobnicate" for "kubectl"\n' },
  { line: "kubectl -n x bogus", stderr: "Error: flags cannot be placed before plugin name: -n\n" },
  // Without a command, the root's own flags are parsed: Command.execute (spf13/cobra/command.go), FlagSet.parseSingleShortArg (spf13/pflag/flag.go).
  { line: "kubectl -n", stderr: "error: flag needs an argument: 'n' in -n\nSee 'kubectl --help' for usage.\n" },
  { line: "kubectl --namespace", stderr: "error: flag needs an argument: --namespace\nSee 'kubectl --help' for usage.\n" },
  { line: "kubectl --bogus", stderr: "error: unknown flag: --bogus\nSee 'kubectl --help' for usage.\n" },
  { line: "kubectl get pods --foo", stderr: "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n" },
  { line: "kubectl create configmap", stderr: "error: exactly one NAME is required, got 0\nSee 'kubectl create configmap -h' for help and examples\n" },
  { line: "kubectl drain worker-9", stderr: 'Error from server (NotFound): nodes "worker-9" not found\n' },
  { line: "kubectl drain", stderr: "error: USAGE: drain NODE [flags]\nSee 'kubectl drain -h' for help and examples\n" },
])("$line is refused", ({ line, stderr }) => {
  const bed = new TestBed();
  const got = bed.run(line);
  expect(got.exitCode).toBe(1);
  expect(got.stderr.trimEnd()).toBe(stderr.trimEnd());
});

test.each([
  { line: "kubectl -n kube-system get cm -o name", stdout: "configmap/kube-root-ca.crt\n" },
  { line: "kubectl --namespace=kube-system get -o=name cm", stdout: "configmap/kube-root-ca.crt\n" },
  { line: "kubectl get -nkube-system cm -oname", stdout: "configmap/kube-root-ca.crt\n" },
])("global flags may stand before and behind the command: $line", ({ line, stdout }) => {
  expect(new TestBed().run(line).stdout).toContain(stdout);
});

test.each(["kubectl", "kubectl -n x", "kubectl --help", "kubectl -h", "kubectl --namespace=x -h"])("%s prints the help", (line) => {
  const got = new TestBed().run(line);
  expect(got.exitCode).toBe(0);
  expect(got.stdout).toMatch(/^kubectl controls the Kubernetes cluster manager/);
});

test("the namespace of the kubeconfig's context counts until --namespace says otherwise", () => {
  const bed = new TestBed({ ".kube/config": "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts:\n- name: c\n  context: {namespace: kube-public}\n" });
  expect(bed.run("kubectl get pods").stderr).toBe("No resources found in kube-public namespace.\n");
  expect(bed.run("kubectl get pods -n default").stderr).toBe("No resources found in default namespace.\n");
});

test("whatever is typed, kubectl ends with words of its own", () => {
  const bed = new TestBed({ "p.yaml": "kind: Pod\napiVersion: v1\nmetadata: {name: p}\nspec: {containers: [{name: c, image: nginx}]}\n", "odd.yaml": "- 1\n---\n{}\n---\nkind: List\napiVersion: v1\nitems: [null, 3, {kind: Pod}]\n" });
  bed.run("kubectl apply -f p.yaml");
  const names = commands.flatMap((c) => [c.name, ...(c.subcommands ?? []).map((s) => `${c.name} ${s.name}`)]);
  const word = fc.constantFrom(
    "pods", "pod/p", "po", "p", "cm", "nodes", "worker-1", "all", "pods,svc", "deploy/x", "x/y/z", "a=b", "a-", "=", "-", "--", "-f", "p.yaml", "odd.yaml", "-n", "-A", "-l", "-o", "yaml", "json", "jsonpath={.x", "custom-columns=A:.b",
    "--all", "--force", "--for=delete", "--for=condition=Ready", "--timeout=1s", "--dry-run=client", "--dry-run=server", "--image=nginx", "--from-literal=a=b", "-p", "{}", '{"spec":1}', "--type=json", "--tcp=80", "--replicas=1", "--server-side", "--sort-by=.x", "-L", "--raw=/api/v1/pods", "pod.spec", "",
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(word, { maxLength: 5 }), (name, rest) => {
      const { exitCode } = bed.run(["kubectl", name, ...rest.map((w) => `'${w}'`)].join(" "), { patienceMs: 100 });
      expect(exitCode).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1500 },
  );
});
