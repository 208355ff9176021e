import type { Program } from "../processes/program.ts";
import { agnhost, helloApp, helloAppOnArtifacts, livenessImage } from "./agnhost/agnhost.ts";
import { alpine } from "./alpine/alpine.ts";
import { assumedServer } from "./assumed/server.ts";
import { behaviorPrograms } from "./behavior/program.ts";
import { bootcamp, jocatalinBootcamp } from "./bootcamp/bootcamp.ts";
import { busybox, e2eBusybox, k8sBusybox } from "./busybox/busybox.ts";
import { caddy } from "./caddy/caddy.ts";
import { cassandra, sampleCassandra } from "./cassandra/cassandra.ts";
import { consul, oldConsul } from "./consul/consul.ts";
import { busyboxplus, curlimagesCurl } from "./curl/curl.ts";
import { curlProgram } from "./curl/program.ts";
import { centos, debian, ubuntu } from "./debian/debian.ts";
import { mysql } from "./databases/mysql.ts";
import { postgres } from "./databases/postgres.ts";
import { bash, fedora, oraclelinux, rockylinux, rockyOnHub } from "./distributions/distributions.ts";
import { e2eDnsutils, jessieDnsutils, tutumDnsutils } from "./dnsutils/dnsutils.ts";
import { ealenEchoServer, echoServer } from "./echo-server/echo-server.ts";
import { e2eEchoserver, echoserver } from "./echoserver/echoserver.ts";
import { elasticsearch, officialElasticsearch } from "./elasticsearch/elasticsearch.ts";
import { developmentEtcd, etcd, kubernetesEtcd } from "./etcd/etcd.ts";
import { fluentBit } from "./fluent-bit/fluent-bit.ts";
import { fluentd, kubernetesFluentd } from "./fluentd/fluentd.ts";
import { ghost } from "./ghost/ghost.ts";
import { kubernetesGitSync, oldGitSync, openwebGitSync } from "./git-sync/git-sync.ts";
import { grafana } from "./grafana/grafana.ts";
import { guestbookImages } from "./guestbook/guestbook.ts";
import { haproxy } from "./haproxy/haproxy.ts";
import { helloWorld } from "./hello-world/hello-world.ts";
import { httpd } from "./httpd/httpd.ts";
import type { ImageDefinition } from "./image.ts";
import { kibana, officialKibana } from "./kibana/kibana.ts";
import { kindnetd, kubeApiserver, kubeControllerManager, kubeProxyImage, kubeScheduler } from "./kubernetes/control-plane.ts";
import { coredns, corednsOnHub } from "./kubernetes/coredns.ts";
import { kubia, kubiaUnhealthy } from "./kubia/kubia.ts";
import { golang, openjdk, temurin } from "./languages/compilers.ts";
import { node } from "./languages/node.ts";
import { python } from "./languages/python.ts";
import { hpaExample, php, ruby } from "./languages/ruby-and-php.ts";
import { mariadb } from "./mariadb/mariadb.ts";
import { memcached } from "./memcached/memcached.ts";
import { memhog } from "./memhog/memhog.ts";
import { metricsServer } from "./metrics-server/metrics-server.ts";
import { mongo } from "./mongo/mongo.ts";
import { nats } from "./nats/nats.ts";
import { netshoot } from "./netshoot/netshoot.ts";
import { nginx } from "./nginx/nginx.ts";
import { unprivilegedNginx, unprivilegedOnQuay } from "./nginx/unprivileged.ts";
import { pause } from "./pause/pause.ts";
import { perl } from "./perl/perl.ts";
import { podinfo, podinfoOnGitHub } from "./podinfo/podinfo.ts";
import { prometheus, prometheusOnQuay } from "./prometheus/prometheus.ts";
import { rabbitmq } from "./rabbitmq/rabbitmq.ts";
import { redis } from "./redis/redis.ts";
import { registryServer } from "./registry-server/registry-server.ts";
import { httpEcho, nginxSlim, oldNginxSlim, whoami } from "./samples/samples.ts";
import { simpleservice, simpleserviceOnHub } from "./simpleservice/simpleservice.ts";
import { stress, vishStress } from "./stress/stress.ts";
import { tomcat } from "./tomcat/tomcat.ts";
import { traefik } from "./traefik/traefik.ts";
import { oldVault, vault } from "./vault/vault.ts";
import { webappColor } from "./webapp-color/webapp-color.ts";
import { wordpress } from "./wordpress/wordpress.ts";
import { kubernetesZookeeper, zookeeper } from "./zookeeper/zookeeper.ts";

const images: readonly ImageDefinition[] = [
  // Distributions and toolboxes.
  alpine, bash, busybox, busyboxplus, centos, curlimagesCurl, debian, e2eBusybox, e2eDnsutils, fedora, jessieDnsutils, k8sBusybox, netshoot, oraclelinux, rockylinux, rockyOnHub, tutumDnsutils, ubuntu,
  // Languages.
  golang, node, openjdk, perl, php, python, ruby, temurin,
  // Web servers and proxies.
  caddy, haproxy, httpd, nginx, nginxSlim, oldNginxSlim, tomcat, traefik, unprivilegedNginx, unprivilegedOnQuay,
  // What keeps data.
  cassandra, consul, developmentEtcd, elasticsearch, etcd, kubernetesEtcd, kubernetesZookeeper, mariadb, memcached, mongo, mysql, nats, officialElasticsearch, oldConsul, oldVault, postgres, rabbitmq, redis, registryServer, sampleCassandra, vault, zookeeper,
  // What a cluster itself is made of.
  coredns, corednsOnHub, kindnetd, kubeApiserver, kubeControllerManager, kubeProxyImage, kubeScheduler, metricsServer,
  // What looks on.
  fluentBit, fluentd, grafana, kibana, kubernetesFluentd, officialKibana, prometheus, prometheusOnQuay,
  // Applications.
  ghost, kubernetesGitSync, oldGitSync, openwebGitSync, wordpress,
  // Samples of articles and documentation.
  agnhost, bootcamp, e2eEchoserver, ealenEchoServer, echoServer, echoserver, ...guestbookImages, helloApp, helloAppOnArtifacts, helloWorld, hpaExample, httpEcho, jocatalinBootcamp, kubia, kubiaUnhealthy, livenessImage, memhog, pause, podinfo, podinfoOnGitHub,
  simpleservice, simpleserviceOnHub, stress, vishStress, webappColor, whoami,
];

/** Every image that we know, by repository. */
export const catalogue: ReadonlyMap<string, ImageDefinition> = new Map(images.map((image) => [image.repository, image]));

/** Every program that images bring along, each once: what a process table needs to know of them. */
export const imagePrograms: readonly Program[] = [
  ...new Map([...images.flatMap((image) => image.programs), assumedServer, ...behaviorPrograms, curlProgram].map((program) => [program.name, program])).values(),
];
