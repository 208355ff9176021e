import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer } from "../serving/app-server.ts";
import { httpDate } from "../serving/clock.ts";

const line = (context: ProcessContext, source: string, text: string): string => {
  const [, day = "", month = "", year = "", time = ""] = httpDate(context).split(" ");
  return `${day}-${month}-${year} ${time}.000 INFO [main] ${source} ${text}`;
};

/** Its webapps directory is empty, so it answers 404. */
const server = appServer({
  name: "tomcat",
  log: "stderr",
  ports: () => [8080],
  startMs: 1500,
  memoryBytes: 120_000_000,
  idleMicro: 1100,
  starting: (context) => [line(context, "org.apache.catalina.startup.VersionLoggerListener.log", "Server version name:   Apache Tomcat/11.0.10")],
  ready: (context) => [line(context, "org.apache.coyote.AbstractProtocol.start", 'Starting ProtocolHandler ["http-nio-8080"]'), line(context, "org.apache.catalina.startup.Catalina.start", "Server startup in [78] milliseconds")],
  answer: () => ({ status: 404, type: "text/html;charset=utf-8", body: "<!doctype html><html lang=\"en\"><head><title>HTTP Status 404 – Not Found</title></head><body><h1>HTTP Status 404 – Not Found</h1></body></html>" }),
  stopping: (context) => [line(context, "org.apache.coyote.AbstractProtocol.stop", 'Stopping ProtocolHandler ["http-nio-8080"]')],
  stopCode: 143,
});

export const tomcat = imageOn({
  repository: "docker.io/library/tomcat",
  tags: (tag) => tag === "latest" || /^([7-9]|1[01])(\.\d+){0,2}(-jdk\d+|-jre\d+)?(-temurin|-openjdk|-slim)?(-\w+)?$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "11" : undefined),
  base: "ubuntu",
  adds: [16_000_000, 150_000_000, 14_000_000],
  env: { CATALINA_HOME: "/usr/local/tomcat", JAVA_HOME: "/opt/java/openjdk", TOMCAT_VERSION: "11.0.10" },
  workingDir: "/usr/local/tomcat",
  exposedPorts: [8080],
  cmd: ["catalina.sh", "run"],
  files: { "/usr/local/tomcat/webapps/": "" },
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/usr/local/tomcat/bin/catalina.sh": "tomcat", "/usr/local/bin/catalina.sh": "tomcat" },
  programs: [server],
});
