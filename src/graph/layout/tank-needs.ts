/** What has to find room in a tank: a node's pods, or a group's. */
export interface TankNeeds {
  readonly key: string;
  readonly controlPlane: boolean;
  readonly small: number;
  readonly normal: number;
}

export type Room = Pick<TankNeeds, "small" | "normal">;

/** What all tanks need together: of hundreds of them there are thousands of arrangements to try, so it is read once. */
export interface RoomNeeded {
  readonly slim: number;
  readonly slimRows: number;
  /** The most that any tank needs, and that any needs that is not slim. */
  readonly most: Room;
  readonly mostWide: Room;
}

export function roomNeeded(tanks: readonly TankNeeds[]): RoomNeeded {
  const slim = tanks.filter(isSlim);
  return { slim: slim.length, slimRows: Math.max(0, ...slim.map(({ small }) => small)), most: mostRoom(tanks, false), mostWide: mostRoom(tanks, true) };
}

/** A control plane node with nothing but small pods is narrow, where tanks stand in one row. */
export const isSlim = ({ controlPlane, normal }: TankNeeds): boolean => controlPlane && normal === 0;

/** As much as the fullest needs: dots are of one size, and a row means the same in every tank. */
export const mostRoom = (tanks: readonly TankNeeds[], withoutSlim: boolean): Room => ({ small: most(tanks, "small", withoutSlim), normal: most(tanks, "normal", withoutSlim) });

const most = (tanks: readonly TankNeeds[], size: "small" | "normal", withoutSlim: boolean): number =>
  Math.max(size === "normal" ? 1 : 0, ...tanks.filter((tank) => !withoutSlim || !isSlim(tank)).map((tank) => tank[size]));
