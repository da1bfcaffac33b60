import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Validation } from "@twin2multicloud/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runTwin } from "./run-command.ts";
import { writeTwinProject } from "./twin-project.ts";
import { createWorkplace } from "./workplace.ts";
import type { Workplace } from "./workplace.ts";

let workplace: Workplace;
beforeAll(async () => {
  workplace = await createWorkplace({ reattach: false });
});
afterAll(() => workplace.remove());

test("a broken project: every finding is listed, exit 2", async () => {
  const project = writeTwinProject(
    join(workplace.folder, "broken"),
    "Broken_Name_That_Is_Far_Too_Long_For_Any_Cloud_There_Is",
    { l1: "aws", l2: "azure", hot: "gcp" },
  );
  writeFileSync(
    join(project, "config_iot_devices.json"),
    '[{"properties": []}, {"id": "a", "properties": [], "colour": 1}]',
  );
  const { code, stdout } = await workplace.twin(["deploy", "--twin", project, "--json"]);
  expect(code).toBe(2);
  const { ok, findings }: Validation = JSON.parse(stdout);
  expect(ok).toBe(false);
  expect(new Set(findings.filter(({ severity }) => severity === "error").map(({ file }) => file))).toEqual(
    new Set(["config.json", "config_iot_devices.json"]),
  );
  expect(findings.length).toBeGreaterThanOrEqual(3);
  expect(existsSync(join(workplace.folder, ".twin"))).toBe(false);
});

test("no Terraform: a clear line and exit 3", async () => {
  const project = writeTwinProject(join(workplace.folder, "fine"), "fine", {
    l1: "aws",
    l2: "aws",
    hot: "aws",
  });
  const bin = join(workplace.folder, "bin");
  mkdirSync(bin);
  copyFileSync(process.execPath, join(bin, "node"));
  const { code, stderr } = await runTwin(["deploy", "--twin", project], {
    cwd: workplace.folder,
    env: { PATH: bin },
  });
  expect(code).toBe(3);
  expect(stderr).toMatch(/Terraform/);
  expect(stderr).toMatch(/1\.11\.4/);
});
