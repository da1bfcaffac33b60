import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { errorCode } from "./disk-error.ts";
import { openStateFile } from "./state-file.ts";

/** Ports that are chosen once per name and recorded, so that addresses stay the same after a restart. */
export interface PortRegistry {
  /**
   * The port of this name. Fails when a recorded port is taken by another program while something may depend on it; where
   * nothing does, another port is chosen.
   */
  port(name: string): Promise<number>;
  /** Gives a port back. */
  release(name: string): Promise<void>;
}

/** What a port registry needs to know. */
export interface PortRegistryOptions {
  readonly file: string;
  /** Whether something that was deployed may know the recorded ports. */
  readonly inUse: () => boolean;
  /** Whether a port can be listened on now; injected by tests. */
  readonly isFree?: (port: number) => Promise<boolean>;
}

type Ports = Readonly<Record<string, number>>;

// Below the ranges from which Linux, macOS and Windows take the ports of outgoing connections, so a recorded port stays free.
const FIRST_PORT = 20_000;
const PORT_COUNT = 12_000;

/** Opens the registry that is kept in a file. */
export async function openPortRegistry(options: PortRegistryOptions): Promise<PortRegistry> {
  const { file, inUse, isFree = canListen } = options;
  const ports = await openStateFile<Ports>(file, {}, isPorts);
  const handedOut = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };

  const choose = async (name: string): Promise<number> => {
    const taken = new Set(Object.values(ports.state));
    for (const port of candidates(`${file} ${name}`)) {
      if (taken.has(port) || !(await isFree(port))) continue;
      await ports.save({ ...ports.state, [name]: port });
      return port;
    }
    throw new Error(`no port from ${FIRST_PORT} to ${FIRST_PORT + PORT_COUNT - 1} is free for ${name}`);
  };

  const find = async (name: string): Promise<number> => {
    const recorded = ports.state[name];
    if (recorded === undefined) return choose(name);
    if (handedOut.has(name) || (await isFree(recorded))) return recorded;
    if (inUse()) throw portTaken({ port: recorded, name, file });
    return choose(name);
  };

  return {
    port: (name) =>
      inTurn(async () => {
        const port = await find(name);
        handedOut.add(name);
        return port;
      }),
    release: (name) =>
      inTurn(async () => {
        handedOut.delete(name);
        const { [name]: _released, ...rest } = ports.state;
        await ports.save(rest);
      }),
  };
}

function portTaken(taken: { port: number; name: string; file: string }): Error {
  return new Error(
    `port ${taken.port}, recorded for ${taken.name}, is taken by another program. Stop that program and try again; deployed ` +
      `functions and devices know this port. If nothing depends on it any more, remove "${taken.name}" from ${taken.file}.`,
  );
}

function* candidates(seed: string): Generator<number> {
  const start = createHash("sha256").update(seed).digest().readUInt32BE(0);
  for (let step = 0; step < PORT_COUNT; step += 1) yield FIRST_PORT + ((start + step) % PORT_COUNT);
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => (errorCode(error) === "EADDRINUSE" ? resolve(false) : reject(error)));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function isPorts(value: unknown): value is Ports {
  return typeof value === "object" && value !== null && Object.values(value).every(Number.isInteger);
}
