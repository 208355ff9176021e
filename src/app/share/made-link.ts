import { CHAT_CHARACTERS, encodeLink, type SharedScene } from "../../scenario/link/link.ts";
import { writeSceneFile } from "../../scenario/link/scene-file.ts";
import { ask } from "../state/world.ts";
import { viewNow } from "../state/view.ts";

/** A link that was made, and what is to be said of it before it is passed on. */
export interface MadeLink {
  readonly scene: SharedScene;
  readonly address: string;
  /** Too long for some chats: a file is offered as well. */
  readonly long: boolean;
  /** Its files hold a Secret. */
  readonly secret: boolean;
}

/** A link to what is seen now. Rejects when the world is gone. */
export async function makeLink(): Promise<MadeLink> {
  const view = viewNow();
  const { scenario, engine, digest, trail } = await ask({ type: "scene", for: "link" });
  const scene: SharedScene = { scenario, view, engine, digest: digest.slice(0, 12), ...(trail !== undefined && { trail }) };
  const address = `${location.origin}${location.pathname}${encodeLink(scene)}`;
  return { scene, address, long: address.length > CHAT_CHARACTERS, secret: holdsSecret(scene) };
}

/** A Secret in any text that the link carries: files as they were, were edited, or stand in the editor. */
function holdsSecret({ scenario, view }: SharedScene): boolean {
  const edits = scenario.inputs.flatMap(({ action }) => (action.type === "edit" ? [action.text] : action.type === "run" ? [action.line] : []));
  const texts = [...Object.values(scenario.files), ...Object.values(view.drafts ?? {}), ...edits];
  return texts.some((text) => /^\s*["']?kind["']?\s*:\s*["']?Secret\b/im.test(text) || /\bcreate\s+secret\b/.test(text));
}

/**
 * The scene as a file: with all of its branches of time, as far as the world has gone, where a link holds what was typed
 * until the moment that is shown.
 */
export async function downloadScene(made: SharedScene): Promise<void> {
  const { scenario, branches } = await ask({ type: "scene", for: "save" });
  const url = URL.createObjectURL(new Blob([writeSceneFile({ ...made, scenario, branches })], { type: "application/yaml" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = `${scenario.name}.kubarium.yaml`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
