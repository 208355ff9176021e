/** Places of things in rooms, by least free number: what has one keeps it until it leaves. */
export interface Slots {
  /** Its place in that room; a move gives up the place in the room before. */
  take(room: string, key: string): number;
  /** Takes a certain place, if nobody has it. */
  claim(room: string, key: string, slot: number): void;
  leave(key: string): void;
  of(key: string): number | undefined;
}

interface Room {
  readonly taken: Set<number>;
  /** No place below this one is free. */
  leastFree: number;
}

export function createSlots(): Slots {
  const rooms = new Map<string, Room>();
  const places = new Map<string, { readonly room: string; readonly slot: number }>();

  const roomOf = (name: string): Room => {
    const known = rooms.get(name) ?? { taken: new Set<number>(), leastFree: 0 };
    rooms.set(name, known);
    return known;
  };

  const put = (room: string, key: string, slot: number): number => {
    const { taken } = roomOf(room);
    taken.add(slot);
    places.set(key, { room, slot });
    return slot;
  };

  const slots: Slots = {
    of: (key) => places.get(key)?.slot,
    leave(key) {
      const place = places.get(key);
      if (!place) return;
      const room = roomOf(place.room);
      room.taken.delete(place.slot);
      room.leastFree = Math.min(room.leastFree, place.slot);
      // An empty room is like one that never was.
      if (room.taken.size === 0) rooms.delete(place.room);
      places.delete(key);
    },
    take(name, key) {
      const place = places.get(key);
      if (place?.room === name) return place.slot;
      slots.leave(key);
      const room = roomOf(name);
      while (room.taken.has(room.leastFree)) room.leastFree += 1;
      return put(name, key, room.leastFree);
    },
    claim(name, key, slot) {
      if (places.has(key) || roomOf(name).taken.has(slot)) return;
      put(name, key, slot);
    },
  };
  return slots;
}
