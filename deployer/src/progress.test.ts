import { expect, test } from "vitest";
import { createProgress } from "./progress.ts";

function written(isTerminal: boolean): string {
  let text = "";
  const progress = createProgress({ isTerminal, write: (more) => void (text += more) });
  progress.step("apply");
  for (let done = 1; done <= 40; done += 1) progress.count(done, 40, `resource-${done}`);
  progress.done("40 to add");
  progress.note("a warning");
  return text;
}

test("plain lines where nobody watches: one for every tenth", () => {
  const lines = written(false).trimEnd().split("\n");
  expect(lines).toHaveLength(13);
  expect(lines.slice(0, 2)).toEqual(["apply ...", "apply: 4/40"]);
  expect(lines.slice(-2)).toEqual(["apply: 40 to add", "a warning"]);
});

test("one live line on a terminal, which ends as a finished one", () => {
  const lines = written(true).split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("apply 40/40 resource-40");
  expect(lines[0]).toMatch(/✔ apply: 40 to add$/);
});
