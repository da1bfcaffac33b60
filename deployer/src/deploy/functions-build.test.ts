import { describe, expect, test } from "vitest";
import { testMachine } from "../fixtures/test-machine.ts";
import { createLocalCloud } from "../target/local-cloud.ts";
import { findTerraform } from "../terraform/find-terraform.ts";
import { buildFunctions } from "./functions-build.ts";

test.each([undefined, "", '{"cloud": "aws"', "{}"])(
  "a manifest that is missing or broken (%j) is named",
  async (text) => {
    const file = "/repo/dist/functions/aws/manifest.json";
    const machine = testMachine({ files: text === undefined ? {} : { [file]: text }, run: () => ({}) });
    await expect(buildFunctions(machine, ["aws"])).rejects.toThrow(`${file} is missing or broken`);
  },
);

describe("Ctrl-C is no fault of what was running, also where that ended in good order", () => {
  test.each([0, 1])("exit code %i", async (code) => {
    const machine = testMachine({ run: () => ({ code, interrupted: true }) });
    await expect(buildFunctions(machine, ["aws"])).rejects.toThrow(
      "interrupted while building the functions",
    );
    await expect(createLocalCloud(machine).up()).rejects.toThrow("interrupted while asking the local cloud");
    await expect(findTerraform(machine)).rejects.toThrow("interrupted while looking for Terraform");
  });
});
