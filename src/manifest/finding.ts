/** What a judgement has found: a code with its values. The sentences stand with the page's strings. */
import type { BehaviorFault } from "../api/behavior.ts";
import type { UnsimulatedEffect } from "../api/unsimulated-fields.ts";

export type ValueKind = "string" | "integer" | "number" | "boolean" | "list" | "map" | "quantity" | "time" | "base64" | "null";
export type CharacterKind = "space" | "invisible" | "colon" | "comma" | "quote" | "dash" | "hash";

export type Finding =
  // The text.
  | { readonly code: "yamlSyntax" }
  // Beyond what is read of a file: nothing else is said of it.
  | { readonly code: "tooLarge"; readonly most: number }
  | { readonly code: "tabIndentation" }
  | { readonly code: "unusualCharacter"; readonly kind: CharacterKind; readonly character: string }
  | { readonly code: "promptLine" }
  | { readonly code: "fenceLine" }
  | { readonly code: "missingSpace"; readonly key: string }
  | { readonly code: "notAComment" }
  | { readonly code: "duplicateKey"; readonly key: string; readonly line: number }
  // What it is.
  | { readonly code: "missingField"; readonly field: "apiVersion" | "kind" | "metadata.name" }
  | { readonly code: "fragment"; readonly of: string }
  | { readonly code: "pathNotation"; readonly key: string }
  | { readonly code: "unknownKind"; readonly kind: string; readonly meant?: string }
  | { readonly code: "unknownVersion"; readonly kind: string; readonly apiVersion: string; readonly versions: readonly string[] }
  | { readonly code: "removedVersion"; readonly kind: string; readonly apiVersion: string; readonly removedIn: string; readonly instead?: string }
  // Its fields.
  | { readonly code: "unknownField"; readonly field: string; readonly of: string; readonly meant?: string }
  | { readonly code: "misplacedField"; readonly field: string; readonly belongs: string }
  | { readonly code: "looseSelector" }
  | { readonly code: "wrongType"; readonly field: string; readonly expected: ValueKind; readonly found: ValueKind }
  | { readonly code: "unknownValue"; readonly field: string; readonly value: string; readonly values: readonly string[]; readonly meant?: string }
  | { readonly code: "unreadableQuantity"; readonly value: string; readonly meant?: string }
  | { readonly code: "missingSelector"; readonly kind: string }
  | { readonly code: "selectorMismatch"; readonly key: string; readonly wanted: string; readonly found?: string }
  | { readonly code: "unknownVolume"; readonly name: string; readonly meant?: string }
  | { readonly code: "unknownContainer"; readonly name: string; readonly meant?: string }
  | { readonly code: "undeclaredPort"; readonly port: string }
  | { readonly code: "relativeCommand"; readonly command: string }
  // Its age.
  | { readonly code: "deprecatedField"; readonly field: string; readonly instead: string }
  | { readonly code: "renamedLabel"; readonly label: string; readonly instead: string }
  | { readonly code: "movedRegistry"; readonly from: string; readonly to: string }
  | { readonly code: "endOfLifeImage"; readonly image: string; readonly since: string }
  // The annotation that scripts a Pod's behaviour: at "responses[0].status", "" for the whole.
  | { readonly code: "behavior"; readonly at: string; readonly fault: BehaviorFault }
  // What is not acted on.
  | { readonly code: "unsimulatedKind"; readonly kind: string }
  | { readonly code: "unsimulatedField"; readonly field: string; readonly effect: UnsimulatedEffect }
  // Commands.
  | { readonly code: "command"; readonly about: CommandFinding; readonly token: string }
  /** What the API server says, and nobody else. */
  | { readonly code: "server" };

export type CommandFinding =
  // As it was pasted.
  | "pastedPrompt" | "smartDash" | "smartQuotes" | "placeholder" | "unquotedSelector" | "flagSpelling"
  // Flags and commands that are no more, or mean something else now.
  | "runMakesPods" | "removedRunFlags" | "dryRunValue" | "recordFlag" | "rollingUpdate" | "removedFlag" | "execWithoutDashes" | "graceZero"
  | "deleteLocalData" | "containerId" | "cascadeValue" | "cpuPercent" | "masterTaint" | "convertPlugin" | "componentStatuses" | "replicationController"
  // Tools around it.
  | "dockerOnNode" | "minikubeDriver" | "minikubeDockerEnv";
