import type { BehaviorFault } from "../../api/behavior.ts";

type Plain = Exclude<BehaviorFault["code"], "unknownField" | "unknownContainer" | "missingField">;

const plainEn: Readonly<Record<Plain, string>> = {
  notJson: "this is not readable as JSON", notObject: "it must be an object { … }", notList: "it must be a list [ … ]", duration: "it must be a duration such as \"10s\"", size: "it must be a size such as \"64Mi\"",
  cores: "it must be a number of cores such as \"500m\"", port: "it must be a port from 1 to 65535", status: "it must be a status from 100 to 599", exitCode: "it must be an exit code from 0 to 255",
  count: "it must be a whole number, 0 or more", text: "it must be a text", path: "it must be a path that begins with /", flag: "it must be true or false", headers: "it must be an object of texts",
};
const plainZh: Readonly<Record<Plain, string>> = {
  notJson: "无法按 JSON 读取", notObject: "应为对象 { … }", notList: "应为列表 [ … ]", duration: "应为时长，如 \"10s\"", size: "应为大小，如 \"64Mi\"", cores: "应为核数，如 \"500m\"", port: "应为 1 到 65535 的端口",
  status: "应为 100 到 599 的状态码", exitCode: "应为 0 到 255 的退出码", count: "应为不小于 0 的整数", text: "应为字符串", path: "应为以 / 开头的路径", flag: "应为 true 或 false", headers: "应为值是字符串的对象",
};

/** What is wrong with a place of the annotation `kubarium.dev/behavior`. */
export function behaviorFaultEn(fault: BehaviorFault): string {
  if (fault.code === "unknownField") return `there is no such field; here are ${fault.known.join(", ")}`;
  if (fault.code === "unknownContainer") return `the Pod has no container of this name; it has ${fault.known.join(", ")}`;
  return fault.code === "missingField" ? `${fault.field} is missing` : plainEn[fault.code];
}

export function behaviorFaultZh(fault: BehaviorFault): string {
  if (fault.code === "unknownField") return `没有这个字段；这里可用 ${fault.known.join("、")}`;
  if (fault.code === "unknownContainer") return `Pod 中没有叫这个名字的容器；现有 ${fault.known.join("、")}`;
  return fault.code === "missingField" ? `缺少 ${fault.field}` : plainZh[fault.code];
}
