import { expect, test } from "vitest";
import { behaviorFor, behaviorMessage, behaviorProblems, durationOf } from "./behavior.ts";

const said = (text: string, containers?: readonly string[]): readonly string[] => behaviorProblems(text, containers).map(behaviorMessage);

test.each([
  '{"startup": "10s", "listen": [8080, 9090]}',
  '{"listen": 8080, "responses": [{"path": "/healthz", "from": "60s", "status": 500, "body": "tired", "delay": "200ms", "headers": {"X-A": "b"}, "afterRequests": 5}]}',
  '{"memory": [{"size": "20Mi"}, {"at": "1m", "size": "200Mi", "over": "30s"}], "cpu": [{"at": 10, "cores": "500m"}, {"at": "1m", "cores": 2}]}',
  '{"log": [{"at": "1s", "text": "warming up"}, {"text": "tick", "every": "5s"}], "files": [{"path": "/tmp/healthy"}, {"at": "30s", "path": "/tmp/healthy", "remove": true}]}',
  '{"exit": {"at": "90s", "code": 1}, "onTerm": {"after": "3s", "code": 0}}',
  '{"containers": {"app": {"listen": 80}, "init": {"exit": {"at": "3s"}}}}',
  "{}",
])("%s is understood whole", (text) => expect(said(text, ["app", "init"])).toEqual([]));

test.each([
  ["startup: 10s", ["must be JSON"]],
  ["[]", ["must be an object"]],
  ['{"startupTime": "1s"}', ["startupTime: unknown field; known here: startup, listen, responses, memory, cpu, log, files, exit, onTerm"]],
  ['{"startup": "10 s", "listen": "8080"}', ['startup: must be a duration such as "10s"', "listen: must be a list"]],
  ['{"startup": "800h"}', ['startup: must be a duration such as "10s"']],
  ['{"listen": [0, 70000, "web"]}', ["listen[0]: must be a port from 1 to 65535", "listen[1]: must be a port from 1 to 65535", "listen[2]: must be a port from 1 to 65535"]],
  ['{"responses": [{"status": "500", "path": "healthz"}]}', ["responses[0].status: must be a status from 100 to 599", 'responses[0].path: must be a path that begins with "/"']],
  ['{"memory": [{"at": "1s"}, {"size": "lots"}]}', ["memory[0]: size is missing", 'memory[1].size: must be a size such as "64Mi"']],
  ['{"cpu": [{"cores": "-1"}]}', ['cpu[0].cores: must be a number of cores such as "500m"']],
  ['{"exit": {"code": 256}}', ["exit.code: must be an exit code from 0 to 255"]],
  ['{"exit": 1}', ["exit: must be an object"]],
  ['{"files": [{"path": "/a", "remove": "yes"}]}', ["files[0].remove: must be true or false"]],
  ['{"containers": {"web": {"listen": 80}, "app": {"x": 1}}, "exit": {}}', ["exit: unknown field; known here: containers", "containers.web: no such container; known here: app", "containers.app.x: unknown field; known here: startup, listen, responses, memory, cpu, log, files, exit, onTerm"]],
])("%s: %j", (text, messages) => expect(said(text, ["app"])).toEqual(messages));

test("whole texts of faults do not become whole lists of them", () => expect(said(JSON.stringify({ listen: Array.from({ length: 100 }, () => "x") }))).toHaveLength(20));

test("without names it is meant for regular containers alone", () => {
  const text = '{"listen": 80}';
  expect([behaviorFor(text, "app", "regular"), behaviorFor(text, "app", "init"), behaviorFor(text, "app", "ephemeral")]).toEqual([{ listen: 80 }, undefined, undefined]);
  expect(behaviorFor('{"containers": {"app": {}}}', "app", "init")).toEqual({});
  expect(behaviorFor('{"containers": {"app": {}}}', "toString", "regular")).toBeUndefined();
});

test.each([["1m30s", 90_000], [1.5, 1500], ["-1s", undefined], [-1, undefined], ["soon", undefined], [null, undefined]])("%j lasts %s ms", (value, ms) => expect(durationOf(value)).toBe(ms));
