import { beforeEach, expect, test } from "vitest";
import { arn } from "../arn.ts";
import { allow } from "../test-policies.fixture.ts";
import { certificateArn, createDeviceRegistry, deviceAccess } from "./device-registry.ts";
import type { DeviceRegistry } from "./device-registry.ts";

let registry: DeviceRegistry;

beforeEach(() => {
  registry = createDeviceRegistry();
  registry.putCertificate({ id: "c1", active: true });
  registry.putPolicy(
    "pump",
    allow(
      [["iot:Connect"], [arn("iot", "client/${iot:Connection.Thing.ThingName}")]],
      [["iot:Publish"], [arn("iot", "topic/a/*")]],
    ),
  );
});

const mayConnect = (clientId: string): boolean =>
  deviceAccess(registry, "c1", clientId).may("Connect", `client/${clientId}`);

test("a certificate without a policy may do nothing", () => {
  expect(deviceAccess(registry, "c1", "pump").may("Publish", "topic/a/b")).toBe(false);
});

test("an attached policy allows what it says, and no more", () => {
  registry.policyAttachments.add("pump", certificateArn("c1"));
  const access = deviceAccess(registry, "c1", "pump");
  expect([
    access.may("Publish", "topic/a/b"),
    access.may("Publish", "topic/b/a"),
    access.may("Subscribe", "topicfilter/a/b"),
  ]).toEqual([true, false, false]);
});

test("the thing name counts only for a thing that the certificate is attached to", () => {
  registry.policyAttachments.add("pump", certificateArn("c1"));
  expect(mayConnect("pump")).toBe(false);
  registry.putThing("pump");
  expect(mayConnect("pump")).toBe(false);
  registry.thingAttachments.add("pump", certificateArn("c1"));
  expect([mayConnect("pump"), mayConnect("valve")]).toEqual([true, false]);
  registry.thingAttachments.remove("pump", certificateArn("c1"));
  expect(mayConnect("pump")).toBe(false);
});

test("every change has a new version", () => {
  const before = registry.version;
  registry.policyAttachments.add("pump", certificateArn("c1"));
  registry.putCertificate({ id: "c1", active: false });
  expect(registry.version).toBe(before + 2);
});
