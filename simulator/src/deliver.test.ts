import { describe, expect, test } from "vitest";
import { deliver } from "./deliver.ts";
import type { Counts, GivenUp, Outgoing } from "./deliver.ts";
import { createPace } from "./pace.ts";
import { createTestClock } from "./test-clock.ts";

async function* numbered(count: number): AsyncGenerator<Outgoing> {
  for (let index = 0; index < count; index += 1)
    yield await Promise.resolve({ message: Buffer.from(String(index)) });
}

/** Delivers over a connection that answers while `state.up`; what came meanwhile is answered when it is up again. */
function setUp(
  messages: AsyncIterable<Outgoing>,
  options: { rate?: number; answers?: (index: number) => boolean } = {},
) {
  const clock = createTestClock();
  const state = { up: true, lost: false };
  const held: (() => void)[] = [];
  const told: string[] = [];
  const left: GivenUp[] = [];
  const publisher = {
    publish: (message: Buffer) =>
      new Promise<void>((resolve) => {
        if (state.up && (options.answers?.(Number(message.toString())) ?? true)) resolve();
        else held.push(resolve);
      }),
    isLost: () => state.lost,
    close: () => Promise.resolve(),
  };
  let ended: Counts | undefined;
  const delivering = deliver(messages, {
    publisher,
    clock,
    pace: createPace(options.rate ?? "max", clock.now),
    onChange: () => {},
    onFailure: (reason) => told.push(reason),
    onConnection: (lost) => told.push(lost ? "lost" : "back"),
    onGivenUp: (given) => left.push(given),
  }).then((counts) => (ended = counts));
  const comeBack = () => {
    Object.assign(state, { up: true, lost: false });
    for (const resolve of held.splice(0)) resolve();
  };
  return { clock, state, told, left, delivering, comeBack, ended: () => ended };
}

describe("a connection that is lost for good", () => {
  test("fails everything that is left after 60 s, and the counts add up", async () => {
    const { clock, state, told, left, ended } = setUp(numbered(5000), { answers: (index) => index < 1000 });
    state.lost = true;
    await clock.pass(59);
    expect(ended()).toBeUndefined();
    await clock.pass(3);
    expect(ended()).toEqual({ sent: 1100, acknowledged: 1000, failed: 4000 });
    expect(left).toEqual([{ lost: true, unsent: 3900, unacknowledged: 100 }]);
    expect(told).toEqual(["lost"]);
    expect(clock.running()).toBe(0);
  });

  test("does not wait for the turn of a slow rate", async () => {
    const { state, clock, left, delivering } = setUp(numbered(10), { rate: 0.001 });
    state.up = false;
    await clock.pass(62);
    expect(await delivering).toEqual({ sent: 1, acknowledged: 0, failed: 10 });
    expect(left).toEqual([{ lost: false, unsent: 9, unacknowledged: 1 }]);
  });
});

test("a connection that comes back within the time goes on, and both are told", async () => {
  const { clock, state, told, left, comeBack, delivering } = setUp(numbered(5000), {
    answers: (index) => index !== 500,
  });
  Object.assign(state, { up: false, lost: true });
  await clock.pass(55);
  comeBack();
  await clock.pass(2);
  comeBack();
  expect(await delivering).toEqual({ sent: 5000, acknowledged: 5000, failed: 0 });
  expect(told).toEqual(["lost", "back"]);
  expect(left).toEqual([]);
});

test("one message without an answer fails by itself after 60 s while others are answered", async () => {
  const gates: (() => void)[] = [];
  async function* gated(): AsyncGenerator<Outgoing> {
    for await (const message of numbered(3)) {
      yield message;
      await new Promise<void>((resolve) => gates.push(resolve));
    }
  }
  const { clock, told, left, delivering } = setUp(gated(), { answers: (index) => index > 0 });
  await clock.pass(30);
  gates.shift()?.();
  await clock.pass(29);
  expect(told).toEqual([]);
  await clock.pass(2);
  expect(told).toEqual(["no acknowledgement within 60 s"]);
  gates.shift()?.();
  await clock.pass(1);
  gates.shift()?.();
  expect(await delivering).toEqual({ sent: 3, acknowledged: 2, failed: 1 });
  expect(left).toEqual([]);
});
