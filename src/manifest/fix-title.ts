/** What a fix does, as a code with values; the words stand with the page's strings. */
export type FixTitle =
  | { readonly code: "replaceTabs" }
  | { readonly code: "replaceCharacters"; readonly count: number }
  | { readonly code: "removeLines"; readonly count: number }
  | { readonly code: "addSpace" }
  | { readonly code: "makeComment" }
  | { readonly code: "removeDuplicate"; readonly key: string }
  | { readonly code: "addField"; readonly field: string; readonly value: string }
  | { readonly code: "setField"; readonly field: string; readonly value: string }
  | { readonly code: "wrapInPod" }
  | { readonly code: "nestPath"; readonly path: string }
  | { readonly code: "rename"; readonly to: string }
  | { readonly code: "useValue"; readonly value: string }
  | { readonly code: "upgrade"; readonly to: string; readonly adds: readonly string[] }
  | { readonly code: "move"; readonly field: string; readonly to: string }
  | { readonly code: "removeField"; readonly field: string }
  | { readonly code: "matchLabels" }
  | { readonly code: "quote" }
  | { readonly code: "unquote" }
  | { readonly code: "makeList" }
  | { readonly code: "makeMap" }
  | { readonly code: "makeEnvList" }
  | { readonly code: "addSelector" }
  | { readonly code: "command"; readonly line: string };
