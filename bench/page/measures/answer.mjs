// From Ctrl+Enter in the editor to the first change on screen.
import { editorReady, press } from "../browser.mjs";

/** Runs in the page: `awaitPod` begins to wait for the key and for a drawn frame with a pod of that name; `answer` is the time between. */
function watch() {
  Object.assign(globalThis, {
    awaitPod(name) {
      globalThis.answer = new Promise((resolve) => {
        let pressedMs = 0;
        addEventListener("keydown", ({ key, timeStamp }) => key === "Enter" && (pressedMs ||= timeStamp), { capture: true });
        const observer = new MutationObserver(() => {
          if (!document.querySelector(`[data-pod][aria-label^="${name}, "]`)) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener("message", () => resolve(performance.now() - pressedMs));
            port1.start();
            port2.postMessage("");
          });
        });
        observer.observe(document.body, { subtree: true, childList: true });
      });
    },
  });
}

/** Milliseconds for each of `repeats` files of the scene at `address`, applied one after the other at 1x. */
export async function answers(chromium, address, repeats) {
  const visit = await chromium.open({ watch, speed: 1 });
  try {
    const { page } = visit;
    await page.goto(address);
    await editorReady(page);
    await press(page, "Play");
    const took = [];
    for (let i = 1; i <= repeats; i += 1) {
      await page.getByRole("tab", { name: `pod-${i}.yaml` }).click();
      await page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first().focus();
      // The command before has ended, and the page is at rest.
      await page.waitForTimeout(1_500);
      await page.evaluate((name) => globalThis.awaitPod(name), `pod-${i}`);
      await page.keyboard.press("ControlOrMeta+Enter");
      took.push(await page.evaluate(() => globalThis.answer));
    }
    return took;
  } finally {
    await visit.close();
  }
}
