import { test } from "vitest";
import { runScript } from "./test-world.ts";
test("x", () => {
  for (const s of ["echo hi", "touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; cat /tmp/healthy; sleep 600", "trap 'echo bye; exit 3' EXIT; nosuch; echo $?", "for i in 1 2 3; do echo $i; done | cat", "x=$(echo a b); echo \"$x\" $x ${x%b}c ${y:-d}", "i=0; while [ $i -lt 5 ]; do i=$((i+1)); [ $i = 3 ] && continue; echo $i; done", "f() { local a=1; echo $a $1 $#; return 4; }; f x y; echo $?", "case abc in a*) echo yes;; *) echo no;; esac", "cat <<E\nhi $HOME\nE\necho err >&2; (echo sub; exit 3) || echo failed $?", "set -e; false; echo no", "sleep 5 & wait $!; echo $?", "while true; do :; done", "echo a > /tmp/f; echo b >> /tmp/f; while read l; do echo \"[$l]\"; done < /tmp/f", "echo /b*/c*", "kill -TERM $$; echo alive", "if"]) {
    const t = performance.now();
    console.log(JSON.stringify(s), JSON.stringify(runScript(s, { untilMs: 700_000 })), performance.now() - t);
  }
});
