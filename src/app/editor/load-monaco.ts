import type { ComponentType } from "react";
import { useSettings } from "../state/settings.ts";
import type { HandedOver } from "./handed-over.ts";

type CodeEditor = ComponentType<{ readonly handedOver: HandedOver | undefined }>;

/** Fetches Monaco, in the language of the page: its own menus keep the language that they were loaded with. */
export async function loadMonaco(): Promise<CodeEditor> {
  if (useSettings.getState().language === "zh") await import("monaco-editor/nls/lang/zh-cn");
  return (await import("./monaco/code-editor.tsx")).default;
}
