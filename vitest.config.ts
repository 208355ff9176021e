import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "e2e/**/*.test.ts", "bench/**/*.test.ts"],
    environment: "node",
    setupFiles: ["e2e/fixed-seed.ts"],
    // Tests share no state but memos: loading the engine once per worker instead of once per file saves minutes.
    pool: "threads",
    isolate: false,
    // Both cores of a small machine: the runner itself has next to nothing to do.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});
