import { expect, test } from "vitest";
import { demoTwin } from "../fixtures/demo-twin.ts";
import { firstSteps } from "./first-steps.ts";

const options = { twin: "twins/demo", target: "local" } as const;

test("the demo's are those that the README shows", () => {
  expect(firstSteps(demoTwin().devices, options)).toEqual([
    "Send a reading:",
    "  npx twin simulate send --device temperature-sensor-1 --set temperature=21.5",
    "Read it back:",
    "  npx twin read --device temperature-sensor-1 --latest",
  ]);
});

test("another twin's name a property that its device has, and stand a shell", () => {
  const devices = [
    { id: "silent", properties: {} },
    { id: "door(1)", properties: { "is it open": "BOOLEAN" } },
  ] as const;
  expect(firstSteps(devices, { twin: "my twins/a", target: "cloud" })).toEqual([
    "Send a reading:",
    "  npx twin simulate send --device 'door(1)' --set 'is it open=true' --twin 'my twins/a' --target cloud",
    "Read it back:",
    "  npx twin read --device 'door(1)' --latest --twin 'my twins/a' --target cloud",
  ]);
});

test("a twin without devices gets no command that cannot work", () => {
  expect(firstSteps([], options).join()).not.toContain("npx");
});
