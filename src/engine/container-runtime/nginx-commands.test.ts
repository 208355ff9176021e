import { describe, expect, test } from "vitest";
import { nodeForTests, reply } from "./node-for-tests.ts";

/** A running nginx, and what a command beside it says and returns. */
function nginx(image = "nginx:1.27") {
  const at = nodeForTests({ images: [image] });
  const sandboxId = at.sandbox();
  const id = at.start(sandboxId, { image });
  const exec = (...argv: readonly string[]) => {
    at.runtime.execSync(id, argv, 10_000, reply("exec"));
    at.run(3_000);
    return at.result("exec");
  };
  return { ...at, id, exec, log: () => at.log(id) };
}

const done = (output: unknown, exitCode = 0) => ({ ok: true, value: expect.objectContaining({ exitCode, output }) });

describe("nginx by hand", () => {
  test.each([
    { argv: ["-v"], output: "nginx version: nginx/1.27.5\n" },
    { argv: ["-t"], output: "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n" },
    { argv: ["-V"], output: expect.stringMatching(/^nginx version: nginx\/1\.27\.5\nbuilt by gcc .*configure arguments: /s) },
    { argv: ["-T"], output: expect.stringContaining("# configuration file /etc/nginx/conf.d/default.conf:\nserver {\n") },
    { argv: ["-s", "hello"], exitCode: 1, output: 'nginx: invalid option: "-s hello"\n' },
  ])("$argv", ({ argv, output, exitCode = 0 }) => expect(nginx().exec("nginx", ...argv)).toEqual(done(output, exitCode)));

  test("tells of a configuration that does not end", () => {
    const web = nginx();
    web.processes.files.write(`container/${web.id}`, "/etc/nginx/conf.d/a.conf", "server {\n  listen 81;\n");
    expect(web.exec("nginx", "-t")).toEqual(done(expect.stringMatching(/nginx: \[emerg\] unexpected end of file, expecting "}" in \/etc\/nginx\/conf\.d\/a\.conf:3\nnginx: configuration file \/etc\/nginx\/nginx\.conf test failed\n$/), 1));
  });

  test("another server says no word of the entrypoint's, and finds its port taken", () => {
    expect(nginx().exec("nginx", "-g", "daemon off;")).toEqual(done(expect.stringMatching(/^20\S+ \S+ \[emerg\] \S+ bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)\n/), 1));
  });
});

describe("nginx -s", () => {
  test.each([
    { name: "quit", line: "signal 3 (SIGQUIT) received, shutting down" },
    { name: "stop", line: "signal 15 (SIGTERM) received, exiting" },
  ])("$name ends the server by the number in its file", ({ name, line }) => {
    const web = nginx();
    expect(web.exec("cat", "/run/nginx.pid")).toEqual(done("1\n"));
    expect(web.exec("nginx", "-s", name)).toMatchObject({ ok: true });
    expect(web.runtime.container(web.id)).toMatchObject({ state: "Exited", exitCode: 0 });
    expect(web.log()).toContain(line);
  });

  test("reload is heard, and the server goes on", () => {
    const web = nginx();
    expect(web.exec("nginx", "-s", "reload")).toEqual(done(expect.stringMatching(/ \[notice\] (\d+)#\1: signal process started\n$/)));
    expect(web.log()).toContain("signal 1 (SIGHUP) received, reconfiguring");
    expect(web.runtime.container(web.id)).toMatchObject({ state: "Running" });
  });

  test("says that there is no server", () => {
    const web = nginx();
    expect(web.exec("sh", "-c", "rm /run/nginx.pid; nginx -s quit")).toEqual(done(expect.stringContaining('nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n'), 1));
  });
});
