import { expect, test } from "vitest";
import { testMachine } from "../fixtures/test-machine.ts";
import { twinKeys } from "./twin-keys.ts";

const FILE = "/keys/twin.json";

test.each(["", '{"suffix": "abc', '{"suffix": "abc123"}'])(
  "kept keys that are broken (%j) are named, never shown and never made anew",
  async (text) => {
    const { files, random } = testMachine({ files: { [FILE]: text } });
    await expect(twinKeys(files, "/keys", random)).rejects.toThrow(`${FILE} is not what was kept there`);
    expect(files.content.get(FILE)?.toString("utf8")).toBe(text);
  },
);

test("keys are made once, for the owner alone", async () => {
  const { files, random } = testMachine();
  const keys = await twinKeys(files, "/keys", random);
  expect(keys.suffix).toMatch(/^[a-z][a-z0-9]{5}$/);
  expect(await twinKeys(files, "/keys", random)).toEqual(keys);
  expect(files.modes.get(FILE)).toBe(0o600);
});
