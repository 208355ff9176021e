import { onOutput } from "../state/world.ts";
import { createSessionLogs } from "./session-logs.ts";

/** What each session has printed, kept while no screen shows it. */
const logs = createSessionLogs();

onOutput(logs.take);

/** Hears all that a session printed and prints; `clear` when nothing of it is true any more: what is comes after that. Returns how to end it. */
export const followOutput = logs.follow;
