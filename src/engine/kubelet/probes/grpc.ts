import type { Probe } from "../../../api/types.ts";
import { healthOf, type GrpcHealth } from "../../network/grpc-health.ts";
import type { HttpResult } from "../../network/network.ts";
import type { Verdict } from "./verdict.ts";

/** The client gave up while it waited for an answer: it was connected. */
const AWAITING = "while awaiting headers";

const failure = (output: string): Verdict => ({ result: "failure", output });

/** Whether a connection never became one of gRPC: the client tries again until its time is over. */
export const neverConnected = (result: HttpResult | undefined): boolean => !!result && (result.ok ? healthOf(result.response) === undefined : !result.error.includes(AWAITING));

// Mirrors grpcProber.Probe (pkg/probe/grpc/grpc.go).
export function grpcVerdict({ grpc, timeoutSeconds }: Probe, result: HttpResult, podIP: string): Verdict {
  if (neverConnected(result)) return failure(`timeout: failed to connect service "${podIP}:${grpc?.port}" within ${timeoutSeconds}s: context deadline exceeded`);
  if (!result.ok) return failure(`timeout: health rpc did not complete within ${timeoutSeconds}s`);
  return ofHealth(healthOf(result.response) ?? "UNKNOWN");
}

function ofHealth(health: GrpcHealth): Verdict {
  switch (health) {
    case "SERVING":
      return { result: "success", output: "service healthy" };
    case "UNIMPLEMENTED":
      return failure("error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health");
    case "NOT_FOUND":
      return failure("error: health rpc probe failed: rpc error: code = NotFound desc = unknown service");
    default:
      return failure(`service unhealthy (responded with "${health}")`);
  }
}
