import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseCommand } from "./arguments.ts";
import type { ReplayCommand } from "./arguments.ts";
import { BadInput } from "./bad-input.ts";
import { replay, send } from "./commands.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
  const slots = ["l1", "l2", "l3-hot", "l3-cold", "l3-archive", "l4", "l5"];
  const outputs = {
    twin: "t",
    target: "local",
    providers: Object.fromEntries(slots.map((slot) => [slot, "aws"])),
    hot_reader: { url: "https://localhost:1", headers: {}, ca_file: "ca.pem" },
    ingest: { d: { protocol: "mqtt", url: "mqtts://localhost:1", ca_file: "ca.pem" } },
    functions: [],
  };
  writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs));
});
afterEach(() => rmSync(folder, { recursive: true }));

function setUp(answer: (message: Record<string, unknown>) => Promise<void> = () => Promise.resolve()) {
  const messages: Record<string, unknown>[] = [];
  const written: string[] = [];
  let [open, most, closed] = [0, 0, false];
  const deps = {
    clock: { now: () => Date.UTC(2026, 0, 1), every: () => () => {} },
    stderr: { write: (text: string) => written.push(text) },
    connect: () =>
      Promise.resolve({
        publish: async (bytes: Buffer) => {
          const message: Record<string, unknown> = JSON.parse(bytes.toString());
          messages.push(message);
          open += 1;
          most = Math.max(most, open);
          await new Promise((resolve) => setImmediate(resolve));
          open -= 1;
          await answer(message);
        },
        isLost: () => false,
        close: () => {
          closed = true;
          return Promise.resolve();
        },
      }),
  };
  return { deps, messages, written, mostInFlight: () => most, closed: () => closed };
}

function command(name: string, text: string, ...more: string[]): ReplayCommand {
  const file = join(folder, name);
  writeFileSync(file, text);
  const args = [
    "replay",
    "--outputs",
    join(folder, "outputs.json"),
    "--device",
    "d",
    "--file",
    file,
    "--time-column",
    "t",
    ...more,
  ];
  const parsed = parseCommand(args);
  if (parsed.kind !== "replay") throw new Error("expected replay");
  return parsed;
}

const csv = (rows: number) =>
  `t,v\n${Array.from({ length: rows }, (_, row) => `${1_700_000_000 + row},${row}.5`).join("\n")}\n`;

describe("what goes wrong", () => {
  test("an unknown device names the known ones, before anything is sent", async () => {
    const { deps, messages } = setUp();
    const wrong = { ...command("f.csv", csv(1), "--map", "v=v"), device: "x" };
    await expect(replay(wrong, deps)).rejects.toThrow("expected one of d");
    expect(messages).toEqual([]);
  });

  test("a file of an unknown kind, a file that is not there, a broken file: nothing is sent", async () => {
    const { deps, messages } = setUp();
    await expect(replay(command("f.xml", "", "--map", "v=v"), deps)).rejects.toThrow(
      "ends in .csv or .jsonl",
    );
    await expect(replay({ ...command("f.csv", "", "--map", "v=v"), file: "gone.csv" }, deps)).rejects.toThrow(
      "there is no file",
    );
    await expect(replay(command("f.csv", "t,v\n1,2\n1,2,3\n", "--map", "v=v"), deps)).rejects.toThrow(
      "row 2",
    );
    expect(messages).toEqual([]);
  });

  test("a folder in place of a file", async () => {
    const wrong = { ...command("f.csv", csv(1), "--map", "v=v"), file: join(folder, "d.csv") };
    mkdirSync(wrong.file);
    await expect(replay(wrong, setUp().deps)).rejects.toThrow("there is no file");
  });

  test.each([
    [
      "f.csv",
      "t,v,w\n1,,3\n",
      ["--map", "x=x"],
      '--map: FILE has no column "x"; the columns there are: "t", "v", "w"',
    ],
    [
      "f.csv",
      "time,v\n1,2\n",
      ["--map", "v=v"],
      '--time-column: FILE has no column "t"; the columns there are: "time", "v"',
    ],
    ["f.csv", "t,v\n1,2\n", ["--map", "toString=x"], '--map: FILE has no column "toString"'],
    ["f.jsonl", '{"t":1,"v":2}\n{"t":1,"w":2}\n', ["--map", "x=x"], 'the columns there are: "t", "v", "w"'],
    ["f.jsonl", "nothing\n", ["--map", "v=v"], "the columns there are: none"],
    ["f.csv", "t,v\n", ["--map", "v=v"], "FILE has no rows"],
    ["f.csv", "", ["--map", "v=v"], "FILE has no rows"],
    ["f.jsonl", "\n\n", ["--map", "v=v"], "FILE has no rows"],
  ])("%s with %j and %j is bad input before anything is sent", async (name, text, maps, message) => {
    const { deps, messages } = setUp();
    const failure = await replay(command(name, text, ...maps), deps).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BadInput);
    expect(String(failure)).toContain(message.replace("FILE", join(folder, name)));
    expect(messages).toEqual([]);
  });

  test("a .jsonl row without the time fails alone", async () => {
    const { deps } = setUp();
    const counts = await replay(command("f.jsonl", '{"v":1}\n{"t":1,"v":1}\n', "--map", "v=v"), deps);
    expect(counts).toEqual({ sent: 1, acknowledged: 1, failed: 1 });
  });

  test("a refused message and a bad row are counted, told, and do not stop the rest", async () => {
    const { deps, written, closed } = setUp(({ v }) =>
      v === 1 ? Promise.reject(new Error("refused")) : Promise.resolve(),
    );
    const counts = await replay(
      command("f.csv", "t,v\n2026-01-01,0\n2026-01-01,1\nnever,2\n2026-01-01,3\n", "--map", "v=v"),
      deps,
    );
    expect(counts).toEqual({ sent: 3, acknowledged: 2, failed: 2 });
    expect(written.join("")).toMatch(/refused[\s\S]*row 3|row 3[\s\S]*refused/);
    expect(closed()).toBe(true);
  });
});

