/** Of the engine: a link says with which one it was made. Raised whenever the same scenario may give another digest. */
export const engineVersion = "0.1.0";
