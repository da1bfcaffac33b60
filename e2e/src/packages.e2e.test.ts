import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS, manifestSchema } from "@twin2multicloud/model";
import { afterEach, expect, test } from "vitest";
import { copyCheckout } from "./checkout-copy.ts";
import type { CheckoutCopy } from "./checkout-copy.ts";
import { ROOT, runCommand } from "./run-command.ts";

const copies: CheckoutCopy[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) copy.remove();
});

/** Builds all packages in a folder and returns the hash of each. */
async function hashesIn(folder: string): Promise<Map<string, string>> {
  const args = ["--disable-warning=ExperimentalWarning", join(folder, "tools/src/bundle.ts")];
  const result = await runCommand(process.execPath, args, { cwd: folder });
  expect(result.code, result.stderr).toBe(0);
  const manifests = CLOUDS.map((cloud) =>
    readFileSync(join(folder, "dist/functions", cloud, "manifest.json"), "utf8"),
  );
  return new Map(
    manifests
      .map((text) => manifestSchema.parse(JSON.parse(text)))
      .flatMap(({ cloud, packages }) => packages.map(({ name, sha256 }) => [`${cloud}/${name}`, sha256])),
  );
}

function copyOf(): string {
  const copy = copyCheckout();
  copies.push(copy);
  return copy.folder;
}

test("packages built in another folder have the same bytes", async () => {
  const here = await hashesIn(ROOT);
  expect(here.size).toBe(15);
  expect(await hashesIn(copyOf())).toEqual(here);
});

test("a changed processor changes the packages that contain processors, and no other", async () => {
  const folder = copyOf();
  const before = await hashesIn(folder);
  const processor = join(folder, "libs/processors/src/fahrenheit-to-celsius.ts");
  writeFileSync(processor, readFileSync(processor, "utf8").replace('unit: "celsius"', 'unit: "C"'));
  const after = await hashesIn(folder);
  const changed = [...after].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name);
  expect(changed.toSorted()).toEqual(["aws/processor", "azure/l2", "gcp/processor"]);
});

test("a zip that is not what its record says, as an interrupted build leaves it, is built again", async () => {
  const folder = copyOf();
  const before = await hashesIn(folder);
  const zip = join(folder, "dist/functions/aws/dispatcher.zip");
  writeFileSync(zip, "half a z");
  expect(await hashesIn(folder)).toEqual(before);
  const found = createHash("sha256").update(readFileSync(zip)).digest("hex");
  expect(found).toBe(before.get("aws/dispatcher"));
});
