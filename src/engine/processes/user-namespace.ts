import type { Task } from "./state.ts";

/** The id on the host of a user namespace's user 0; 0 in the host's own. */
export const firstHostIdOf = ({ namespaces }: Pick<Task, "namespaces">): number => Number(/\/user\/(\d+)$/.exec(namespaces.user)?.[1] ?? 0);

/** How a reader sees a process's user: on the host as the id that it has there. */
export const seenUid = (task: Pick<Task, "namespaces" | "uid">, reader: Pick<Task, "namespaces">): number => (reader.namespaces.user === task.namespaces.user ? task.uid : firstHostIdOf(task) + task.uid);
