import { randomUUID } from "node:crypto";
import type { ReplayCommand, SendCommand } from "./arguments.ts";
import { connectPublisher } from "./connect-publisher.ts";
import { loadConnection } from "./connection.ts";
import type { Clock } from "./clock.ts";
import { deliver } from "./deliver.ts";
import type { Counts, Outgoing } from "./deliver.ts";
import { checkColumns, readingOf } from "./mapping.ts";
import { createNotices } from "./notices.ts";
import { createPace } from "./pace.ts";
import { createProgress } from "./progress.ts";
import type { ProgressStream } from "./progress.ts";
import type { Publisher } from "./publisher.ts";
import { encodeReading } from "./reading.ts";
import { fileDigest, readRows, rowMessageId, surveyRows } from "./rows.ts";

/** What the commands need from outside. */
export interface CommandDeps {
  readonly clock: Clock;
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
    time: command.time ?? new Date(deps.clock.now()).toISOString(),
    message_id: randomUUID(),
    properties: command.properties,
  });
  return withPublisher(command, deps, (publisher) =>
    deliver(one(message), {
      publisher,
      clock: deps.clock,
      pace: createPace("max"),
      onChange: () => {},
      ...createNotices((text) => deps.stderr.write(`${text}\n`)),
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

/** Sends every row of a file as a reading of the device, with a progress bar on stderr. */
export async function replay(command: ReplayCommand, deps: CommandDeps): Promise<Counts> {
  const { file } = command;
  const { rows, columns } = await surveyRows(file);
  checkColumns({ file, rows, columns }, command);
  const digest = await fileDigest(file);
  return withPublisher(command, deps, async (publisher) => {
    const progress = createProgress(deps.stderr, rows, deps.clock);
    try {
      return await deliver(outgoing(command, digest), {
        publisher,
        clock: deps.clock,
        pace: createPace(command.rate, deps.clock.now),
        onChange: progress.update,
        ...createNotices(progress.note),
      });
    } finally {
      progress.end();
    }
  });
}
