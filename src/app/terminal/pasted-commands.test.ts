import { expect, test } from "vitest";
import { commandsOf } from "./pasted-commands.ts";

test.each<[string, string, readonly string[]]>([
  ["one line", "kubectl get pods", ["kubectl get pods"]],
  ["a prompt and what the command printed", "$ kubectl get pods\nNAME   READY\nweb    1/1\n$ kubectl get svc", ["kubectl get pods", "kubectl get svc"]],
  ["several lines without prompts", "kubectl get pods\n\nkubectl get nodes\n", ["kubectl get pods", "kubectl get nodes"]],
  ["a root prompt of a machine", "[root@master ~]# kubectl get po -o wide\nNAME", ["kubectl get po -o wide"]],
  ["a user at a host", "root@node-1:~# docker ps\nCONTAINER ID", ["docker ps"]],
  ["a line that goes on", "$ kubectl run web \\\n    --image=nginx\npod/web created", ["kubectl run web \\\n    --image=nginx"]],
  ["a here-document", "$ cat <<EOF | kubectl apply -f -\napiVersion: v1\nkind: Pod\nEOF\npod/a created", ["cat <<EOF | kubectl apply -f -\napiVersion: v1\nkind: Pod\nEOF"]],
  ["an open quote", "echo 'a\nb'\necho c", ["echo 'a\nb'", "echo c"]],
  ["carriage returns", "$ a\r\nout\r\n$ b\r\n", ["a", "b"]],
  ["a variable at the start is no prompt", "$HOME/run.sh", ["$HOME/run.sh"]],
  ["nothing", " \n\n", []],
])("pasted: %s", (_, pasted, commands) => expect(commandsOf(pasted)).toEqual(commands));
