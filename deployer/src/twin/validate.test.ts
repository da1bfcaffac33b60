import { describe, expect, test } from "vitest";
import { demoTexts, providersConfig } from "../fixtures/twin-texts.ts";
import { validateTwin } from "./validate.ts";

const PROCESSORS = ["default", "fahrenheit-to-celsius"];

function findings(changes: Readonly<Record<string, unknown>>, target: "local" | "cloud" = "local"): string[] {
  const result = validateTwin(demoTexts(changes), { target, processors: PROCESSORS });
  expect(result.twin === undefined).toBe(result.findings.some(({ severity }) => severity === "error"));
  return result.findings
    .filter(({ expected }) => !expected.includes("not deployed yet"))
    .map(
      ({ severity, file, path, found, expected }) => `${severity} ${file} ${path} | ${found} | ${expected}`,
    );
}

const device = (id: unknown, more: object = {}): object => ({
  id,
  properties: [{ name: "temperature", dataType: "DOUBLE" }],
  ...more,
});
const NO_RULES = { "config_events.json": [], "config_hierarchy.json": undefined };

describe("files", () => {
  test("a missing file, broken JSON with its place, and the wrong kind of value are all listed", () => {
    const list = findings({
      "config_providers.json": undefined,
      "config.json": '{\n  "digital_twin_name": "x",\n}',
      "config_iot_devices.json": {},
      ...NO_RULES,
    });
    expect(list).toEqual([
      expect.stringMatching(/^error config\.json \$ \| .* at 3:1 \(line:column\) \| valid JSON$/),
      "error config_providers.json $ | no such file | a file config_providers.json",
      "error config_iot_devices.json $ | an object | a list",
    ]);
  });

  test("a project with nothing in it", () => {
    const names = ["config.json", "config_providers.json", "config_iot_devices.json", "config_events.json"];
    const { findings: all } = validateTwin({}, { target: "local", processors: undefined });
    expect(all.map(({ file, found }) => `${file} ${found}`)).toEqual(
      names.map((name) => `${name} no such file`),
    );
    const empty = validateTwin({ "config.json": "{}" }, { target: "local", processors: undefined });
    expect(empty.findings.map(({ path }) => path).filter((path) => path !== "$")).toEqual([
      "$.digital_twin_name",
      "$.layer_3_hot_to_cold_interval_days",
      "$.layer_3_cold_to_archive_interval_days",
    ]);
  });

  test("JSON that ends too early is placed at its end", () => {
    expect(findings({ "config_optimization.json": '{\n "a": ' })[0]).toContain("at 2:7 (line:column)");
  });

  test("optional files may be missing", () => {
    expect(findings({ "config_hierarchy.json": undefined, "config_optimization.json": undefined })).toEqual(
      [],
    );
  });
});

describe("fields", () => {
  test("an unknown field is an error that names the known ones", () => {
    const list = findings({ "config_iot_devices.json": [device("a", { colour: "red" })], ...NO_RULES });
    expect(list).toEqual([
      'error config_iot_devices.json $[0].colour | unknown field "colour" | no such field; the fields here are id, processor, properties, constProperties',
    ]);
  });

  test("wrong values deep inside are named by their path", () => {
    const list = findings({
      "config_iot_devices.json": [
        device("a"),
        {
          id: "b",
          properties: [
            { name: "x", dataType: "DOUBLE" },
            { name: "y", dataType: "FLOAT" },
          ],
        },
      ],
      ...NO_RULES,
    });
    expect(list).toEqual([
      'error config_iot_devices.json $[1].properties[1].dataType | "FLOAT" | one of "STRING", "DOUBLE", "INTEGER", "LONG", "BOOLEAN"',
    ]);
  });

  test("a device without id, one with an empty id and one with a number", () => {
    const list = findings({
      "config_iot_devices.json": [{ properties: [] }, device(""), device(7)],
      ...NO_RULES,
    });
    expect(list).toEqual([
      "error config_iot_devices.json $[0].id | nothing | a text",
      'error config_iot_devices.json $[1].id | "" | at least 1 character',
      "error config_iot_devices.json $[2].id | 7 | a text",
    ]);
  });

  test("an unknown provider, and google for gcp", () => {
    expect(
      findings({
        "config_providers.json": { ...providersConfig("aws", "google", "gcp"), layer_5_provider: "ibm" },
      }),
    ).toEqual([
      'error config_providers.json $.layer_5_provider | "ibm" | one of "aws", "azure", "gcp", "google"',
    ]);
    const valid = validateTwin(
      demoTexts({ "config_providers.json": providersConfig("aws", "google", "gcp") }),
      { target: "local", processors: PROCESSORS },
    );
    expect(valid.twin?.providers.l2).toBe("gcp");
  });

  test("known fields without effect are warnings", () => {
    const config = {
      digital_twin_name: "dt",
      hot_storage_size_in_days: 7,
      cold_storage_size_in_days: 30,
      mode: "DEBUG",
    };
    const list = findings({ "config.json": config });
    expect(list).toEqual([
      "warning config.json $.mode | a field without effect | no such field: functions log the same in every mode",
    ]);
  });

  test("secrets are never shown", () => {
    const list = findings(
      {
        "config_credentials.json": {
          aws: { aws_access_key_id: "AKIA", aws_secret_access_key: 4711, aws_region: "eu-central-1" },
        },
      },
      "cloud",
    );
    expect(list).toEqual(["error config_credentials.json $.aws.aws_secret_access_key | a number | a text"]);
  });
});

