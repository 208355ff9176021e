import { decodeLink, linkBounds, type OpenedLink } from "../link/link.ts";
import { latin, startsWith, textFrom } from "./bytes.ts";
import { gifComments } from "./gif-comment.ts";
import { PNG_SIGNATURE, pngText } from "./png-text.ts";
import { EBML_SIGNATURE, webmTagText } from "./webm-tags.ts";

/** Under which word a PNG and a film keep their scene. */
export const KEYWORD = "kubarium";

/** Larger files are not looked into. */
export const LARGEST_PICTURE_BYTES = 100_000_000;

/** In an SVG and in a page the link stands as text. */
const WRITTEN = new RegExp(String.raw`#v=1&(?:amp;)?s=([\w-]{1,${linkBounds.characters}})(?:&(?:amp;)?c=([\w-]{1,3}))?`);

/**
 * The scene of a picture that Kubarium made; undefined where it holds none. The picture is never shown nor parsed as a
 * document: only the link in it is read, within the bounds of links. Never throws.
 */
export function sceneInPicture(picture: Uint8Array): OpenedLink | undefined {
  const fragment = fragmentIn(picture);
  return fragment === undefined ? undefined : decodeLink(fragment);
}

function fragmentIn(picture: Uint8Array): string | undefined {
  if (startsWith(picture, PNG_SIGNATURE)) return linkOf(pngText(picture, KEYWORD));
  if (startsWith(picture, EBML_SIGNATURE)) return linkOf(webmTagText(picture, KEYWORD));
  if (startsWith(picture, latin("GIF8"))) {
    for (const comment of gifComments(picture)) if (linkOf(comment) !== undefined) return comment;
    return undefined;
  }
  const written = WRITTEN.exec(textFrom(picture));
  return written === null ? undefined : `#v=1&s=${written[1]}${written[2] === undefined ? "" : `&c=${written[2]}`}`;
}

const linkOf = (text: string | undefined): string | undefined => (text?.startsWith("#v=") ? text : undefined);
