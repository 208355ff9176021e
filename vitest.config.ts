import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "e2e/**/*.test.ts", "bench/**/*.test.ts"],
    environment: "node",
    setupFiles: ["e2e/fixed-seed.ts"],
    // Tests share no state but memos: loading the engine once per worker instead of once per file saves minutes.
    pool: "threads",
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});
