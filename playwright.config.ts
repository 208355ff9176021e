import { defineConfig } from "@playwright/test";

// Another port and another build beside them: several people on one machine, each with a page of their own.
const port = Number(process.env["E2E_PORT"] ?? 4173);
const built = process.env["E2E_PAGE"];
const asRoot = process.getuid?.() === 0;
const executablePath = process.env["CHROMIUM_PATH"];

/** Journeys run on the built page (`npm run build` first). scripts/test.mjs finds the browser and sets CHROMIUM_PATH. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  timeout: 90_000,
  globalTimeout: 640_000,
  // A page waits most of its time: for its worker, for the clock.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  expect: { timeout: 20_000 },
  // State shots are kept beside their spec, one set: of the Chromium and the fonts of the machine that checks them.
  snapshotPathTemplate: "{testDir}/shots/{arg}{ext}",
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: asRoot ? ["--no-sandbox"] : [] },
  },
  webServer: { command: `npx vite preview --port ${port} --strictPort${built ? ` --outDir ${built}` : ""}`, port, reuseExistingServer: false, timeout: 30_000 },
});
