import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ROOT } from "./workspace.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Makes a small tree under the project's own rules and returns the names of the rules that it breaks. */
async function rulesBrokenBy(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "boundaries-"));
  folders.push(folder);
  for (const name of [".dependency-cruiser.mjs", "tsconfig.base.json", "tsconfig.json", "package.json"]) {
    cpSync(join(ROOT, name), join(folder, name));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const report = await cruise(folder);
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
}

interface Report {
  readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] };
}

function cruise(folder: string): Promise<Report> {
  const bin = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [
    bin,
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "json",
    "libs",
    "deployer",
    "local-cloud",
    "e2e",
    "tools",
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder }, (_, stdout, stderr) => {
      if (stdout) resolve(JSON.parse(stdout));
      else reject(new Error(stderr));
    });
  });
}

const CLEAN = {
  "libs/model/src/index.ts": "export const one = 1;\n",
  "libs/dispatcher/src/index.ts": 'export { one } from "../../model/src/index.ts";\n',
  "libs/aws/src/index.ts": "export const aws = 1;\n",
  "libs/optimizer/src/index.ts": 'export { one } from "../../model/src/index.ts";\n',
  "libs/azure/src/index.ts": "export const azure = 1;\n",
  "deployer/src/main.ts": "export const deployer = 1;\n",
  "local-cloud/src/main.ts": "export const local = 1;\n",
  "e2e/src/demo.test.ts": 'import "../../libs/model/src/index.ts";\n',
  "tools/src/bundle.ts": "export const tool = 1;\n",
};

test("a tree that keeps the rules breaks none", async () => {
  expect(await rulesBrokenBy(CLEAN)).toEqual([]);
});

test("planted violations are caught", async () => {
  const broken = await rulesBrokenBy({
    ...CLEAN,
    "libs/model/src/index.ts": 'export { one } from "../../dispatcher/src/step.ts";\n',
    "libs/dispatcher/src/step.ts":
      'import "@aws-sdk/client-sqs";\nimport "../../aws/src/index.ts";\nexport const one = 1;\n',
    "libs/azure/src/index.ts":
      'import "../../aws/src/index.ts";\nimport "@google-cloud/firestore";\nexport const azure = 1;\n',
    "deployer/src/main.ts": 'export { aws } from "../../libs/aws/src/index.ts";\n',
    "local-cloud/src/main.ts": 'export { one } from "../../libs/dispatcher/src/step.ts";\n',
    "libs/optimizer/src/index.ts": 'import "../../aws/src/index.ts";\nimport "node:fs";\n',
    "e2e/src/demo.test.ts": 'import "../../deployer/src/main.ts";\n',
    "tools/src/bundle.ts": 'import "../../deployer/src/main.ts";\n',
    "libs/aws/src/index.ts": 'export { loop } from "./loop.ts";\nexport const aws = 1;\n',
    "libs/aws/src/loop.ts": 'import { aws } from "./index.ts";\nexport const loop = () => aws;\n',
  });
  expect(broken).toEqual(
    expect.arrayContaining([
      "azure-knows-no-other-cloud",
      "azure-knows-no-other-sdk",
      "deployer-knows-no-adapter",
      "dispatcher-imports-model-and-ports",
      "e2e-knows-outsides-only",
      "local-cloud-imports-model",
      "model-imports-nothing-of-ours",
      "no-cycles",
      "optimizer-does-no-io",
      "optimizer-imports-model-and-topology",
      "steps-know-no-sdk",
      "tools-import-data",
    ]),
  );
});
