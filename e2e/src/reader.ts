import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import type { Outputs, TelemetryRecord } from "@twin2multicloud/model";
import { poll } from "./poll.ts";

/** One answer of a public endpoint. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks an https endpoint that the local CA vouches for. */
export function ask(
  url: string,
  options: {
    caFile: string;
    method?: string;
    headers?: Readonly<Record<string, string>>;
    body?: string;
    agent?: Agent;
  },
): Promise<Answer> {
  const { caFile, method = "GET", headers = {}, body, agent } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method, headers, ca: readFileSync(caFile), ...(agent ? { agent } : {}) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** One page of the hot reader. */
export interface Page {
  readonly items: readonly TelemetryRecord[];
  readonly next?: string;
}

/** Reads one page with the address and token that deploy wrote. */
export async function readPage(outputs: Outputs, query: Readonly<Record<string, string>>): Promise<Page> {
  const { url, headers, ca_file } = outputs.hot_reader;
  const answer = await ask(`${url}?${new URLSearchParams(query).toString()}`, { caFile: ca_file, headers });
  if (answer.status !== 200) throw new Error(`the hot reader answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text);
}

/** Reads everything of a device, page by page. */
export async function readAll(outputs: Outputs, device: string, limit = 1000): Promise<TelemetryRecord[]> {
  const found: TelemetryRecord[] = [];
  let next: string | undefined;
  do {
    const page = await readPage(outputs, {
      device_id: device,
      limit: String(limit),
      ...(next === undefined ? {} : { next }),
    });
    found.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return found;
}

/** While its cloud is out of reach, the hot reader's connections break: the question is asked again. */
function noneWhenUnreachable(error: unknown): never[] {
  if (error instanceof Error && "code" in error && error.code === "ECONNRESET") return [];
  throw error;
}

/** Waits until at least that many records of a device can be read, and returns all of them. */
export async function waitForRecords(
  outputs: Outputs,
  device: string,
  expected: { count: number; seconds?: number },
): Promise<TelemetryRecord[]> {
  let seen = 0;
  return poll(
    async () => {
      const records = await readAll(outputs, device).catch(noneWhenUnreachable);
      seen = records.length;
      return seen >= expected.count ? records : undefined;
    },
    {
      what: `${expected.count} records of ${device}`,
      seconds: expected.seconds ?? 60,
      lastSeen: () => `${seen} are there.`,
    },
  );
}
