import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { errorCode } from "../storage/disk-error.ts";

/** What a control server says of itself to anybody. */
export interface Hello {
  readonly id: string;
  readonly pid: number;
  readonly ready: boolean;
}

/** A call to a control server. */
export interface ControlCall {
  readonly port: number;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly token?: string;
  readonly body?: string;
}

// A daemon answers at once, unless it has been stopped or the machine is very busy.
const PATIENCE_MS = 15_000;

/** Who listens on a port: the daemon of some folder, or undefined when nothing there speaks as one. */
export async function hello(port: number): Promise<Hello | undefined> {
  try {
    const response = await open({ port, method: "GET", path: "/hello" });
    const said: unknown = JSON.parse(await text(response));
    return isHello(said) ? said : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** Calls a control server and returns its answer; throws with the server's own words when it refuses. */
export async function callControl(call: ControlCall): Promise<unknown> {
  return JSON.parse(await text(await openAccepted(call)));
}

/** Calls a control server and hands over the lines of its answer as they come. */
export async function* streamControl(call: ControlCall): AsyncGenerator<string> {
  const response = await openAccepted(call);
  response.setEncoding("utf8");
  let rest = "";
  for await (const part of response) {
    const lines = `${rest}${part}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

async function openAccepted(call: ControlCall): Promise<IncomingMessage> {
  const response = await open(call);
  if (response.statusCode === 200) return response;
  throw new Error(`the local cloud refused ${call.method} ${call.path}: ${await text(response)}`);
}

function open({ port, method, path, token, body }: ControlCall): Promise<IncomingMessage> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      call.setTimeout(0);
      resolve(response);
    });
    call.setTimeout(PATIENCE_MS, () => {
      call.destroy(
        new Error(`the process that listens on port ${port} does not answer; end it and try again`),
      );
    });
    call.on("error", reject).end(body);
  });
}

function isHello(value: unknown): value is Hello {
  return typeof value === "object" && value !== null && "id" in value && "pid" in value && "ready" in value;
}
