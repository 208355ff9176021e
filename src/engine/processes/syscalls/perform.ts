import type { Network } from "../../network/network.ts";
import { startSampling } from "../cgroups/usage-samples.ts";
import type { ProcessRecord } from "../state.ts";
import type { Syscall } from "../syscall.ts";
import { GONE, OK, type Outcome, type Table } from "../table.ts";
import * as api from "./api.ts";
import * as children from "./children.ts";
import * as files from "./file-acts.ts";
import { setMemory } from "./memory.ts";
import * as network from "./network.ts";
import { open } from "./open.ts";
import * as signals from "./signals.ts";
import * as streams from "./streams.ts";
import { setTerminal } from "./terminal.ts";
import { write } from "./write.ts";
import * as time from "./time.ts";

/** Does what a process asks for. `token` names this wait, for answers that come through the queue. */
export function perform(table: Table, process: ProcessRecord, call: Syscall, token: number, net: Network): Outcome {
  switch (call.call) {
    case "read": return streams.read(table, process, call);
    case "write": return write(table, process, call);
    case "open": return open(table, process, call);
    case "close": return streams.close(table, process, call);
    case "dup": return streams.dup(table, process, call);
    case "pipe": return streams.pipe(table, process);
    case "poll": return streams.poll(table, process, call);
    case "terminal": return setTerminal(table, process, call);
    case "writeFile": return files.writeFile(table, process, call);
    case "mkdir": return files.mkdir(table, process, call);
    case "remove": return files.remove(table, process, call);
    case "rename": return files.rename(table, process, call);
    case "link": return files.link(table, process, call);
    case "chmod": return files.chmod(table, process, call);
    case "touch": return files.touch(table, process, call);
    case "umask":
      table.update(process.key, { umask: call.mask });
      return OK;
    case "chdir": return files.chdir(table, process, call);
    case "spawn": return children.spawn(table, process, call);
    case "exec": return children.exec(table, process, call);
    case "wait": return children.wait(table, process, call);
    case "processes": return children.processes(table, process);
    case "kill": return signals.kill(table, process, call);
    case "signal": return signals.setDisposition(table, process, call);
    case "exit":
      table.exit(process.key, call.code & 0xff);
      return GONE;
    case "sleep": return time.sleep(table, process, call);
    case "now": return { ok: true, number: table.kernel.now };
    case "pause": return time.pause();
    case "compute": return time.compute(table, process, call);
    case "yield": return OK;
    case "draw": return { ok: true, number: table.kernel.draw(`process ${process.key}`, call.bound) };
    case "memory": return setMemory(table, process, call.bytes) ? OK : GONE;
    case "sampleUsage":
      startSampling(table, process.key, call.everyMs);
      return OK;
    case "listen": return network.listen(table, process, call);
    case "accept": return network.accept(table, process);
    case "respond": return network.respond(table, process, call);
    case "http": return network.http(table, process, call, token, net);
    case "connect": return network.connect(table, process, call, token, net);
    case "resolve": return network.resolve(table, process, call);
    case "ask": return network.ask(table, process, call);
    case "interfaces": return network.interfaces(table, process);
    case "sockets": return network.sockets(table, process);
    case "api": return api.api(table, process, call, token);
    case "watch": return api.watch(table, process, call, token);
    case "nextEvent": return api.nextEvent(table, process, call);
    case "unwatch": return api.unwatch(table, process, call);
    case "stream": return api.stream(table, process, call, token);
    case "streamStatus": return api.streamStatus(table, process, call);
    case "prompt": return api.prompt(table, process, call, token);
    case "world": return api.world(table, process, call, token);
  }
}
