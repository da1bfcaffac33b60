import { expect, test } from "vitest";
import { createNotices } from "./notices.ts";

function setUp() {
  const said: string[] = [];
  return { said, notices: createNotices((text) => said.push(text)) };
}

test.each([
  [
    { lost: true, unsent: 7, unacknowledged: 0 },
    "failed: the connection was lost and did not come back within 60 s; 7 rows were not sent",
  ],
  [
    { lost: true, unsent: 7, unacknowledged: 3 },
    "failed: the connection was lost and did not come back within 60 s; 7 rows were not sent; 3 sent without an acknowledgement",
  ],
  [
    { lost: false, unsent: 0, unacknowledged: 1 },
    "failed: nothing was acknowledged for 60 s; 1 sent without an acknowledgement",
  ],
])("%j is told in one line", (left, line) => {
  const { said, notices } = setUp();
  notices.onGivenUp(left);
  expect(said).toEqual([line]);
});

test("of many failures the first twenty are told", () => {
  const { said, notices } = setUp();
  for (let index = 0; index < 50; index += 1) notices.onFailure(`row ${index}`);
  expect(said).toHaveLength(21);
  expect(said.at(-1)).toContain("not told");
});

test("a connection is told to be lost, and to be back", () => {
  const { said, notices } = setUp();
  notices.onConnection(true);
  notices.onConnection(false);
  expect(said).toEqual(["the connection is lost; trying again", "the connection is back"]);
});
