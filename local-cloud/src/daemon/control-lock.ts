import { errorCode } from "../storage/disk-error.ts";
import { hello } from "./control-client.ts";
import type { Hello } from "./control-client.ts";
import { listenForControl } from "./control-server.ts";
import type { ControlServer } from "./control-server.ts";

/** Either this process is now the folder's daemon, or another is. */
export type Lock = { readonly server: ControlServer; readonly port: number } | { readonly other: Hello };

// Just below the ports of outgoing connections, and above those that the port registry hands out.
const FIRST_PORT = 32_000;
const PORT_COUNT = 768;
const TRIED_PORTS = 32;

/**
 * Makes this process the daemon of the folder with this id. The lock is a listening port, so it ends with its holder, however
 * that ends; every daemon of a folder tries the same ports in the same order.
 */
export async function takeLock(id: string): Promise<Lock> {
  const start = Number.parseInt(id.slice(0, 8), 16);
  for (let step = 0; step < TRIED_PORTS; step += 1) {
    const port = FIRST_PORT + ((start + step) % PORT_COUNT);
    const lock = await tryPort(port, id);
    if (lock) return lock;
  }
  throw new Error(
    `no port from ${FIRST_PORT} to ${FIRST_PORT + PORT_COUNT - 1} is free for the daemon; end a program that holds one`,
  );
}

async function tryPort(port: number, id: string): Promise<Lock | undefined> {
  try {
    return { server: await listenForControl(port, id), port };
  } catch (error) {
    if (errorCode(error) !== "EADDRINUSE") throw error;
    const other = await hello(port);
    return other?.id === id ? { other } : undefined;
  }
}
