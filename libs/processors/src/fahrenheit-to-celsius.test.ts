import { expect, test } from "vitest";
import processor from "./fahrenheit-to-celsius.ts";

const record = { device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id: "m" };
const context = { device: { id: "a", properties: {} } };

test.each([
  [212, 100],
  [32, 0],
  [70.7, 21.5],
  [-40, -40],
])("%d °F are %d °C", (fahrenheit, celsius) => {
  expect(processor({ ...record, temperature: fahrenheit }, context)).toEqual({
    ...record,
    temperature: celsius,
    unit: "celsius",
  });
});

test("a record without a temperature stays as it is", () => {
  expect(processor({ ...record, humidity: 40 }, context)).toEqual({ ...record, humidity: 40 });
});
