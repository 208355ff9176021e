import { encodeBase64Text } from "./base64.ts";
import type { JsonObject } from "./json.ts";

const KEY_ID = "8uXqPzTnVwqk1cJrY0mLh4sF7dGbA2eN5tRoKi6QxZE";
const SIGNATURE_LENGTH = 342;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const url = (text: string): string => encodeBase64Text(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** A JSON Web Token that reads as a real one; its signature is made up. */
export function pretendToken(claims: JsonObject): string {
  const unsigned = `${url(JSON.stringify({ alg: "RS256", kid: KEY_ID }))}.${url(JSON.stringify(claims))}`;
  return `${unsigned}.${scramble(unsigned, SIGNATURE_LENGTH)}`;
}

/** Text without meaning, the same for the same seed. */
function scramble(seed: string, length: number, alphabet = ALPHABET): string {
  let state = 2_166_136_261;
  for (let i = 0; i < seed.length; i += 1) state = Math.imul(state ^ seed.charCodeAt(i), 16_777_619) >>> 0;
  let out = "";
  while (out.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out += alphabet[(state >>> 16) % alphabet.length];
  }
  return out;
}

/** In the shape of a UUID, the same for the same seed. */
export function pretendUuid(seed: string): string {
  const hex = scramble(seed, 32, "0123456789abcdef");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
