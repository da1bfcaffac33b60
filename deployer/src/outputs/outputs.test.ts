import { expect, test } from "vitest";
import { builtPartOf, topologyOf } from "@twin2multicloud/topology";
import { demoTwin } from "../fixtures/demo-twin.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import { outputsOf, readOutputs } from "./outputs.ts";

const FILE = "/work/.twin/demo/outputs.json";

test.each(["", '{"twin": "de', "{}"])("outputs.json that is broken (%j) is named", async (text) => {
  const { files } = testMachine({ files: { [FILE]: text } });
  await expect(readOutputs(files, FILE)).rejects.toThrow(`${FILE} is not what twin wrote`);
});

test("a stack that does not say where its hot reader is gives no outputs", () => {
  const { providers, features } = demoTwin();
  const input = {
    twin: "demo",
    target: "local" as const,
    topology: builtPartOf(topologyOf(providers, features)),
    packages: [],
    readerToken: "t",
    ingest: {},
    caFile: "/ca.pem",
  };
  const stack = { endpoints: {}, functions: {}, foundations: {}, ingest: {} };
  expect(() => outputsOf({ ...input, stack })).toThrow("name no hot reader");
});
