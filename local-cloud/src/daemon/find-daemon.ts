import { setTimeout as pause } from "node:timers/promises";
import { callControl, hello, streamControl } from "./control-client.ts";
import type { LogLine, StatusAnswer, UpAnswer } from "./control-answers.ts";
import { readRecord } from "./daemon-record.ts";
import type { LocalPaths } from "./local-paths.ts";

/** A running daemon, seen from outside. */
export interface RunningDaemon {
  readonly pid: number;
  up(pin: boolean): Promise<UpAnswer>;
  status(): Promise<StatusAnswer>;
  logs(options: { functionName: string | undefined; follow: boolean }): AsyncIterable<LogLine>;
  /** Breaks connections to a cloud's public functions for so many seconds. */
  outage(cloud: string, seconds: number): Promise<void>;
  /** Resolves when it has ended. */
  down(): Promise<void>;
}

const POLL_MS = 20;

/** The running daemon of a folder, or undefined: a record that a killed daemon left behind counts for nothing. */
export async function findDaemon(paths: LocalPaths): Promise<RunningDaemon | undefined> {
  const record = await readRecord(paths.record);
  if (!record) return undefined;
  const { port, token } = record;
  const greeting = await hello(port);
  if (greeting?.id !== paths.id || greeting.pid !== record.pid || !greeting.ready) return undefined;
  return {
    pid: record.pid,
    up: async (pin) =>
      expected(await callControl({ port, token, method: "POST", path: "/up", body: pin ? "pin" : "" }), isUp),
    status: async () =>
      expected(await callControl({ port, token, method: "GET", path: "/status" }), isStatus),
    async *logs({ functionName, follow }) {
      const query = new URLSearchParams({
        ...(functionName !== undefined && { function: functionName }),
        ...(follow && { follow: "yes" }),
      });
      const path = `/logs?${query.toString()}`;
      for await (const line of streamControl({ port, token, method: "GET", path }))
        yield expected(JSON.parse(line), isLine);
    },
    async outage(cloud, seconds) {
      const body = JSON.stringify({ cloud, seconds });
      await callControl({ port, token, method: "POST", path: "/outage", body });
    },
    async down() {
      await callControl({ port, token, method: "POST", path: "/down" });
      while ((await hello(port))?.pid === record.pid) await pause(POLL_MS);
    },
  };
}

function expected<Answer>(value: unknown, is: (value: unknown) => value is Answer): Answer {
  if (is(value)) return value;
  throw new Error("the running local cloud is of another version; stop it with: twin-local-cloud down");
}

function isUp(value: unknown): value is UpAnswer {
  return typeof value === "object" && value !== null && "terraform" in value && "problems" in value;
}

function isStatus(value: unknown): value is StatusAnswer {
  return typeof value === "object" && value !== null && "functions" in value && "problems" in value;
}

function isLine(value: unknown): value is LogLine {
  return typeof value === "object" && value !== null && "line" in value && "function" in value;
}
