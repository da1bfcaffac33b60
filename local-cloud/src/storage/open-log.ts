import { mkdir, open, readFile } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode, diskError } from "./disk-error.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import type { DurableLog } from "./durable-log.ts";

interface Waiting {
  readonly line: string;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

interface OpenFile {
  handle: FileHandle;
  size: number;
}

/**
 * Opens a log of one JSON entry per line, and makes it if there is none. A last line without its end was never acknowledged
 * and is cut off; any other line that is no JSON is an error, because the disk has lost what was promised.
 */
export async function openLog<Entry>(file: string): Promise<DurableLog<Entry>> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const text = await readWhole(file);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const entries = parseLines<Entry>(file, whole);
  const opened = { handle: await open(file, "a", 0o600), size: Buffer.byteLength(whole) };
  if (whole.length < text.length) await opened.handle.truncate(opened.size);
  return createLog(file, opened, entries);
}

async function readWhole(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  }
}

function parseLines<Entry>(file: string, text: string): Entry[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch (cause) {
      const where = `${file}, line ${index + 1}`;
      throw new Error(`${where}: expected JSON; the log is damaged. Remove the file to lose what it holds.`, {
        cause,
      });
    }
  });
}

function createLog<Entry>(file: string, opened: OpenFile, entries: readonly Entry[]): DurableLog<Entry> {
  let waiting: Waiting[] = [];
  let last: Promise<void> = Promise.resolve();
  let failure: Error | undefined;
  const carriers = new Set<string[]>();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work, work);
    return last;
  };

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      if (failure) throw failure;
      await writeLines(opened, batch);
      carriers.forEach((carried) => carried.push(...batch.map((one) => one.line)));
      batch.forEach((one) => one.done());
    } catch (error) {
      const readable = diskError(file, error);
      await takeBack(opened).catch(() => (failure = readable));
      batch.forEach((one) => one.failed(readable));
    }
  };

  const replace = async (text: string): Promise<void> => {
    await writeFileAtomic(file, text);
    await opened.handle.close();
    opened.handle = await open(file, "a", 0o600);
    opened.size = Buffer.byteLength(text);
    failure = undefined;
  };

  return {
    entries,
    append(entry) {
      const line = `${JSON.stringify(entry)}\n`;
      return new Promise<void>((done, failed) => {
        waiting.push({ line, done, failed });
        if (waiting.length === 1) void inTurn(flush);
      });
    },
    rewrite(kept) {
      const lines = [...kept].map((entry) => `${JSON.stringify(entry)}\n`);
      const carried: string[] = [];
      carriers.add(carried);
      return inTurn(async () => {
        carriers.delete(carried);
        await replace([...lines, ...carried].join(""));
      });
    },
    get size() {
      return opened.size;
    },
    close: () => inTurn(() => opened.handle.close()),
  };
}

async function writeLines(opened: OpenFile, batch: readonly Waiting[]): Promise<void> {
  const bytes = Buffer.from(batch.map((one) => one.line).join(""));
  await opened.handle.appendFile(bytes);
  await opened.handle.datasync();
  opened.size += bytes.length;
}

async function takeBack(opened: OpenFile): Promise<void> {
  await opened.handle.truncate(opened.size);
  await opened.handle.datasync();
}
