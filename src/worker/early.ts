import { prepareWorker } from "./start-worker.ts";

// The engine is as large as the page: index.html runs this before the page has come, so that both are read at the same
// time, each by a thread of its own.
prepareWorker();
