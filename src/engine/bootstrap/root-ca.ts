import { draw } from "../simulation/random.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** How every DER certificate of this size begins. */
const PREFIX = "MIIDBTCCAe2gAwIBAgII";
const LINE = 64;
const LINES = 16;

/** The cluster's CA bundle: shaped like a certificate, and, the simulation having no keys, only that. */
export function rootCaBundle(seed: number): string {
  let body = PREFIX;
  for (let i = body.length; i < LINE * LINES + 20; i += 1) body += BASE64.charAt(draw(seed, "bootstrap/root-ca", i, 64));
  const lines = [];
  for (let at = 0; at < body.length; at += LINE) lines.push(body.slice(at, at + LINE));
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
