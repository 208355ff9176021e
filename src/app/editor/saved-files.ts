import { changeFile, useFiles } from "../state/files.ts";
import { isPast, useMoment } from "../state/moment.ts";
import { ask } from "../state/world.ts";

/** How long a jump through time rests before the workstation is asked. */
const REST_MS = 250;

/**
 * What the workstation has of a file depends on the moment that is looked at: after every jump it is asked, so that
 * "not applied" stays true and an apply in the past saves what it must. Returns how to end that.
 */
export function followSavedFiles(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = useMoment.subscribe((now, before) => {
    const jumped = now.viewMs < before.viewMs || isPast(now) !== isPast(before) || (now.opened && !before.opened);
    const rewatched = isPast(now) && now.viewMs !== before.viewMs;
    if (!jumped && !rewatched) return;
    // While the past is shown again it may change at any time: asked at intervals, not only when it rests.
    if (jumped) clearTimeout(timer);
    else if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (useMoment.getState().opened) void refresh();
    }, REST_MS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

async function refresh(): Promise<void> {
  await Promise.all(useFiles.getState().files.map(async (asked) => {
    // A world that is gone has no files; the next one is asked again.
    const answer = await ask({ type: "file", path: asked.name }).catch(() => undefined);
    if (!answer) return;
    const file = useFiles.getState().files.find(({ name }) => name === asked.name);
    // Applied meanwhile: what was saved then is newer than the answer.
    if (file?.saved === asked.saved && file?.saved !== answer.text) changeFile(asked.name, { saved: answer.text });
  }));
}
