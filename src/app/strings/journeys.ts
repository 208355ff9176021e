import type { Verdict } from "../../graph/model.ts";
import type { Spoken } from "./language.ts";

interface JourneyTexts {
  readonly requests: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
}

export const journeyTexts: Spoken<JourneyTexts> = {
  en: {
    requests: "Requests, the last first",
    verdicts: {
      sent: "on its way", answered: "answered", refused: "refused: nothing listens there", rejected: "refused: the Service has no endpoint", dropped: "dropped",
      noRoute: "no route to host", timedOut: "timed out", reset: "reset: the server is gone", unresolved: "no such host",
    },
  },
  zh: {
    requests: "请求（最近的在前）",
    verdicts: {
      sent: "在路上", answered: "已应答", refused: "被拒绝：没有进程监听", rejected: "被拒绝：Service 没有端点", dropped: "被丢弃",
      noRoute: "没有路由", timedOut: "超时", reset: "被重置：服务端已消失", unresolved: "找不到主机名",
    },
  },
};
