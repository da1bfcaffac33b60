import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOUDS } from "@twin2multicloud/model";
import { bundleCloud } from "./bundle.ts";
import { check } from "./check.ts";
import { withEmulators } from "./contract-environment.ts";
import { runProcess } from "./run-process.ts";
import { contractMatrix, NOTHING, readReport, sum, tally } from "./vitest-report.ts";
import type { Report, Tally } from "./vitest-report.ts";
import { ROOT } from "./workspace.ts";

/** One part of the test command. */
interface Stage {
  readonly name: string;
  run(): Promise<Tally>;
}

const folder = mkdtempSync(join(tmpdir(), "test-reports-"));

async function vitest(config: string, env: Readonly<Record<string, string>> = {}): Promise<Report> {
  const file = join(folder, `${config}.json`);
  const args = [
    join(ROOT, "node_modules/vitest/vitest.mjs"),
    "run",
    "-c",
    config,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const { code } = await runProcess(process.execPath, args, { env });
  return { ...readReport(file), exitCode: code };
}

const suite = (name: string, config: string): Stage => ({
  name,
  run: async () => tally(await vitest(config)),
});

function printMatrix(report: Report): void {
  console.log("\nport x adapter, against the local cloud's services");
  for (const { port, adapter, counts } of contractMatrix(report)) {
    console.log(
      `  ${port.padEnd(10)} ${adapter.padEnd(14)} ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
    );
  }
}

async function contracts(): Promise<Tally> {
  const report = await withEmulators((env) => vitest("vitest.contract.config.ts", env));
  printMatrix(report);
  return tally(report);
}

async function build(): Promise<Tally> {
  for (const cloud of CLOUDS) await bundleCloud(cloud);
  return { ...NOTHING, passed: CLOUDS.length };
}

const STAGES: readonly Stage[] = [
  { name: "check", run: check },
  suite("unit", "vitest.config.ts"),
  suite("models", "vitest.model.config.ts"),
  { name: "build", run: build },
  suite("packages", "vitest.package.config.ts"),
  suite("services", "vitest.service.config.ts"),
  { name: "contracts", run: contracts },
  suite("terraform", "vitest.terraform.config.ts"),
  suite("e2e", "vitest.e2e.config.ts"),
];

/** Runs the stages that are named (all of them by default), every one even if another fails, and prints where the time went. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(
      `unknown stage ${unknown.join(", ")}: expected ${STAGES.map(({ name }) => name).join(", ")}`,
    );
  let total = NOTHING;
  const times: string[] = [];
  for (const stage of STAGES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    console.log(`\n== ${stage.name}`);
    const started = Date.now();
    const counts = await stage.run().catch((error: unknown) => {
      console.error(error);
      return { ...NOTHING, failed: 1 };
    });
    total = sum(total, counts);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    times.push(
      `  ${stage.name.padEnd(10)} ${seconds.padStart(7)} s   ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
    );
  }
  rmSync(folder, { recursive: true });
  console.log(`\nwhere the time went\n${times.join("\n")}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

await main(process.argv.slice(2));