describe("rules between fields", () => {
  test("a retention of the wrong type is found once", () => {
    const config = {
      digital_twin_name: "dt",
      hot_storage_size_in_days: 3,
      layer_3_cold_to_archive_interval_days: "9",
    };
    expect(findings({ "config.json": config })).toEqual([
      'error config.json $.layer_3_cold_to_archive_interval_days | "9" | a number',
    ]);
  });

  test("retention: one name each, both given, in order", () => {
    const base = { digital_twin_name: "dt" };
    expect(findings({ "config.json": { ...base, hot_storage_size_in_days: 5 } })).toEqual([
      "error config.json $.layer_3_cold_to_archive_interval_days | nothing valid | a number of days (cold_storage_size_in_days is understood as well)",
    ]);
    const both = {
      layer_3_hot_to_cold_interval_days: 9,
      hot_storage_size_in_days: 9,
      cold_storage_size_in_days: 3,
    };
    expect(findings({ "config.json": { ...base, ...both } })).toEqual([
      expect.stringContaining("both layer_3_hot_to_cold_interval_days and hot_storage_size_in_days"),
      "error config.json $.cold_storage_size_in_days | 3 days | at least 9 days: readings leave the hot tier at that age",
    ]);
  });

  test.each([
    ["Demo_1", "two or more lower-case letters"],
    ["1x", "two or more lower-case letters"],
    ["a--b", "two or more lower-case letters"],
    ["bin", "folders of .twin"],
    ["local", "folders of .twin"],
    ["prices", "folders of .twin"],
    ["google-twin", "Google reserves"],
    ["my-g00gle-twin", "contain google"],
  ])("the twin name %s", (name, reason) => {
    const config = { digital_twin_name: name, hot_storage_size_in_days: 1, cold_storage_size_in_days: 2 };
    expect(findings({ "config.json": config })).toEqual([expect.stringContaining(reason)]);
  });

  test("a name is measured against every cloud in use, and no other", () => {
    const config = {
      digital_twin_name: "n".repeat(38),
      hot_storage_size_in_days: 1,
      cold_storage_size_in_days: 2,
    };
    const list = findings({
      "config.json": config,
      "config_providers.json": providersConfig("aws", "aws", "gcp"),
    });
    expect(list).toEqual([
      `error config.json $.digital_twin_name | "${"n".repeat(38)}" (38 characters) | at most 36 characters: the beginning of Google Cloud names ${"n".repeat(38)} may have 36`,
    ]);
    expect(
      findings({ "config.json": config, "config_providers.json": providersConfig("aws", "aws", "aws") }),
    ).toEqual([]);
  });

  test("device ids: twice, colliding, with characters that topics or the cloud reserve, too long", () => {
    const ids = ["a-1", "a-1", "A_1", "b/c", "d.e", "f".repeat(81)];
    const list = findings({ "config_iot_devices.json": ids.map((id) => device(id)), ...NO_RULES });
    expect(list.map((line) => line.split(" | ").slice(0, 2).join(" | "))).toEqual([
      'error config_iot_devices.json $[3].id | "b/c"',
      'error config_iot_devices.json $[4].id | "d.e"',
      "error config_iot_devices.json $[5].id | 81 characters",
      'error config_iot_devices.json $[1].id | "a-1", which another device bears already',
      'error config_iot_devices.json $[2].id | "A_1", which becomes the same resource name as "a-1"',
    ]);
  });

  test("the cloud of the devices decides which ids it takes", () => {
    const onAzure = { "config_providers.json": providersConfig("azure", "aws", "gcp"), ...NO_RULES };
    expect(findings({ "config_iot_devices.json": [device("d.e")], ...onAzure })).toEqual([]);
    expect(findings({ "config_iot_devices.json": [device("ü")], ...onAzure })).toEqual([
      expect.stringContaining("on azure:"),
    ]);
  });

  test("properties: twice, named like a message's own field, with a value of another type", () => {
    const properties = [
      { name: "time", dataType: "STRING" },
      { name: "x", dataType: "INTEGER", initValue: 1.5 },
      { name: "x", dataType: "DOUBLE" },
    ];
    const list = findings({ "config_iot_devices.json": [{ id: "a", properties }], ...NO_RULES });
    expect(list).toEqual([
      'error config_iot_devices.json $[0].properties[0].name | "time" | another name: this one is read as a field of the message itself',
      "error config_iot_devices.json $[0].properties[1].initValue | 1.5 | a value of type INTEGER",
      'error config_iot_devices.json $[0].properties[2].name | "x" a second time | each property once',
    ]);
  });

  test("a processor that was not built", () => {
    const list = findings({ "config_iot_devices.json": [device("a", { processor: "kelvin" })], ...NO_RULES });
    expect(list).toEqual([
      'error config_iot_devices.json $[0].processor | "kelvin" | a processor of libs/processors: default, fahrenheit-to-celsius',
    ]);
  });

  test("events and hierarchy that speak of devices which the twin has not", () => {
    const list = findings({
      "config_events.json": [
        { condition: "room-1.nobody.x == DOUBLE(4)", action: { type: "lambda", functionName: "f" } },
        {
          condition: "x is 4",
          action: {
            type: "lambda",
            functionName: "f",
            feedback: { type: "mqtt", iotDeviceId: "ghost", payload: "x" },
          },
        },
      ],
      "config_hierarchy.json": [
        {
          type: "entity",
          id: "r",
          children: [{ type: "component", name: "c", componentTypeId: "t", iotDeviceId: "gone" }],
        },
      ],
    });
    expect(list).toEqual([
      'error config_events.json $[0].condition | the device "nobody" | a device of config_iot_devices.json',
      expect.stringContaining(
        'error config_events.json $[1].condition | "x is 4" | entity.component.property',
      ),
      'error config_events.json $[1].action.feedback.iotDeviceId | the device "ghost" | a device of config_iot_devices.json',
      'error config_hierarchy.json $[0].children[0].iotDeviceId | the device "gone" | a device of config_iot_devices.json',
    ]);
  });

  test("a wrong field elsewhere in a device does not make its id unknown to events", () => {
    const devices = [{ id: "temperature-sensor-2", properties: "none" }];
    const list = findings({ "config_iot_devices.json": devices, "config_hierarchy.json": undefined });
    expect(list).toEqual(['error config_iot_devices.json $[0].properties | "none" | a list']);
  });
});

test("the demo twin is valid, with one warning that sums up what is not deployed yet", () => {
  const {
    findings: all,
    twin,
    clouds,
  } = validateTwin(demoTexts(), { target: "local", processors: PROCESSORS });
  expect(all).toEqual([
    {
      severity: "warning",
      file: "config_iot_devices.json, config_events.json, config_hierarchy.json",
      path: "$",
      found: "initial values, constant properties, events, the hierarchy",
      expected: "not deployed yet: it has no effect in this version",
    },
  ]);
  expect(clouds).toEqual(["aws", "azure", "gcp"]);
  expect(twin?.devices.map(({ id }) => id)).toEqual([
    "temperature-sensor-1",
    "temperature-sensor-1-const",
    "temperature-sensor-2",
  ]);
});
