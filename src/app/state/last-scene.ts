import type { SharedScene } from "../../scenario/link/link.ts";

/** A scene without how it is looked at. */
export type LastScene = Omit<SharedScene, "view">;

let last: LastScene | undefined;

/** The open scene as the world told of it last: what there is when the world does not answer any more. */
export const lastScene = (): LastScene | undefined => last;

export function rememberScene(scene: LastScene): void {
  last = scene;
}
