/**
 * What an answer can say: the key of each sentence and the values that are put into it. The sentences themselves, in
 * every language, stand in app/strings/why.ts. Values are Kubernetes' own words, numbers and instants; "" = there is none.
 */
export const questions = {
  pending: [],
  gated: [],
  creating: [],
  initializing: ["status"],
  image: ["status"],
  notCreated: ["status"],
  notStarted: ["status"],
  crashing: ["status"],
  failed: ["status"],
  oomKilled: [],
  willRestart: [],
  willStop: [],
  wasRestarted: [],
  notReady: [],
  running: [],
  completed: [],
  terminating: [],
  evicted: [],
  ended: ["status"],
  unheard: [],
  /** Of what makes Pods, of Services, of nodes. */
  notAvailable: ["available", "desired"],
  stuck: [],
  paused: [],
  allThere: [],
  jobFailed: [],
  jobRuns: [],
  noEndpoints: [],
  served: [],
  nodeNotReady: ["status"],
  nodeCordoned: [],
  nodeTainted: [],
  nodeReady: [],
} as const satisfies Words;

export const links = {
  /** The scheduler's verdict as a whole. */
  noNodeFits: ["nodes"],
  refusedTaint: ["nodes", "taints"],
  refusedResource: ["nodes", "resource", "asks", "free"],
  refusedSelector: ["nodes", "asks"],
  refusedCordoned: ["nodes"],
  refusedOther: ["nodes", "reason"],
  schedulerHasNotLooked: [],
  noSuchScheduler: ["scheduler"],
  gateCloses: ["gates"],
  boundTo: ["node", "of"],
  nodeNamed: ["node"],
  noSuchNode: ["node"],

  /** On the way up. */
  volumesMounting: ["volume"],
  volumesWait: ["volume"],
  missingObject: ["kind", "name", "namespace"],
  missingKey: ["kind", "name", "key"],
  sandboxBegins: ["node"],
  sandboxFails: ["node"],
  addressWaits: ["node"],
  pulling: ["image", "until", "size"],
  pullWaits: ["image", "before"],
  turnWaits: ["container", "before"],
  startsNow: ["container"],
  initRuns: ["container", "place", "of"],
  initFailed: ["container", "place", "of"],
  postStartRuns: ["container"],

  /** Images. */
  pullBackoff: ["delay", "until", "tries"],
  pullFailed: ["image", "tries"],
  imageMissing: ["image"],
  registryUnreachable: ["image"],
  imageNameInvalid: ["image"],
  neverPulled: ["image"],

  /** What could not be made or started. */
  configRefused: ["container"],
  createRefused: ["container"],
  startRefused: ["container", "command"],
  hookFailed: ["container", "hook"],

  /** Ends and what follows. */
  crashBackoff: ["delay", "until", "restarts"],
  restarted: ["restarts"],
  exited: ["code", "meaning", "ran"],
  killedBySignal: ["signal", "ran"],
  oomKilled: ["code"],
  memoryLimit: ["limit", "written"],
  portTaken: ["port", "holder"],
  restartsAnyway: ["policy", "written"],
  neverRestarts: ["policy", "written"],
  allEnded: ["count"],

  /** Probes. */
  sentTerm: ["grace", "killAt"],
  killFollowed: ["grace"],
  probeFailed: ["probe", "inARow", "threshold", "field", "written"],
  probeNotYet: ["probe", "inARow", "threshold"],
  probeCommandEnded: ["code", "also"],
  probeAnswered: ["answer", "also"],
  probeTimedOut: ["timeout", "written", "also"],
  probeGotNoAnswer: ["asks", "also"],
  nobodyListens: ["port", "listens"],
  probeWaits: ["probe", "delay", "next"],
  probePassed: ["probe", "asks"],
  noReadinessProbe: [],
  startupComesFirst: ["inARow", "threshold"],
  fileRemoved: ["command", "path", "before"],
  fileNeverThere: ["path"],
  gateOfReadiness: ["gate"],

  /** The happy chain. */
  started: ["container", "node"],
  pulled: ["image", "node"],
  present: ["image", "node"],

  /** The way out. */
  waitsForProcess: ["container", "killAt", "grace"],
  preStopRuns: ["container", "hook", "killAt"],
  waitsForCleanup: ["node"],
  waitsForFinalizers: ["finalizers"],
  kubeletUnheard: ["node"],
  termIgnored: ["command", "pid"],
  graceIs: ["grace", "field", "written"],
  deletedByPart: ["part"],
  deadlinePassed: ["seconds"],
  evictedFor: ["node"],
  refusedByKubelet: ["node", "reason"],
  nodeNotReady: ["node", "status"],

  /** What makes Pods, and what leads to them. */
  missesPods: ["available", "desired", "pod"],
  missesNone: ["desired"],
  rolloutDeadline: ["seconds", "written"],
  podsRefused: [],
  isPaused: ["field"],
  jobGaveUp: ["reason", "failed"],
  jobAtWork: ["active", "succeeded", "desired"],
  suspended: [],
  noSelector: [],
  selectsNone: ["selector"],
  selectsOther: ["selector", "pod", "labels"],
  allNotReady: ["count", "pod"],
  portNameUnknown: ["port"],
  servedBy: ["count"],

  /** Nodes. */
  nodeUnheard: ["node", "status"],
  componentStopped: ["node", "component"],
  closedForPods: ["node"],
  taintKeepsOut: ["taints"],
  taintDrivesAway: ["taints"],
  nodeHeard: ["node"],

  /** Claims. */
  claimPending: ["claim", "storageClass"],
  claimMissing: ["claim"],

  /** Where every chain ends. */
  line: ["file", "line", "command"],
  typed: ["command", "session"],
  wasThere: [],
} as const satisfies Words;

export const notes = {
  ignoresTerm: ["command"],
  phaseStaysRunning: ["status"],
  notReadyIsNotRestarted: [],
  restartIsSameSandbox: [],
  oneFailureIsNotEnough: ["left"],
  requestsCount: [],
  silentNodeLosesPods: [],
} as const satisfies Words;

type Words = Readonly<Record<string, readonly string[]>>;

export type Question = keyof typeof questions;
export type LinkWord = keyof typeof links;
export type NoteWord = keyof typeof notes;

/** The values of one sentence: all of its slots, as text. */
export type ValuesOf<All extends Words, Key extends keyof All> = Readonly<Record<All[Key][number], string>>;
