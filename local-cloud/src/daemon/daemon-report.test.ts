import { expect, test } from "vitest";
import { lastLines } from "./daemon-report.ts";

test("the noise of one function does not hide the lines of another", () => {
  const noise = Array.from({ length: 3_000 }, (_, at) => ({ functionName: "aws/noisy", line: String(at) }));
  const kept = [{ functionName: "gcp/quiet", line: "first" }, ...noise];
  const all = lastLines(kept, undefined);
  expect(all).toHaveLength(2_000);
  expect(all.at(-1)).toEqual({ cloud: "aws", function: "noisy", line: "2999" });
  for (const name of ["quiet", "gcp/quiet"]) {
    expect(lastLines(kept, name)).toEqual([{ cloud: "gcp", function: "quiet", line: "first" }]);
  }
});
