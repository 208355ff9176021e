import { bounds } from "./bounds.ts";
import type { Checks } from "./checks.ts";

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SESSION = /^[A-Za-z0-9][-_.A-Za-z0-9]{0,62}$/;

export function checkNamespace(name: string, pointer: string, checks: Checks): void {
  if (name.length > 63 || !LABEL.test(name)) {
    checks.refuse(pointer, "must be the name of a namespace: lower-case letters, digits and dashes, at most 63");
  }
}

export function checkNodeName(name: string, pointer: string, checks: Checks): void {
  if (name.length > bounds.nameCharacters || !SUBDOMAIN.test(name)) {
    checks.refuse(pointer, "must be a node's name: lower-case letters, digits, dashes and dots");
  }
}

export function checkSession(name: string, pointer: string, checks: Checks): void {
  if (!SESSION.test(name)) checks.refuse(pointer, "must be a session's name: letters, digits, dashes, dots and underscores, at most 63");
}

/** A path below the working directory: never absolute, never upwards. */
export function checkFileName(name: string, pointer: string, checks: Checks): void {
  const parts = name.split("/");
  const bad = name.length > bounds.nameCharacters || parts.some((part) => part === "" || part === "." || part === "..") || hasControls(name);
  if (bad) checks.refuse(pointer, 'must be a file\'s name below the working directory, such as "pod.yaml"');
}

const hasControls = (text: string): boolean => Array.from(text).some((character) => character < " " || character === "\u007f" || character === "\\");
