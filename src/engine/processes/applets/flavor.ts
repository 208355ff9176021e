import type { ProcessContext } from "../program.ts";

/** Whose texts an image's tools speak: busybox's, or GNU's where the image says `settings.flavor: "gnu"`. */
export const isGnu = (context: ProcessContext): boolean => context.settings?.["flavor"] === "gnu";

/** The name a tool puts before its messages: GNU's as called, busybox's its own. */
export const calledName = (context: ProcessContext, applet: string): string => (isGnu(context) ? (context.argv[0] ?? applet) : applet);
