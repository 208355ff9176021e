import type { PodSpec } from "../../../api/types.ts";
import { defaultContainer } from "./container.ts";
import { eachIn, fill, within } from "./fill.ts";
import { defaultRequirements, defaultResourceList } from "./resource-list.ts";
import { defaultVolume } from "./volume.ts";

const noContext = {};

// Mirrors SetDefaults_PodSpec and what it contains (pkg/apis/core/v1/defaults.go): for Pods and for templates.
export function defaultPodSpec(spec: PodSpec): PodSpec {
  let next = fill(spec, {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    securityContext: noContext,
    terminationGracePeriodSeconds: 30,
    schedulerName: "default-scheduler",
  });
  next = mirrorServiceAccount(next);
  next = eachIn(next, "volumes", defaultVolume);
  next = eachIn(next, "initContainers", defaultContainer);
  next = eachIn(next, "containers", defaultContainer);
  next = eachIn(next, "ephemeralContainers", defaultContainer);
  next = within(next, "overhead", defaultResourceList);
  return within(next, "resources", defaultRequirements);
}

// Mirrors Convert_v1_PodSpec_To_core_PodSpec (pkg/apis/core/v1/conversion.go): the old name of the field is kept in step.
export function mirrorServiceAccount(spec: PodSpec): PodSpec {
  const name = spec.serviceAccountName || spec.serviceAccount;
  return !name || (spec.serviceAccountName === name && spec.serviceAccount === name) ? spec : { ...spec, serviceAccountName: name, serviceAccount: name };
}
