import { randomUUID } from "node:crypto";
import type { ReplayCommand, SendCommand } from "./arguments.ts";
import { connectPublisher } from "./connect-publisher.ts";
import { loadConnection } from "./connection.ts";
import { deliver } from "./deliver.ts";
import type { Counts, Outgoing } from "./deliver.ts";
import { readingOf } from "./mapping.ts";
import { createPace } from "./pace.ts";
import { createProgress } from "./progress.ts";
import type { ProgressStream } from "./progress.ts";
import type { Publisher } from "./publisher.ts";
import { encodeReading } from "./reading.ts";
import { fileDigest, readRows, rowMessageId } from "./rows.ts";

/** What the commands need from outside. */
export interface CommandDeps {
  readonly now: () => number;
  readonly stderr: ProgressStream;
  readonly connect?: typeof connectPublisher;
}

async function withPublisher<T>(
  command: SendCommand | ReplayCommand,
  deps: CommandDeps,
  use: (publisher: Publisher) => Promise<T>,
): Promise<T> {
  const connect = deps.connect ?? connectPublisher;
  const publisher = await connect(loadConnection(command.outputs, command.device));
  try {
    return await use(publisher);
  } finally {
    await publisher.close();
  }
}

async function* one(message: Buffer): AsyncGenerator<Outgoing> {
  yield await Promise.resolve({ message });
}

/** Sends one reading; its time is now unless it is given. */
export function send(command: SendCommand, deps: CommandDeps): Promise<Counts> {
  const message = encodeReading({
    device_id: command.device,
    time: command.time ?? new Date(deps.now()).toISOString(),
    message_id: randomUUID(),
    properties: command.properties,
  });
  return withPublisher(command, deps, (publisher) =>
    deliver(one(message), {
      publisher,
      pace: createPace("max"),
      onChange: () => {},
      onFailure: (reason) => deps.stderr.write(`failed: ${reason}\n`),
    }),
  );
}

async function* outgoing(command: ReplayCommand, digest: string): AsyncGenerator<Outgoing> {
  const messageId = (number: number) => rowMessageId(digest, number);
  for await (const row of readRows(command.file)) {
    try {
      yield { message: encodeReading(readingOf(row, { ...command, messageId })) };
    } catch (error) {
      yield { broken: error instanceof Error ? error.message : String(error) };
    }
  }
}

async function countRows(file: string): Promise<number> {
  let count = 0;
  for await (const row of readRows(file)) count = row.number;
  return count;
}

/** At most so many failures are told one by one; the rest is in the count. */
const MAX_TOLD = 20;

/** Sends every row of a file as a reading of the device, with a progress bar on stderr. */
export async function replay(command: ReplayCommand, deps: CommandDeps): Promise<Counts> {
  const total = await countRows(command.file);
  const digest = await fileDigest(command.file);
  const progress = createProgress(deps.stderr, total, deps.now);
  let told = 0;
  const onFailure = (reason: string) => {
    told += 1;
    if (told <= MAX_TOLD) deps.stderr.write(`\nfailed: ${reason}\n`);
  };
  return withPublisher(command, deps, async (publisher) => {
    const pace = createPace(command.rate, deps.now);
    const counts = await deliver(outgoing(command, digest), {
      publisher,
      pace,
      onChange: progress.update,
      onFailure,
    });
    progress.end(counts);
    return counts;
  });
}
