/** Room is made in steps, so that one pod more seldom makes everything move. */
const STEPS = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/** How many places to make for so many pods. */
export const roomFor = (places: number): number => STEPS.find((step) => step >= places) ?? Math.ceil(places / 256) * 256;
