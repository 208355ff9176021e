declare module "virtual:gallery" {
  import type { Scenario } from "../../scenario/scenario.ts";
  const scenarios: readonly Scenario[];
  export default scenarios;
}
declare module "virtual:gallery/first" {
  import type { Scenario } from "../../scenario/scenario.ts";
  const scenario: Scenario;
  export default scenario;
}
