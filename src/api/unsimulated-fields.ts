/** Fields of a pod's spec that are accepted and kept, while nothing here acts on them. */

/** What a learner would wait for in vain. */
export type UnsimulatedEffect =
  /** Every process may do what it likes. */
  | "notEnforced"
  /** The volume is an empty directory. */
  | "emptyVolume"
  /** No driver is there to mount it: containers wait for it, as they would in a real cluster without one. */
  | "neverMounted"
  /** The probe only connects. */
  | "connectsOnly"
  /** It restarts its own container alone. */
  | "restartsAlone"
  | "stored";

export interface UnsimulatedField {
  /** Within a PodSpec; "[]" stands for every item of a list, "container" for every list of containers. */
  readonly path: string;
  /** Only with this value. */
  readonly value?: string;
  readonly effect: UnsimulatedEffect;
}

const field = (path: string, effect: UnsimulatedEffect, value?: string): UnsimulatedField => ({ path, effect, ...(value !== undefined && { value }) });

const unmountedVolumes =
  "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk gitRepo glusterfs iscsi nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume".split(" ");
const ofBoth = "appArmorProfile seLinuxOptions seccompProfile windowsOptions".split(" ");
const ofPod = "fsGroupChangePolicy seLinuxChangePolicy supplementalGroupsPolicy".split(" ");
const ofContainer = "allowPrivilegeEscalation capabilities procMount".split(" ");

export const unsimulatedFields: readonly UnsimulatedField[] = [
  ...unmountedVolumes.map((source) => field(`volumes[].${source}`, "neverMounted")),
  field("volumes[].image", "emptyVolume"),
  ...[...ofBoth, ...ofPod].map((name) => field(`securityContext.${name}`, "notEnforced")),
  ...[...ofBoth, ...ofContainer].map((name) => field(`container.securityContext.${name}`, "notEnforced")),
  field("container.securityContext.privileged", "stored"),
  field("securityContext.sysctls", "stored"),
  ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => field(`container.${probe}.grpc`, "connectsOnly")),
  field("container.restartPolicyRules[].action", "restartsAlone", "RestartAllContainers"),
  field("container.volumeMounts[].mountPropagation", "stored"),
  field("container.volumeDevices", "stored"),
  field("container.resizePolicy", "stored"),
  field("hostUsers", "stored"),
  field("hostnameOverride", "stored"),
  field("resourceClaims", "stored"),
  field("schedulingGroup", "stored"),
];
