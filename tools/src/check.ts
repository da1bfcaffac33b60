import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runProcess } from "./run-process.ts";
import { NOTHING, sum } from "./vitest-report.ts";
import type { Tally } from "./vitest-report.ts";
import { ROOT } from "./workspace.ts";

const bin = (path: string): string => join(ROOT, "node_modules", path);
const node = process.execPath;
const terraform =
  ["terraform", "tofu"].find((name) => spawnSync(name, ["version"]).status === 0) ?? "terraform";

/** One check that reads the sources and runs nothing of them. */
interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly mend: string;
}

const CHECKS: readonly Check[] = [
  { name: "format", command: node, args: [bin("oxfmt/bin/oxfmt"), "--check", "."], mend: "npm run format" },
  {
    name: "lint",
    command: node,
    args: [bin("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings"],
    mend: "see the rules named above",
  },
  {
    name: "types",
    command: node,
    args: [bin("@typescript/native/bin/tsc"), "-p", "tsconfig.json"],
    mend: "see the errors above",
  },
  {
    name: "boundaries",
    command: node,
    args: [
      bin("dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config",
      ".dependency-cruiser.mjs",
      "libs",
      "functions",
      "deployer",
      "simulator",
      "local-cloud",
      "e2e",
      "tools",
    ],
    mend: "see who may import what in CONTRIBUTING.md",
  },
  {
    name: "terraform fmt",
    command: terraform,
    args: ["fmt", "-check", "-recursive", "-diff", "terraform"],
    mend: "npm run format; npx twin doctor tells where to get Terraform",
  },
];

async function passes({ name, command, args, mend }: Check): Promise<boolean> {
  const started = Date.now();
  const { code, output } = await runProcess(command, args, {
    quiet: true,
    env: { CHECKPOINT_DISABLE: "1" },
  }).catch((error: unknown) => ({ code: 1, output: String(error) }));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds} s`);
  if (code !== 0) console.log(`${output.trimEnd()}\nto mend: ${mend}\n`);
  return code === 0;
}

/** Runs every check, all of them even if one fails, and tells which failed and how to mend it. */
export async function check(): Promise<Tally> {
  let total = NOTHING;
  for (const one of CHECKS) {
    total = sum(total, (await passes(one)) ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 });
  }
  return total;
}

if (import.meta.main) process.exitCode = (await check()).failed === 0 ? 0 : 1;
