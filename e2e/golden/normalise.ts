/** What differs between two runs of the same commands and must not count: ages, times, uids, addresses, hashes, random suffixes. */
const AGE = /^\d+(s|m|h|d|m\d+s|h\d+m|d\d+h|y\d+d)$/;
const TABLE = /(^| )(AGE|LAST SEEN|Age|DURATION|LAST SCHEDULE)( |$)/;
const TIMES = /(Age|Duration|Last Schedule Time|Start Time|Started|Finished|CreationTimestamp|AcquireTime|RenewTime): .*/g;
const PULL = /in [\dhm.]+m?s \([\dhm.]+m?s including waiting\)\. Image size: \d+ bytes/g;
const UID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const SUFFIX = "[bcdfghjklmnpqrstvwxz2456789]{5}";

const pulls = (text: string): string => text.replace(PULL, "in D (D including waiting). Image size: N bytes");
const names = (text: string): string =>
  text.replace(new RegExp(`-[a-z0-9]{6,10}-${SUFFIX}\\b`, "g"), "-*").replace(new RegExp(`-${SUFFIX}\\b`, "g"), "-*");

/** The recordings come from a vendor's build: its extra ConfigMap is not Kubernetes. */
const withoutVendor = (text: string): string =>
  text
    .replace(/ *ConfigMapName: +openshift-service-ca\.crt\n +Optional: +\S+\n?/g, "")
    .replace(/ *- configMap:\n +items:\n(?: +- key: service-ca\.crt\n +path: service-ca\.crt\n| +.*\n){0,3} +name: openshift-service-ca\.crt\n/g, "")
    .replace(/^.*openshift.*\n?/gm, "");

/** Ages only where a table or a phrase says so. */
function withoutAges(text: string): string {
  let inTable = false;
  return text
    .split("\n")
    .map((line) => {
      if (TABLE.test(line)) inTable = true;
      else if (!line.trim()) inTable = false;
      const cells = inTable ? line.split(/( +)/).map((cell, i, all) => (isAge(cell, i, all.length) ? "AGE" : cell)).join("") : line;
      return cells.replace(/\(\S+ ago\)/g, "(AGE ago)").replace(/\(x\d+ over \S+\)/g, "(xN over AGE)").replace(TIMES, "$1: T");
    })
    .join("\n");
}
const isAge = (cell: string, i: number, count: number): boolean => AGE.test(cell) && (!/^\d+m$/.test(cell) || i === 0 || i >= count - 3);

/** A text of kubectl, comparable. */
export function normaliseOutput(raw: string): string {
  const text = withoutVendor(pulls(raw))
    .replace(UID, "UID")
    .replace(/sha256:[0-9a-f]+/g, "DIGEST")
    .replace(/containerd:\/\/[0-9a-f]+/g, "containerd://ID")
    .replace(/\b[0-9a-f]{64}\b/g, "ID")
    .replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z| [\d:.]+ \+0000)/g, "TIME")
    .replace(/\/tmp\/(LIVE|MERGED)-\d+/g, "/tmp/$1-N")
    .replace(/(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} [\d:]+ [+-]\d{4}/g, "TIME")
    .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, "IP")
    .replace(/\bworker-\d+\b/g, "NODE")
    .replace(/"?resourceVersion"?: "\d+"/g, "resourceVersion: N")
    .replace(/\b3\d{4}\/(TCP|UDP)/g, "NODEPORT/$1")
    .replace(/^[WEI]\d{4} [\d:.]+ +\d+ \S+\] ?/gm, "")
    .replace(/exec "[0-9a-f]+"/g, 'exec "ID"');
  return withoutAges(names(text).replace(/\b[0-9a-f]{8,10}\b/g, "HASH").replace(/@@[\s\S]*/, "@@"))
    .split("\n")
    .map((line) => line.replace(/[ \t]+/g, " ").trimEnd())
    .join("\n")
    .trim();
}

/** An Event's message, comparable. */
export const normaliseMessage = (raw: string): string =>
  names(
    pulls(raw)
      .replace(UID, "UID")
      .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, "IP")
      .replace(/\bworker-\d+\b/g, "NODE"),
  )
    .replace(/-\d{8,}\b/g, "-T")
    .replace(/\b[0-9a-f]{8,10}\b/g, "HASH")
    .replace(/sha256:[0-9a-f]+/g, "DIGEST")
    .replace(/:\d{4,5}->/g, ":P->")
    .replace(/\b0\/\d+ nodes/g, "0/N nodes")
    .trim();
