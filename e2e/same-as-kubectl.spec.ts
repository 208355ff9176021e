import { inTurn } from "./in-turn.ts";
import { openScene, terminalText, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

/** What the plate says of every pod equals what kubectl prints at that moment; the property over random scenarios is e2e/properties/picture.test.ts. */
const moments = [
  ["exec-liveness", "46s"],
  ["crash-loop", "1m7s"],
  ["image-pull", "25s"],
  ["init-chain", "9s"],
  ["termination", "19s"],
  ["run-to-completion", "33s"],
  ["host-ports", "12s"],
  ["startup-probe", "42s"],
] as const;

for (const [scene, at] of inTurn(moments, 3)) {
  test(`${scene} at ${at}: the plate and kubectl agree`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openScene(page, { scene, at });
    const drawn = await page.locator("[data-pod][aria-label]").evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? ""));
    // In a shell of its own: the first may be busy with the scene's commands.
    await page.getByRole("button", { name: "Another shell" }).click();
    await typeLine(page, "clear; kubectl get pods --no-headers");
    await expect.poll(async () => terminalText(page)).toMatch(/^\S+ +\d+\/\d+ [^]*\$$/);
    const printed = (await terminalText(page)).split("\n").map((row) => /^(\S+) +(\d+\/\d+) +(\S+) +(\d+)/.exec(row)).filter((row) => row !== null);
    expect(printed.length).toBeGreaterThan(0);
    expect(new Set(drawn)).toEqual(new Set(printed.map(([, name, ready, status, restarts]) => `${name}, ${status}, READY ${ready}, RESTARTS ${restarts}`)));
  });
}
