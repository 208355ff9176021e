import { expect, test } from "vitest";
import { TestBed } from "../testing/test-bed.ts";

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      initContainers:
      - {name: setup, image: "busybox:1.36"}
      containers:
      - {name: web, image: "nginx:1.27", env: [{name: A, value: old}, {name: B, value: kept}]}
      - {name: side, image: "busybox:1.36"}
`;
const template = "{.spec.template.spec";

// The examples of `kubectl set … --help`, and of TestSetEnvRemote and TestSetResourcesRemote (kubectl/pkg/cmd/set), with what they do.
test.each([
  { run: "set env deploy/web A=new C=3", says: "deployment.apps/web env updated", path: `${template}.containers[0].env}`, gives: '[{"name":"A","value":"new"},{"name":"B","value":"kept"},{"name":"C","value":"3"}]' },
  { run: "set env deploy/web A-", says: "deployment.apps/web env updated", path: `${template}.containers[0].env}`, gives: '[{"name":"B","value":"kept"}]' },
  { run: "set env deploy/web -c side X=1", says: "deployment.apps/web env updated", path: `${template}.initContainers[0].env}${template}.containers[1].env}`, gives: '[{"name":"X","value":"1"}]' },
  { run: "set env deploy/web --from=configmap/settings --prefix=APP_ -c side", says: "deployment.apps/web env updated", path: `${template}.containers[1].env}`, gives: '[{"name":"APP_LOG_LEVEL","valueFrom":{"configMapKeyRef":{"key":"log-level","name":"settings"}}}]' },
  { run: "set env deploy/web B=kept", says: "deployment.apps/web env updated", path: `${template}.containers[1].env}`, gives: '[{"name":"B","value":"kept"}]' },
  { run: "set resources deploy web -c=web --limits=cpu=200m,memory=512Mi", says: "deployment.apps/web resource requirements updated", path: `${template}.containers[0].resources}`, gives: '{"limits":{"cpu":"200m","memory":"512Mi"}}' },
  { run: "set resources deploy web --requests=cpu=1", says: "deployment.apps/web resource requirements updated", path: `${template}.containers[*].resources}`, gives: '{"requests":{"cpu":"1"}} {"requests":{"cpu":"1"}}' },
  { run: "set serviceaccount deploy web robot", says: "deployment.apps/web serviceaccount updated", path: `${template}.serviceAccountName}`, gives: "robot" },
  { run: "set image deploy/web *=nginx:1.28", says: "deployment.apps/web image updated", path: `${template}.containers[*].image}`, gives: "nginx:1.28 nginx:1.28" },
])("kubectl $run", ({ run, says, path, gives }) => {
  const bed = new TestBed({ "d.yaml": manifest });
  bed.run("kubectl create configmap settings --from-literal=log-level=debug");
  bed.run("kubectl apply -f d.yaml");
  expect(bed.run(`kubectl ${run}`)).toEqual({ stdout: `${says}\n`, stderr: "", exitCode: 0 });
  expect(bed.run(`kubectl get deploy web -o 'jsonpath=${path}'`).stdout).toBe(gives);
});

test.each([
  { run: "set env deploy/web", stderr: "error: at least one environment variable must be provided\n" },
  { run: "set env A=b", stderr: "error: one or more resources must be specified as <resource> <name> or <resource>/<name>\n" },
  { run: "set env deploy/web A=x --overwrite=false", stderr: "error: 'A' already has a value (old), and --overwrite is false\n" },
  { run: "set resources deploy web -c nope --limits=cpu=1", stderr: "error: unable to find container named nope\n" },
  { run: "rollout undo deploy/web", stderr: expect.stringContaining('error: no rollout history found for deployment "web"\n') as unknown as string },
  { run: "rollout status deploy/web --revision=-1", stderr: "error: revision must be a positive integer: -1\n" },
  { run: "autoscale deploy web --max=0", stderr: "error: --max=MAXPODS is required and must be at least 1, max: 0\n" },
])("kubectl $run is refused", ({ run, stderr }) => {
  const bed = new TestBed({ "d.yaml": manifest });
  bed.run("kubectl apply -f d.yaml");
  expect(bed.run(`kubectl ${run}`)).toEqual({ stdout: "", stderr, exitCode: 1 });
});
