import { describe, expect, test } from "vitest";
import { runScript } from "../test-world.ts";

// What bash 5.2 prints.
describe("arrays of bash", () => {
  test.each([
    { script: "a=(x y 'z w'); echo ${a[0]} ${#a[@]} \"${a[2]}\" $a; for i in \"${a[@]}\"; do echo \"<$i>\"; done; for i in ${a[@]}; do echo \"[$i]\"; done", stdout: "x 3 z w x\n<x>\n<y>\n<z w>\n[x]\n[y]\n[z]\n[w]\n" },
    { script: "a=(); echo ${#a[@]} \"[${a[@]}]\"; a+=(one \"two three\"); a[5]=six; echo ${#a[@]} ${!a[@]} ${a[-1]} ${a[-2]}; set -- \"${a[@]}\"; echo $# \"$2\"", stdout: "0 []\n3 0 1 5 six\n3 two three\n" },
    { script: "a=([2]=q r [0]=p); echo ${!a[*]} \"${a[*]}\"; unset 'a[2]'; echo ${#a[@]} ${!a[@]}; unset a; echo ${#a[@]} \"${a[0]:-none}\"", stdout: "0 2 3 p q r\n2 0 3\n0 none\n" },
    { script: "i=1; a=(a b c d e); echo ${a[i]} ${a[$i]} ${a[i+1]} ${a[$((i+2))]} \"${a[@]:1:2}\" ${a[@]: -2} ${#a[1]}; a[i]+=X; a[i+1]=Y; echo ${a[@]}", stdout: "b b c d b c d e 1\na bX Y d e\n" },
    { script: "a=(foo.txt bar.txt); echo ${a[@]%.txt} \"${a[@]/o/0}\" ${a[0]^^} ${a[@]#*.}; IFS=,; echo \"${a[*]}\" ${a[*]}", stdout: "foo bar f0o.txt bar.txt FOO.TXT txt txt\nfoo.txt,bar.txt foo.txt bar.txt\n" },
    { script: "f() { local -a l=(1 2 3); l+=(4); echo ${l[@]} $#; }; l=(out); f \"${l[@]}\" b; echo ${l[@]}; declare -a d=(u v); echo ${d[1]}", stdout: "1 2 3 4 2\nout\nv\n" },
    { script: "a=$(echo 1 2); b=($a 3); echo ${#b[@]} ${b[1]}; c=(\"${b[@]}\" \"$a\"); echo ${#c[@]} \"${c[3]}\"; d=(*nothing*); echo ${d[@]}", stdout: "3 2\n4 1 2\n*nothing*\n" },
    { script: "x=plain; echo ${x[0]} ${#x[@]} \"${x[@]}\"; x+=(more); echo ${x[@]} ${#x[@]}; x=again; echo ${x[@]}", stdout: "plain 1 plain\nplain more 2\nagain more\n" },
    { script: "read -r -a w <<< \"one two  three\"; echo ${#w[@]} ${w[2]}; printf 'l1\\nl 2\\n' > /tmp/lines; mapfile -t m < /tmp/lines; echo ${#m[@]} \"${m[1]}\"; printf '%s,' \"${m[@]}\"; echo", stdout: "3 three\n2 l 2\nl1,l 2,\n" },
    { script: "a=(1 2 3); (a+=(4); echo ${a[@]}); echo ${a[@]}; echo \"${a[@]}\" | { read p q; echo $q; }; x=\"${a[@]}\"; echo \"$x\"", stdout: "1 2 3 4\n1 2 3\n2 3\n1 2 3\n" },
    { script: "args=(-n hello); echo \"${args[@]}\"; echo; [[ ${args[0]} == -n ]] && echo yes; if [ ${#args[@]} -gt 1 ]; then echo many; fi; while [ ${#args[@]} -gt 0 ]; do args=(\"${args[@]:1}\"); echo left ${#args[@]}; done", stdout: "hello\nyes\nmany\nleft 1\nleft 0\n" },
  ])("$script", ({ script, stdout }) => expect(runScript(script, { shell: "bash" })).toMatchObject({ stdout, stderr: "" }));

  test("thousands of elements that come one by one hold nobody up", () => expect(runScript("i=0; while [ $i -lt 8000 ]; do a+=(x); i=$((i+1)); done; echo ${#a[@]} ${a[7999]}", { shell: "bash" }).stdout).toBe("8000 x\n"));
  test("are nothing that ash knows", () => {
    expect(runScript("a=(1 2)")).toMatchObject({ exit: 2, stderr: expect.stringContaining('syntax error: unexpected "("') });
    expect(runScript("a[1]=x").stderr).toContain("a[1]=x: not found");
  });
  test("by name are not simulated, and that is said", () => expect(runScript("declare -A m; echo $?", { shell: "bash" })).toMatchObject({ stdout: "2\n", stderr: expect.stringContaining("associative arrays are not simulated") }));
  test("a subscript before the first is refused", () => expect(runScript("a=(1); echo ${a[-2]}x", { shell: "bash" }).stderr).toContain("a[-2]: bad array subscript"));
});
