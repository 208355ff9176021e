import { describe, expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";

const MANY = "a".repeat(5000);

describe("an expression that was written to hang whoever tries it", () => {
  test.each([
    { script: `echo ${MANY}! | grep -cE '(a+)+$'`, stdout: "0\n" },
    { script: `echo ${MANY}! | egrep -o '(a|aa)*b'; echo $?`, stdout: "1\n" },
    { script: `echo ${MANY}! | sed -E 's/(a*)*$/x/' | wc -c`, stdout: "5003\n" },
    { script: `echo ${MANY}! | awk '/^(a+)+$/ { print "yes" } END { print NR }'`, stdout: "1\n" },
    { script: `case ${MANY} in *a*a*a*a*a*a*a*b) echo yes;; *) echo no;; esac`, stdout: "no\n" },
    { script: `x=${MANY}; y=\${x%%*b*b*b*}; echo \${#y}`, stdout: "5000\n" },
    { script: `expr ${MANY}! : '\\(a*\\)*$'`, stdout: "\n" },
    { script: `touch /tmp/${"a".repeat(200)}; find /tmp -name '*a*a*a*a*a*a*a*a*b' | wc -l`, stdout: "0\n" },
    { script: `[[ ${MANY}! =~ ^(a+)+$ ]]; echo $?`, stdout: "1\n", shell: "bash" },
  ])("ends: $script", ({ script, stdout, shell = "sh" }) => expect(runScript(script, { shell, world: testWorld({ freeze: false }) }).stdout).toBe(stdout));
});

describe("an expression that is broken", () => {
  test.each([
    { script: "echo a | grep '\\(a'; echo $?", stdout: "2\n", stderr: "grep: bad regex '\\(a': Unmatched ( or \\(\n" },
    { script: "echo a | sed 's/[a/b/'; echo $?", stdout: "1\n", stderr: "sed: bad regex '[a': Unmatched [, [^, [:, [., or [=\n" },
    { script: "echo a | grep -E 'a{2,1}'; echo $?", stdout: "2\n", stderr: "grep: bad regex 'a{2,1}': Invalid content of \\{\\}\n" },
    { script: "echo a | grep -E '(a'; echo $?", stdout: "2\n", stderr: "grep: Unmatched ( or \\(\n", flavor: "gnu" },
    { script: "echo a | sed -E 's/(a/b/'; echo $?", stdout: "1\n", stderr: "sed: -e expression #1, char 7: Unmatched ( or \\(\n", flavor: "gnu" },
  ])("is refused in the tool's words: $script", ({ script, stdout, stderr, flavor = "busybox" }) => {
    expect(runScript(script, { spec: { settings: { flavor } } })).toMatchObject({ stdout, stderr });
  });
});

describe("expressions in tools", () => {
  test.each([
    { script: "echo 'image: nginx:1.27' | sed -E 's/^( *)([a-z]+): (.*):(.*)$/\\2=\\3@\\4/'", stdout: "image=nginx@1.27\n" },
    { script: "echo hello | sed 's/\\(l\\)\\1/<&>/'", stdout: "he<ll>o\n" },
    { script: "echo aXbXc | sed 's/X/-/2'", stdout: "aXb-c\n" },
    { script: "printf 'cat\\nconcat\\n' | grep -w cat", stdout: "cat\n" },
    { script: "printf 'a.b\\naxb\\n' | grep -F a.b", stdout: "a.b\n" },
    { script: "printf 'ab\\nabc\\n' | grep -x ab", stdout: "ab\n" },
    { script: "echo 10.244.1.7 | grep -oE '[0-9]{1,3}'", stdout: "10\n244\n1\n7\n" },
    { script: "echo foobar | grep -io 'O*B'", stdout: "oob\n" },
    { script: "echo 'a1b22' | awk '{ gsub(/[0-9]+/, \"<&>\"); print; print match($0, /b/), RSTART, RLENGTH }'", stdout: "a<1>b<22>\n5 5 1\n" },
    { script: "echo 'a,b;c' | awk -F '[,;]' '{ print $3 }'", stdout: "c\n" },
    { script: "expr version-12 : '.*-\\([0-9]*\\)'; expr abc : 'ab'", stdout: "12\n2\n" },
    { script: "[[ v1.36.3 =~ ^v[0-9]+\\.[0-9]+ ]] && echo yes; [[ axb =~ a\".\"b ]] || echo no", stdout: "yes\nno\n", shell: "bash" },
  ])("$script", ({ script, stdout, shell = "sh" }) => expect(runScript(script, { shell })).toMatchObject({ stdout, stderr: "" }));
});
