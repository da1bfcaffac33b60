import { expect, test } from "vitest";
import { createPersistentPost } from "./persistent-post.ts";

const messages = [Buffer.from("{}")];

test("a request that the network fails is repeated until there is an answer, and meanwhile the connection is lost", async () => {
  const lost: boolean[] = [];
  let posts = 0;
  const { persist, isLost } = createPersistentPost(
    () => {
      posts += 1;
      return posts < 4
        ? Promise.reject(new Error("connect ECONNREFUSED"))
        : Promise.resolve({ status: 200, text: "" });
    },
    new AbortController().signal,
    () => Promise.resolve(lost.push(isLost())),
  );
  expect(await persist(messages)).toEqual({ status: 200, text: "" });
  expect(lost).toEqual([true, true, true]);
  expect(isLost()).toBe(false);
});

test("a refusal is an answer", async () => {
  const refusal = { status: 403, text: "no" };
  const { persist, isLost } = createPersistentPost(
    () => Promise.resolve(refusal),
    new AbortController().signal,
  );
  expect(await persist(messages)).toEqual(refusal);
  expect(isLost()).toBe(false);
});

test("it ends when it is told to, also between two requests", async () => {
  const ended = new AbortController();
  const { persist } = createPersistentPost(
    () => Promise.reject(new Error("connect ECONNREFUSED")),
    ended.signal,
  );
  const persisting = persist(messages);
  setImmediate(() => ended.abort());
  await expect(persisting).rejects.toThrow("aborted");
});
