import { describe, expect, test } from "vitest";
import { parseCommand } from "./arguments.ts";

const send = ["send", "--outputs", "o.json", "--device", "d"];
const replay = ["replay", "--outputs", "o.json", "--device", "d", "--file", "f.csv", "--time-column", "t"];

describe("a command line that cannot be read says what is wrong", () => {
  test.each([
    [[], "expected send or replay"],
    [["fly"], "expected send or replay"],
    [["send", "--device", "d", "--set", "a=1"], "--outputs is missing"],
    [["send", "--outputs", "o", "--set", "a=1"], "--device is missing"],
    [send, "--set is missing"],
    [[...send, "--set", "a"], "expected property=value"],
    [[...send, "--set", "timestamp=1"], "no name for a property"],
    [[...send, "--set", "a=1", "--time", "noon"], "no time"],
    [[...send, "--colour", "red"], "--colour"],
    [replay, "--map is missing"],
    [[...replay, "--map", "c"], "expected column=property"],
    [[...replay, "--map", "c=p:FLOAT"], "no data type"],
    [[...replay, "--map", "c=p", "--rate", "fast"], "--rate fast"],
    [[...replay, "--map", "c=p", "--rate", "0"], "--rate 0"],
  ])("%j", (args, message) => {
    expect(() => parseCommand(args)).toThrow(message);
  });
});

test("send reads values by their looks", () => {
  const settings = [
    "t=21.5",
    "on=true",
    "name=Grüße",
    'serial="007"',
    "zip=007",
    "note=a=b",
    "list=[1,2]",
    "broken=[1",
  ];
  expect(
    parseCommand([
      ...send,
      ...settings.flatMap((setting) => ["--set", setting]),
      "--time",
      "2026-01-01T10:00",
    ]),
  ).toEqual({
    kind: "send",
    outputs: "o.json",
    device: "d",
    json: false,
    time: "2026-01-01T10:00:00.000Z",
    properties: {
      t: 21.5,
      on: true,
      name: "Grüße",
      serial: "007",
      zip: "007",
      note: "a=b",
      list: [1, 2],
      broken: "[1",
    },
  });
});

test("replay reads columns with and without types", () => {
  expect(
    parseCommand([
      ...replay,
      "--map",
      "T [C]=temperature",
      "--map",
      "s=serial:string",
      "--rate",
      "2.5",
      "--json",
    ]),
  ).toMatchObject({
    json: true,
    rate: 2.5,
    maps: [
      { column: "T [C]", property: "temperature" },
      { column: "s", property: "serial", type: "STRING" },
    ],
  });
});
