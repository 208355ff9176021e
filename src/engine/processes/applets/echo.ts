import { scripted } from "../scripted.ts";
import { echoText } from "../sh/echo-text.ts";
import { out } from "./script.ts";

export const echo = scripted("echo", function* (context) {
  yield* out(echoText(context.argv.slice(1)));
  return 0;
});
