/**
 * Stands in for Prettier in monaco-yaml's worker: manifests are not reformatted here, and without it the worker is two
 * thirds of its size (vite.config.ts).
 */
export default {};

export const format = (): Promise<never> => Promise.reject(new Error("formatting is switched off"));
