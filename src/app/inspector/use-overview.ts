import { useEffect, useState } from "react";
import type { PodView } from "../../graph/model.ts";
import { modelStore } from "../state/model-store.ts";
import { overviewOf, type Overview } from "./trouble.ts";

/** Page milliseconds between two countings: pods may change with every frame. */
const PAUSE_MS = 300;
const LONG_PAUSE_MS = 1200;
const MANY_PODS = 1000;

const read = (): Overview => overviewOf(modelStore.keys("pod").map((key) => modelStore.get("pod", key)).filter((pod): pod is PodView => pod !== undefined));

/** All pods at a glance; counted anew after changes, not with every frame. */
export function useOverview(): Overview {
  const [overview, setOverview] = useState(read);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = (): void => {
      timer = undefined;
      setOverview(read());
    };
    count();
    const end = modelStore.onAny((changed) => {
      if (timer !== undefined) return;
      for (const key of changed) {
        if (!key.startsWith("pod/")) continue;
        timer = setTimeout(count, modelStore.keys("pod").length > MANY_PODS ? LONG_PAUSE_MS : PAUSE_MS);
        return;
      }
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  return overview;
}
