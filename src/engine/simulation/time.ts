/** A millisecond holds at most 1,000 ordered places: ns = ms x 10^6 + place x 1000. */
export const nanosecondsWithin = (place: number): number => (place % 1000) * 1000;

/** Virtual time ends here, with a message. */
export const END_OF_TIME_MS = 30 * 24 * 3600 * 1000;
