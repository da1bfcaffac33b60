import { expect, test } from "vitest";
import { createProgress } from "./progress.ts";
import { createTestClock } from "./test-clock.ts";

function setUp(isTTY: boolean) {
  const clock = createTestClock();
  const written: string[] = [];
  const progress = createProgress({ isTTY, write: (text) => written.push(text) }, 200, clock);
  return { clock, written, progress };
}

test("off a terminal it says every five seconds where it stands, also when nothing changes", async () => {
  const { clock, written, progress } = setUp(false);
  progress.update({ sent: 100, acknowledged: 50, failed: 0 });
  await clock.pass(4.9);
  expect(written).toEqual([]);
  await clock.pass(10.1);
  expect(written).toHaveLength(3);
  expect(new Set(written)).toEqual(
    new Set([expect.stringMatching(/^█{7}░{23}  25 %  100 sent  50 acknowledged  0 failed\n$/)]),
  );
});

test("on a terminal it rewrites one line, and a note gets its own", async () => {
  const { clock, written, progress } = setUp(true);
  await clock.pass(0.1);
  progress.note("the connection is lost");
  progress.end();
  expect(written).toEqual([
    expect.stringMatching(/^\r░{30}   0 %/),
    "\r\u001B[Kthe connection is lost\n",
    expect.stringMatching(/^\r░{30}/),
    "\n",
  ]);
  expect(clock.running()).toBe(0);
});
