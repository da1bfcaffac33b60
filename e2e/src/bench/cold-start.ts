import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOUDS, FUNCTIONS, manifestSchema, TWIN_FILE } from "@twin2multicloud/model";
import type { Cloud, Package, TwinFile } from "@twin2multicloud/model";
import { readZip } from "@twin2multicloud/zip";
import { ROOT, runCommand } from "../run-command.ts";
import { percentile } from "./figures.ts";
import type { Figure } from "./figures.ts";

const RUNS = 7;

/** Loads a bundle in a fresh process and prints how long that took; the Azure worker's own module is replaced by an empty one. */
const LOADER = `
const Module = require("node:module");
const load = Module._load;
const core = new Proxy({ version: "0", Disposable: class {} }, { get: (target, name) => target[name] ?? (() => ({})) });
Module._load = (name, ...rest) => (name === "@azure/functions-core" ? core : load(name, ...rest));
const started = process.hrtime.bigint();
require("./index.cjs");
console.log("init-ms " + Number(process.hrtime.bigint() - started) / 1e6);
process.exit(0);
`;

function twinFileOf(cloud: Cloud, built: Package): TwinFile {
  const devices = [{ id: "sensor-1", processor: "default", properties: {} }];
  return {
    twin: "bench",
    cloud,
    slot: "l1",
    functions: FUNCTIONS.filter((name) => built.functions.includes(name)),
    devices,
  };
}

/** Wiring that leads nowhere: a bundle checks at load that it is there. The edges go unused, so in-cloud adapters are what loads. */
function wiringOf(built: Package): Record<string, string> {
  const names = Object.values(built.environment)
    .flat()
    .filter((name) => !name.startsWith("REMOTE_"));
  const valueOf = (name: string): string => {
    if (name.endsWith("_KEYS")) return `bench:${"A".repeat(43)}`;
    return name.endsWith("_URL") || name.endsWith("_ENDPOINT") ? "https://localhost:1/bench" : "bench";
  };
  const platform = {
    AWS_REGION: "eu-central-1",
    IDENTITY_ENDPOINT: "https://localhost:1",
    IDENTITY_HEADER: "bench",
  };
  return { ...platform, ...Object.fromEntries(names.map((name) => [name, valueOf(name)])) };
}

async function initMilliseconds(cloud: Cloud, built: Package): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "cold-"));
  const zip = readFileSync(join(ROOT, "dist/functions", cloud, built.file));
  for (const [name, content] of readZip(zip)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, TWIN_FILE), JSON.stringify(twinFileOf(cloud, built)));
  writeFileSync(join(folder, "loader.cjs"), LOADER);
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { stdout, stderr } = await runCommand(process.execPath, ["loader.cjs"], {
      cwd: folder,
      env: wiringOf(built),
    });
    const match = /init-ms ([\d.]+)/.exec(stdout);
    if (!match) throw new Error(`${cloud}/${built.name} does not load\n${stderr}`);
    samples.push(Number(match[1]));
  }
  rmSync(folder, { recursive: true });
  return percentile(samples, 0.5);
}

/** Size of each zip and the median time that its bundle takes to load in a fresh process. */
export async function coldStarts(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const cloud of CLOUDS) {
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(join(ROOT, "dist/functions", cloud, "manifest.json"), "utf8")),
    );
    for (const built of manifest.packages) {
      figures.push({ name: `zip ${cloud}/${built.name}`, value: built.bytes / 1024, unit: "KiB" });
      figures.push({
        name: `init ${cloud}/${built.name}`,
        value: await initMilliseconds(cloud, built),
        unit: "ms",
      });
    }
  }
  return figures;
}
