import { describe, expect, test } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { validateFunctionApp } from "./app-rules.ts";
import { between, judge, matching, notEmulated, oneOf } from "./rules.ts";

describe("rules", () => {
  test("do not judge what is absent or not known yet", () => {
    const rules = [matching("a", /^x$/, "x"), oneOf("a", ["x"]), between("a", 1, 2), notEmulated("a")];
    expect(judge({}, rules)).toEqual([]);
    expect(judge({ a: null }, rules)).toEqual([]);
    expect(judge({ a: [] }, [notEmulated("a")])).toEqual([]);
  });

  test("say what was expected and found, and where", () => {
    const [complaint] = judge({ size: 7 }, [between("size", 1, 5)]);
    expect(complaint).toEqual({
      summary: "invalid size",
      detail: "expected 1 to 5, found 7",
      path: ["size"],
    });
    expect(judge({ size: 1.5 }, [between("size", 1, 5)])).toHaveLength(1);
    expect(judge({ hook: [{}] }, [notEmulated("hook")])[0]?.summary).toContain("not emulated");
  });
});

describe("a Flex Consumption app", () => {
  const GOOD: Attributes = {
    name: "demo-l1-abc123",
    runtime_name: "node",
    runtime_version: "22",
    instance_memory_in_mb: 2048,
    maximum_instance_count: 40,
    storage_container_type: "blobContainer",
    storage_authentication_type: "UserAssignedIdentity",
    storage_user_assigned_identity_id: "/subscriptions/S/id",
    identity: [{ type: "UserAssigned", identity_ids: ["/subscriptions/s/id"] }],
    app_settings: {
      HOPS__queueServiceUri: "https://localhost:1",
      AzureFunctionsJobHost__functionTimeout: "00:01:00",
    },
  };

  test("as the modules describe it is accepted", () => {
    expect(validateFunctionApp(GOOD)).toEqual([]);
  });

  test.each<[string, Attributes]>([
    ["name", { name: "-demo" }],
    ["name", { name: "x".repeat(61) }],
    ["runtime_name", { runtime_name: "nodejs" }],
    ["runtime_version", { runtime_version: "18" }],
    ["instance_memory_in_mb", { instance_memory_in_mb: 1024 }],
    ["maximum_instance_count", { maximum_instance_count: 0 }],
    ["storage_container_type", { storage_container_type: "share" }],
    ["app_settings", { app_settings: { FUNCTIONS_WORKER_RUNTIME: "node" } }],
    ["app_settings", { app_settings: { "a-b": "1" } }],
    [
      "storage_user_assigned_identity_id",
      { identity: [{ type: "UserAssigned", identity_ids: ["/subscriptions/s/other"] }] },
    ],
    ["always_ready", { always_ready: [{ name: "http", instance_count: 1 }] }],
  ])("with a wrong %s is refused", (path, change) => {
    expect(validateFunctionApp({ ...GOOD, ...change }).map((one) => one.path?.[0])).toEqual([path]);
  });
});
