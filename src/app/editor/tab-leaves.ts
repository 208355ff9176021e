import { create } from "zustand";

/** Whether the Tab key leaves the editor (true) or indents (false, as in any editor of code). */
export const useTabLeaves = create<{ readonly on: boolean }>(() => ({ on: false }));

export const setTabLeaves = (on: boolean): void => useTabLeaves.setState({ on });
