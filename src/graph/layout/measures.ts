/** Design pixels: mock and layout share them. */

/** From the plate's edges to what stands on it. */
export const LEFT = 6;
export const RIGHT = 11;
export const BOTTOM = 15;

/** Of a tank: what its lip and its bed take, and the room that it keeps free at its sides, above and below. */
export const LIP = 10;
export const WALL = 5;
export const TANK = { side: 23, head: 29, foot: 18 };
/** Tanks smaller than ROOMY have no rulers and no foot, and stand closer. */
export const ROOMY = { width: 138, height: 100 };
const CLOSE = { side: 6, head: 21, foot: 4 };
export const GROUP = { side: 3, head: 28, foot: 0 };
export const SLIM_INNER = 124;

/** Of pods: others' are capsules, the cluster's own are pills. */
export const CAPSULE = { width: 188, height: 38, pitchX: 192, pitchY: 42 };
export const PILL = { height: 16, pitchY: 19.5, perCapsule: 3, gap: 3, beyond: 4 };

/** Of the tray, where it stands right of the tanks, and of the cards in it. */
export const TRAY_WIDTH = 112;
export const TRAY_CARD = { height: 36, pitchY: 40 };

/** The section of the selected pod below the tanks is so high at most. */
export const DETAIL_MOST = 440;

/** A window narrower or lower than this is laid out in its own way. */
export const NARROW = 560;
export const LOW = 540;

/** What a tank keeps free. */
export const padOf = (close: boolean, groups: boolean): typeof TANK => (close ? CLOSE : groups ? GROUP : TANK);
