/** The fragment that opens the About page, and the one that opens it at its limits. */
export const ABOUT = "#about";
export const LIMITS = "#about/limits";
