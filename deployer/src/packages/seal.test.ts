import { twinFileSchema } from "@twin2multicloud/model";
import type { Providers, TwinFile } from "@twin2multicloud/model";
import { builtPartOf, topologyOf } from "@twin2multicloud/topology";
import { readZip } from "@twin2multicloud/zip";
import { expect, test } from "vitest";
import { demoTwin } from "../fixtures/demo-twin.ts";
import { builtManifests } from "../fixtures/manifests.ts";
import { memoryFiles } from "../machine/memory-files.ts";
import type { MemoryFiles } from "../machine/memory-files.ts";
import type { Twin } from "../twin/twin.ts";
import { removeOldPackages, sealPackages } from "./seal.ts";
import type { SealedPackage } from "./seal.ts";

const FOLDER = "/work/.twin/demo/local/packages";

function seal(files: MemoryFiles, twin: Twin): Promise<SealedPackage[]> {
  const topology = builtPartOf(topologyOf(twin.providers, twin.features));
  return sealPackages(files, FOLDER, { twin, topology, manifests: builtManifests(files) });
}

function twinFileOf(files: MemoryFiles, sealed: SealedPackage | undefined): TwinFile {
  const zip = readZip(files.content.get(sealed?.file ?? "") ?? Buffer.alloc(0));
  return twinFileSchema.parse(JSON.parse(zip.get("twin.json")?.toString("utf8") ?? ""));
}

test("a code zip that the build lost is named", async () => {
  const files = memoryFiles();
  const manifests = builtManifests(files);
  files.content.delete("/repo/dist/functions/aws/dispatcher.zip");
  const twin = demoTwin();
  const topology = builtPartOf(topologyOf(twin.providers, twin.features));
  await expect(sealPackages(files, FOLDER, { twin, topology, manifests })).rejects.toThrow(
    "/repo/dist/functions/aws/dispatcher.zip is missing",
  );
});

test("the demo twin uses one package per function, and one app on Azure", async () => {
  const files = memoryFiles();
  const sealed = await seal(files, demoTwin());
  expect(sealed.map(({ cloud, name, functions }) => `${cloud} ${name}: ${functions.join(" ")}`)).toEqual([
    "aws dispatcher: dispatcher",
    "azure l2: ingestion processor persister",
    "gcp hot-writer: hot-writer",
    "gcp hot-reader: hot-reader",
  ]);
  for (const { file, sha256, name } of sealed)
    expect(file).toBe(`${FOLDER}/${name}-${sha256.slice(0, 12)}.zip`);
});

test("only who needs the devices knows them", async () => {
  const files = memoryFiles();
  const [dispatcher, l2, writer] = await seal(files, demoTwin());
  expect(twinFileOf(files, dispatcher)).toEqual({
    twin: "demo",
    cloud: "aws",
    slot: "l1",
    functions: ["dispatcher"],
    devices: [
      { id: "temperature-sensor-1", processor: "default", properties: { temperature: "DOUBLE" } },
      {
        id: "temperature-sensor-1-const",
        processor: "default",
        properties: { "serial-number": "STRING", maxTemperature: "DOUBLE" },
      },
      {
        id: "temperature-sensor-2",
        processor: "fahrenheit-to-celsius",
        properties: { temperature: "DOUBLE" },
      },
    ],
  });
  expect(twinFileOf(files, l2).devices).toHaveLength(3);
  expect(twinFileOf(files, writer).devices).toBeUndefined();
});

test("an app registers only the functions that the placement asks for", async () => {
  const files = memoryFiles();
  const everywhere: Partial<Providers> = { l1: "azure", l2: "azure", "l3-hot": "azure" };
  const sealed = await seal(files, demoTwin(everywhere));
  expect(sealed.map(({ name, functions }) => `${name}: ${functions.join(" ")}`)).toEqual([
    "l1: dispatcher",
    "l2: processor persister",
    "l3-hot: hot-reader",
  ]);
});

test("a device without a processor of its own takes the one that bears its id", async () => {
  const files = memoryFiles();
  const twin = demoTwin();
  const devices = [{ id: "fahrenheit-to-celsius", properties: {} }];
  const [dispatcher] = await seal(files, { ...twin, devices });
  expect(twinFileOf(files, dispatcher).devices?.[0]?.processor).toBe("fahrenheit-to-celsius");
});

test("the order in which devices are written down does not matter", async () => {
  const twin = demoTwin();
  const first = await seal(memoryFiles(), twin);
  const second = await seal(memoryFiles(), { ...twin, devices: twin.devices.toReversed() });
  expect(second).toEqual(first);
});

test("what is there already is not written again, and old packages go", async () => {
  const files = memoryFiles({ [`${FOLDER}/dispatcher-000000000000.zip`]: "old" });
  const sealed = await seal(files, demoTwin());
  files.failOn(/packages/, "ENOSPC");
  expect(await seal(files, demoTwin())).toEqual(sealed);
  await removeOldPackages(files, FOLDER, sealed);
  expect(await files.list(FOLDER)).toEqual(sealed.map(({ file }) => file.slice(FOLDER.length + 1)).sort());
});
