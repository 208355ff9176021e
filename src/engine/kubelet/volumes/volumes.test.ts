import { describe, expect, test } from "vitest";
import { harness, podOf } from "../../pod-harness.ts";

const configMap = (data: object, more: object = {}): object => ({ kind: "ConfigMap", metadata: { name: "c" }, data, ...more });
const secret = (stringData: object): object => ({ kind: "Secret", metadata: { name: "s" }, stringData });
const settled = (log: string): string => log.replace(/\.\.\d{4}(_\d\d){5}\.\d+/g, "..VERSION").trimEnd();

/** What a script in the container sees. */
function seen(script: string, volume: object, objects: readonly object[] = [], more: { mount?: object; container?: object; spec?: object; metadata?: object } = {}): string {
  const mounts = [{ name: "v", mountPath: "/v", ...more.mount }];
  const h = harness([...objects, podOf(script, { volumes: [{ name: "v", ...volume }], mounts, container: more.container ?? {}, spec: more.spec ?? {}, metadata: more.metadata ?? {} })]);
  h.cluster.runUntil(4000);
  return settled(h.log());
}

describe("a container sees", () => {
  test.each([
    ["a ConfigMap as files behind one link", "readlink /v/..data; readlink /v/a; cat /v/a /v/b", { configMap: { name: "c" } }, [configMap({ a: "1\n", b: "2\n" })], "..VERSION\n..data/a\n1\n2"],
    ["binary data beside texts", "cat /v/a /v/z", { configMap: { name: "c" } }, [configMap({ a: "x" }, { binaryData: { z: "eXo=" } })], "xyz"],
    ["only the items, under their paths", "find /v/ -type f -o -type l | sort; cat /v/d/e", { configMap: { name: "c", items: [{ key: "a", path: "d/e" }] } }, [configMap({ a: "A", b: "B" })], "/v/..VERSION/d/e\n/v/..data\n/v/d\nA"],
    ["modes of the volume and of an item", "stat -c '%a %n' /v/..data/a /v/..data/b", { secret: { secretName: "s", defaultMode: 0o400, items: [{ key: "a", path: "a" }, { key: "b", path: "b", mode: 0o440 }] } }, [secret({ a: "1", b: "2" })], "400 /v/..data/a\n440 /v/..data/b"],
    ["a Secret's directory as a file system in memory", "stat -c %a /v", { secret: { secretName: "s" } }, [secret({ a: "1" })], "1777"],
    ["nothing of an optional source", "ls /v; echo done", { configMap: { name: "nope", optional: true } }, [], "done"],
    ["an optional item that is there", "ls /v", { configMap: { name: "c", optional: true, items: [{ key: "a", path: "a" }, { key: "x", path: "x" }] } }, [configMap({ a: "1" })], "a"],
    ["all sources of a projected volume", "ls /v; cat /v/n", { projected: { sources: [{ configMap: { name: "c" } }, { secret: { name: "s" } }, { downwardAPI: { items: [{ path: "n", fieldRef: { fieldPath: "metadata.name" } }] } }] } }, [configMap({ a: "1" }), secret({ b: "2" })], "a\nb\nn\nweb"],
    ["a token for its audience", "cut -d. -f2 /v/t | base64 -d 2>/dev/null | grep -o '\"aud\":\\[\"vault\"\\]\\|\"exp\":[0-9]*\\|\"sub\":\"[^\"]*\"'", { projected: { sources: [{ serviceAccountToken: { path: "t", audience: "vault", expirationSeconds: 600 } }] } }, [], '"aud":["vault"]\n"exp":1767226200\n"sub":"system:serviceaccount:default:default"'],
    ["what the kubelet notes of where the pod is from", "grep config.source /v/a", { downwardAPI: { items: [{ path: "a", fieldRef: { fieldPath: "metadata.annotations" } }] } }, [], 'kubernetes.io/config.source="api"'],
    ["an emptyDir that everybody may write to", "stat -c %a /v; echo x > /v/f && cat /v/f", { emptyDir: {} }, [], "777\nx"],
    ["that files from the API cannot be changed", "echo x > /v/a; echo $?", { configMap: { name: "c" } }, [configMap({ a: "1" })], "sh: can't create /v/a: Read-only file system\n1"],
  ] as const)("%s", (_, script, volume, objects, expected) => expect(seen(script, volume, objects)).toBe(expected));

  test("a read-only mount of an emptyDir refuses what is written", () => expect(seen("echo x > /v/f", { emptyDir: {} }, [], { mount: { readOnly: true } })).toBe("sh: can't create /v/f: Read-only file system"));
  test("one key under a name of its own", () => expect(seen("cat /etc/app.conf", { configMap: { name: "c" } }, [configMap({ a: "1" })], { mount: { mountPath: "/etc/app.conf", subPath: "a" } })).toBe("1"));
  test("a directory where a subPath's key is missing", () => expect(seen("test -d /x && echo directory", { configMap: { name: "c" } }, [configMap({ a: "1" })], { mount: { mountPath: "/x", subPath: "nope" } })).toBe("directory"));
  test("a subPath out of a variable", () => {
    const env = [{ name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }];
    const h = harness([podOf("echo hi > /mine/f; cat /all/logs-web/f", { volumes: [{ name: "v", emptyDir: {} }], mounts: [{ name: "v", mountPath: "/mine", subPathExpr: "logs-$(POD)" }, { name: "v", mountPath: "/all" }], container: { env } })]);
    h.cluster.runUntil(4000);
    expect(h.log()).toBe("hi\n");
  });
  test.each([
    ["a Secret", { secret: { secretName: "s" } }, "tmpfs"],
    ["what tells of the pod", { downwardAPI: { items: [{ path: "n", fieldRef: { fieldPath: "metadata.name" } }] } }, "tmpfs"],
    ["projected sources", { projected: { sources: [{ secret: { name: "s" } }] } }, "tmpfs"],
    ["a ConfigMap", { configMap: { name: "kube-root-ca.crt" } }, "ext4"],
    ["an emptyDir", { emptyDir: {} }, "ext4"],
  ] as const)("of %s, in memory or on the disk", (_, volume, type) => {
    expect(seen("grep ' /v ' /proc/mounts | cut -d ' ' -f 3", volume, [secret({ a: "1" })])).toBe(type);
  });
  test("files that belong to the fsGroup", () => {
    const spec = { securityContext: { fsGroup: 2000 } };
    expect(seen("stat -c '%a %g' /v", { emptyDir: {} }, [], { spec })).toBe("2777 2000");
    const user = { securityContext: { fsGroup: 2000, runAsUser: 1000, supplementalGroups: [3000] } };
    expect(seen("id; mkdir /v/d; echo x > /v/f; stat -c %g /v/d; stat -c '%a %u %g' /v/f", { emptyDir: {} }, [], { spec: user })).toBe("uid=1000 gid=0(root) groups=0(root),2000,3000\n2000\n644 1000 2000");
    expect(seen("cat /v/a", { secret: { secretName: "s", defaultMode: 0o400 } }, [secret({ a: "mine" })], { spec: user })).toBe("mine");
    expect(seen("stat -c '%a %g' /v/..data/a", { secret: { secretName: "s", defaultMode: 0o400 } }, [secret({ a: "1" })], { spec })).toBe("440 2000");
  });
});

