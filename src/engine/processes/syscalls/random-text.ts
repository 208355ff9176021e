import { FIRST_ESCAPE } from "../bytes.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import type { Syscall } from "../syscall.ts";

/** Bytes of one read: what is left of them is gone, as with the real device. */
const CHUNK = 4096;

/**
 * What one read of /dev/urandom gives: the world's own chance begins it, so that a restored world goes on alike.
 */
export function randomText(kernel: Kernel, until: Extract<Syscall, { call: "read" }>["until"]): string {
  let state = kernel.draw("/dev/urandom", 0x7fff_ffff) + 1;
  const codes: number[] = [];
  while (codes.length < CHUNK) {
    // Mirrors Marsaglia's xorshift32.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const code = (state >>> 9) & 0xff;
    codes.push(code < 0x80 ? code : FIRST_ESCAPE + code);
    if (until === "line" && code === 10) break;
  }
  return String.fromCharCode(...codes);
}
