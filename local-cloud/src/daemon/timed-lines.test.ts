import { expect, test } from "vitest";
import { timedLines } from "./timed-lines.ts";

test("gives a time to each line that has none, once the line is whole", () => {
  let written = "";
  const write = timedLines(
    (text) => {
      written += text;
      return true;
    },
    () => new Date(0),
  );
  let done = 0;
  write("first\n2026-01-02T03:04:05.678Z timed\nsec", () => (done += 1));
  write(Buffer.from("ond\n"));
  write("unended", "utf8", () => (done += 1));
  expect(written).toBe(
    "1970-01-01T00:00:00.000Z first\n2026-01-02T03:04:05.678Z timed\n1970-01-01T00:00:00.000Z second\n",
  );
  expect(done).toBe(2);
});
