import { decodeLink, isLink, type SharedScene } from "../../scenario/link/link.ts";
import { keepScene, keptScene } from "../saved/storage.ts";
import { useMoment } from "../state/moment.ts";
import { lookAs } from "../state/view.ts";
import { ask, openKept, openWorld } from "../state/world.ts";
import { useNotice } from "./link-notice.tsx";

/** Opens the scene of a fragment. False when it is none, or none that opens: then what is open stays, and the reason is said. */
export function openLink(fragment: string): boolean {
  if (!isLink(fragment)) return false;
  const link = decodeLink(fragment);
  if (!link.ok) {
    useNotice.setState({ notice: { type: "problem", problem: link.problem } });
    return false;
  }
  setAside();
  showLink(link.scene);
  checkDigest(link.scene);
  return true;
}

/** Opens what this browser kept in the last session. False when there is nothing, or nothing that opens: storage may hold anything. */
export function reopenKept(): boolean {
  const fragment = keptScene("now");
  const link = fragment === undefined ? undefined : decodeLink(fragment);
  if (!link?.ok) return false;
  show(link.scene);
  return true;
}

/** Opens a scene that was kept under a name; what is open is set aside. False when it cannot be read. */
export function openSaved(fragment: string): boolean {
  const link = decodeLink(fragment);
  if (!link.ok) return false;
  setAside();
  show(link.scene);
  return true;
}

/** What is open now is kept, and offered back. */
export function setAside(): void {
  const before = keptScene("now");
  if (before === undefined || !decodeLink(before).ok) return;
  keepScene("before", before);
  useNotice.setState({ notice: { type: "replaced", back: bringBack } });
}

function bringBack(): void {
  const link = decodeLink(keptScene("before") ?? "");
  useNotice.setState({ notice: undefined });
  if (link.ok) show(link.scene);
}

/** What this browser kept has its branches of time; a link has none. */
function show(scene: SharedScene): void {
  const { scenario, view, branches } = scene;
  if (!branches) return showLink(scene);
  openKept(scenario, view.atMs ?? 0, branches);
  lookAs(view);
}

function showLink({ scenario, view }: SharedScene): void {
  openWorld(scenario, view.atMs ?? 0);
  lookAs(view);
}

/** Another engine may play a scene differently: then the reader is told. */
function checkDigest({ view, engine, digest }: SharedScene): void {
  const atMs = view.atMs ?? 0;
  if (digest === "") return;
  const stop = useMoment.subscribe(({ viewMs, goal, opened }) => {
    if (!opened || goal !== undefined || viewMs < atMs) return;
    stop();
    if (viewMs > atMs) return;
    void ask({ type: "scene", for: "link" }).then(
      (scene) => {
        if (useMoment.getState().viewMs === atMs && !scene.digest.startsWith(digest)) useNotice.setState({ notice: { type: "differs", engine } });
      },
      () => undefined,
    );
  });
}
