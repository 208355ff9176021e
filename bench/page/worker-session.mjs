// A line to the engine's worker over the page's own session of Chromium's protocol.

/** Follows the workers of a page. What it returns gives a function that sends a command to the engine's. */
export async function engineOf(cdp) {
  const workers = new Map();
  cdp.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => workers.set(sessionId, targetInfo.url));
  cdp.on("Target.detachedFromTarget", ({ sessionId }) => workers.delete(sessionId));
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return async () => {
    const found = [...workers].find(([, url]) => /\/entry-[^/]*\.js$/.test(url));
    if (!found) throw new Error(`no engine among the workers ${[...workers.values()].join(" ")}`);
    return sender(cdp, found[0]);
  };
}

let lastId = 0;

const sender = (cdp, sessionId) => (method, params = {}) =>
  new Promise((resolve, reject) => {
    lastId += 1;
    const id = lastId;
    const hear = (event) => {
      if (event.sessionId !== sessionId) return;
      const { id: answered, result, error } = JSON.parse(event.message);
      if (answered !== id) return;
      cdp.off("Target.receivedMessageFromTarget", hear);
      if (error) reject(new Error(`${method}: ${error.message}`));
      else resolve(result);
    };
    cdp.on("Target.receivedMessageFromTarget", hear);
    cdp.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
  });
