import type { Why, WhyLink } from "./why.ts";
import type { LinkWord, Question } from "./words.ts";

/** Asked of what is broken, whatever the steps say. */
const brokenQuestions: ReadonlySet<Question> = new Set(["image", "notCreated", "notStarted", "crashing", "failed", "oomKilled", "willRestart", "evicted", "unheard", "stuck", "jobFailed", "noEndpoints", "nodeNotReady"]);

/** Steps that say that something went wrong; a chain with one of them is about trouble, however well the pod looks. */
const brokenLinks: ReadonlySet<LinkWord> = new Set([
  "noNodeFits", "refusedTaint", "refusedResource", "refusedSelector", "refusedCordoned", "refusedOther", "noSuchScheduler", "noSuchNode",
  "missingObject", "missingKey", "sandboxFails", "initFailed", "pullBackoff", "pullFailed", "imageMissing", "registryUnreachable", "imageNameInvalid", "neverPulled",
  "configRefused", "createRefused", "startRefused", "hookFailed", "crashBackoff", "oomKilled", "portTaken",
  "probeFailed", "probeNotYet", "probeCommandEnded", "probeAnswered", "probeTimedOut", "probeGotNoAnswer", "nobodyListens", "fileRemoved", "fileNeverThere",
  "podsRefused", "nodeUnheard", "componentStopped", "claimMissing", "kubeletUnheard", "deadlinePassed", "evictedFor", "refusedByKubelet", "nodeNotReady",
]);

const isBroken = ({ says, values }: WhyLink): boolean => brokenLinks.has(says) || (says === "exited" && values["code"] !== "0");

/** "bad": it explains something broken, and its numbers are red. "well": something that works, or is under way. */
export const toneOf = ({ asks, links }: Pick<Why, "asks" | "links">): "bad" | "well" => (brokenQuestions.has(asks) || links.some(isBroken) ? "bad" : "well");