describe("a container is not created", () => {
  test.each([
    ["a variable of a subPathExpr has no value", { subPathExpr: "$(NOPE)/x" }, "missing value for NOPE"],
    ["a link leads out of the volume", { subPath: "out" }, 'failed to prepare subPath for volumeMount "v" of container "late"'],
  ] as const)("while %s", (_, mount, message) => {
    const volumes = [{ name: "v", emptyDir: {} }];
    const first = { name: "first", image: "busybox:1.36", command: ["ln", "-s", "/etc", "/v/out"], volumeMounts: [{ name: "v", mountPath: "/v" }] };
    const late = { name: "late", image: "busybox:1.36", volumeMounts: [{ name: "v", mountPath: "/v", ...mount }] };
    const h = harness([{ kind: "Pod", metadata: { name: "web" }, spec: { volumes, initContainers: [first], containers: [late] } }]);
    h.cluster.runUntil(20_000);
    expect(h.pod()?.status.containerStatuses?.[0]?.state?.waiting).toEqual({ reason: "CreateContainerConfigError", message });
  });
});

describe("a volume that cannot be mounted", () => {
  test.each([
    ["a ConfigMap that is missing", { configMap: { name: "nope" } }, 'MountVolume.SetUp failed for volume "v" : configmap "nope" not found'],
    ["a Secret that is missing", { secret: { secretName: "nope" } }, 'MountVolume.SetUp failed for volume "v" : secret "nope" not found'],
    ["a key that is missing", { configMap: { name: "kube-root-ca.crt", items: [{ key: "x", path: "x" }] } }, 'MountVolume.SetUp failed for volume "v" : references non-existent config key: x'],
    ["two missing projected sources", { projected: { sources: [{ secret: { name: "p" } }, { configMap: { name: "q" } }] } }, 'MountVolume.SetUp failed for volume "v" : [secret "p" not found, configmap "q" not found]'],
    ["a directory that is not there", { hostPath: { path: "/nope", type: "Directory" } }, 'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /nope is not a directory'],
    ["a directory where a file is asked for", { hostPath: { path: "/etc", type: "File" } }, 'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /etc is not a file'],
    ["a file in a directory that is not there", { hostPath: { path: "/nope/f", type: "FileOrCreate" } }, 'MountVolume.SetUp failed for volume "v" : open /nope/f: no such file or directory'],
    ["no socket", { hostPath: { path: "/etc/hostname", type: "Socket" } }, 'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /etc/hostname is not a socket file'],
    ["no device", { hostPath: { path: "/dev/nope", type: "CharDevice" } }, 'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /dev/nope is not a character device'],
    ["no disk", { hostPath: { path: "/dev/null", type: "BlockDevice" } }, 'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /dev/null is not a block device'],
    ["a CSI driver that is not there", { csi: { driver: "my.csi.io" } }, 'MountVolume.NewMounter initialization failed for volume "v" : volume mode "Ephemeral" not supported by driver my.csi.io (no CSIDriver object)'],
    ["NFS without its helpers", { nfs: { server: "nas", path: "/x" } }, 'MountVolume.SetUp failed for volume "v" : mount failed: exit status 32'],
    ["a plugin of old", { cephfs: { monitors: ["m"] } }, 'Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[], failed to process volumes=[v]: failed to get Plugin from volumeSpec for volume "v" err=no volume plugin matched'],
  ] as const)("%s keeps the container from being created, and says so", (_, volume, message) => {
    const h = harness([podOf("true", { volumes: [{ name: "v", ...volume }], mounts: [{ name: "v", mountPath: "/v" }], spec: { automountServiceAccountToken: false } })]);
    h.cluster.runUntil(20_000);
    const said = h.events("web").find((event) => event.startsWith("Warning FailedMount"))?.slice("Warning FailedMount ".length) ?? "";
    expect(said.slice(0, message.length)).toBe(message);
    expect(h.pod()?.status.containerStatuses?.[0]?.state?.waiting?.reason).toBe("ContainerCreating");
  });

  test("is tried again ever more rarely, until the wait is given up after 2m3s and begins anew", () => {
    const h = harness([podOf("true", { volumes: [{ name: "v", secret: { secretName: "nope" } }], mounts: [{ name: "v", mountPath: "/v" }], spec: { automountServiceAccountToken: false } })]);
    h.cluster.runUntil(150_000);
    const given = "Warning FailedMount Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[], failed to process volumes=[]: context deadline exceeded";
    expect(h.events("web")).toContain(given);
    h.create({ ...secret({ a: "1" }), metadata: { name: "nope" } });
    h.cluster.runUntil(300_000);
    expect(h.pod()?.status.phase).toBe("Succeeded");
  });

  test("is not missed where no container mounts it", () => {
    const h = harness([podOf("true", { volumes: [{ name: "v", secret: { secretName: "nope" } }] })]);
    h.cluster.runUntil(4000);
    expect(h.pod()?.status.phase).toBe("Succeeded");
  });
});