test("every row of a file is sent once, several at a time but never more than 100", async () => {
  const { deps, messages, mostInFlight } = setUp();
  expect(await replay(command("f.csv", csv(1000), "--map", "v=v"), deps)).toEqual({
    sent: 1000,
    acknowledged: 1000,
    failed: 0,
  });
  expect(messages.map(({ v }) => v)).toEqual(Array.from({ length: 1000 }, (_, row) => row + 0.5));
  expect(mostInFlight()).toBeGreaterThan(10);
  expect(mostInFlight()).toBeLessThanOrEqual(100);
});

test("a replay of the same file bears the same message ids, another file others", async () => {
  const idsOf = async (name: string, text: string) => {
    const { deps, messages } = setUp();
    await replay(command(name, text, "--map", "v=v"), deps);
    return messages.map(({ message_id }) => message_id);
  };
  const first = await idsOf("a.csv", csv(5));
  expect(new Set(first).size).toBe(5);
  expect(await idsOf("b.csv", csv(5))).toEqual(first);
  expect(await idsOf("a.csv", csv(6))).not.toContain(first[0]);
});

test("a .jsonl file keeps the types of its values", async () => {
  const { deps, messages } = setUp();
  await replay(
    command(
      "f.jsonl",
      '{"t":1700000000,"v":"7","w":[1]}\n\n{"t":1700000001,"v":7,"w":null}\n',
      "--map",
      "v=v:STRING",
      "--map",
      "w=w",
    ),
    deps,
  );
  expect(messages.map(({ v, w }) => [v, w])).toEqual([
    ["7", [1]],
    [7, null],
  ]);
});

test("a key that a row of a .jsonl file lacks is left out", async () => {
  const { deps, messages } = setUp();
  const text = '{"t":1700000000,"v":1}\n{"t":1700000001,"w":2}\n';
  await replay(command("f.jsonl", text, "--map", "v=v", "--map", "w=w"), deps);
  expect(messages.map(({ v, w }) => [v, w])).toEqual([
    [1, undefined],
    [undefined, 2],
  ]);
});

test("an empty cell of a .csv file is left out, an empty text of a .jsonl file is not", async () => {
  const { deps, messages } = setUp();
  await replay(command("f.csv", "t,v,w\n1700000000,,1\n", "--map", "v=v", "--map", "w=w"), deps);
  await replay(command("f.jsonl", '{"t":1700000000,"v":""}', "--map", "v=v"), deps);
  expect(messages.map(({ v, w }) => [v, w])).toEqual([
    [undefined, 1],
    ["", undefined],
  ]);
});

test("send takes the time of now unless one is given", async () => {
  const { deps, messages } = setUp();
  const parsed = parseCommand([
    "send",
    "--outputs",
    join(folder, "outputs.json"),
    "--device",
    "d",
    "--set",
    "v=1",
  ]);
  if (parsed.kind !== "send") throw new Error("expected send");
  expect(await send(parsed, deps)).toEqual({ sent: 1, acknowledged: 1, failed: 0 });
  expect(messages[0]).toMatchObject({
    device_id: "d",
    time: "2026-01-01T00:00:00.000Z",
    v: 1,
    message_id: expect.any(String),
  });
});
