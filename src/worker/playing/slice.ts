/** The worker yields after this much host time. */
export const SLICE_MS = 8;
