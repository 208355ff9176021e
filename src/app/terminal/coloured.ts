/** ANSI colours for words that say how a pod is. Only colour: not a letter is changed. */
const BAD = /\b(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|OOMKilled|Error|Evicted|NotReady|Failed|FailedScheduling|FailedMount|Unhealthy|BackOff|OutOf\w+|DeadlineExceeded)\b/g;
const WAITING = /\b(?:ContainerCreating|PodInitializing|Terminating|Init:\d+\/\d+|SchedulingDisabled)\b/g;
const RED = "\x1b[31m";
const YELLOW = "\x1b[33m";
const DEFAULT = "\x1b[39m";

export const coloured = (text: string): string =>
  text.includes("\x1b") ? text : text.replaceAll(BAD, `${RED}$&${DEFAULT}`).replaceAll(WAITING, `${YELLOW}$&${DEFAULT}`);
