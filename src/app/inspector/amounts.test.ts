import { expect, test } from "vitest";
import { bytesText, cpuText } from "./amounts.ts";

test.each([[0, "0"], [450, "450m"], [2000, "2"], [1500, "1500m"]])("%d thousandths of a CPU are %s", (milli, text) => expect(cpuText(milli)).toBe(text));
test.each([[0, "0"], [64 * 2 ** 20, "64Mi"], [24581696 * 1024, "23.4Gi"], [1536, "1.5Ki"], [220 * 2 ** 20 + 5000, "220Mi"]])("%d bytes are %s", (bytes, text) => expect(bytesText(bytes)).toBe(text));