describe("a change of what is mounted", () => {
  const watching = "while true; do echo $(cat /v/a) $(cat /one) $(readlink /v/..data); sleep 1; done";
  const objects = [configMap({ a: "old", b: "x" }), podOf(watching, { volumes: [{ name: "v", configMap: { name: "c" } }], mounts: [{ name: "v", mountPath: "/v" }, { name: "v", mountPath: "/one", subPath: "a" }] })];
  const lines = (log: string): readonly string[] => log.trimEnd().split("\n");

  test("is seen within one and a half minutes, as a whole, but not under a subPath", () => {
    const h = harness(objects);
    h.cluster.runUntil(10_000);
    h.patch("configmaps", "c", { data: { a: "new" } });
    h.cluster.runUntil(55_000);
    expect(lines(h.log()).at(-1)).toMatch(/^old old /);
    h.cluster.runUntil(101_000);
    expect(lines(h.log()).at(-1)).toMatch(/^new old /);
    expect(new Set(lines(h.log()).map((line) => line.split(" ")[2])).size).toBe(2);
  });

  test("that takes a key away takes its name away", () => {
    const h = harness([configMap({ a: "1", b: "2" }), podOf("sleep 100; ls /v", { volumes: [{ name: "v", configMap: { name: "c" } }], mounts: [{ name: "v", mountPath: "/v" }] })]);
    h.cluster.runUntil(5000);
    h.patch("configmaps", "c", { data: { b: null, d: "4" } });
    h.cluster.runUntil(110_000);
    expect(h.log()).toBe("a\nd\n");
  });

  test("of an immutable ConfigMap is refused", () => {
    const h = harness([configMap({ a: "1" }, { immutable: true })]);
    expect(() => h.patch("configmaps", "c", { data: { a: "2" } })).toThrow(/field is immutable when `immutable` is set/);
  });
});

test("an image volume is said to be empty", () => {
  const { warnings } = harness([]).create(podOf("true", { volumes: [{ name: "v", image: { reference: "nginx" } }], mounts: [{ name: "v", mountPath: "/v" }] }));
  expect(warnings).toEqual(["Kubarium does not simulate image volumes yet: volume v is an empty directory"]);
});
