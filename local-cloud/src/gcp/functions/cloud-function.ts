import type { FunctionLog } from "../../processes/function-log.ts";
import type { FunctionStatus } from "../../daemon/cloud-module.ts";
import type { Timers } from "../timers.ts";
import type { Instance } from "./instance.ts";
import { createLimiter } from "./limiter.ts";
import { platformAnswer } from "./model.ts";
import type { FunctionDefinition, FunctionRequest, FunctionResponse } from "./model.ts";

/** One deployed function with its one instance, which starts with the first request. */
export interface CloudFunction {
  readonly definition: FunctionDefinition;
  readonly status: FunctionStatus;
  /** Runs the function; failures of process and platform are answers, too. */
  invoke(request: FunctionRequest): Promise<FunctionResponse>;
  /** Ends the instance when the requests under way are answered. */
  retire(): Promise<void>;
  /** Ends the instance at once. */
  stop(): Promise<void>;
}

/** What one revision of a function needs; `earlier` is the status to go on counting from. */
export interface CloudFunctionDeps {
  readonly start: () => Promise<Instance>;
  readonly timers: Timers;
  readonly log: FunctionLog;
  readonly earlier?: FunctionStatus;
}

/** Cloud Run answers 429 to a request that found no free instance in this time. */
const MAX_WAIT_MS = 10_000;
const ERROR_LINE = /"(?:severity|level)":\s*"?(?:ERROR|CRITICAL|error|fatal|50|60)\b|Error\b/;

/** Makes a function; nothing runs yet. */
export function createCloudFunction(definition: FunctionDefinition, deps: CloudFunctionDeps): CloudFunction {
  const { name, concurrency, timeoutSeconds } = definition;
  const limiter = createLimiter(concurrency, deps.timers);
  let { invocations, errors, last_error } = deps.earlier ?? { invocations: 0, errors: 0 };
  let instance: Promise<Instance> | undefined;
  let underWay = 0;
  let whenIdle = (): void => {};

  const begin = (): Promise<Instance> => {
    const started = deps.start();
    const forget = (): void => {
      if (instance === started) instance = undefined;
    };
    started.then((running) => running.exited).then(forget, forget);
    return started;
  };

  /** The time of a request begins when there is an instance to take it. */
  const callWithin = async (running: Instance, request: FunctionRequest): Promise<FunctionResponse> => {
    const timeout = new AbortController();
    const cancel = deps.timers.after(timeoutSeconds * 1000, () => timeout.abort());
    try {
      return await running.call(request, timeout.signal);
    } catch (error) {
      if (timeout.signal.aborted) return platformAnswer(504, "upstream request timeout");
      throw error;
    } finally {
      cancel();
    }
  };

  const callCurrent = async (request: FunctionRequest): Promise<FunctionResponse> => {
    const called = (instance ??= begin());
    try {
      return await callWithin(await called, request);
    } catch (error) {
      if (!isNotListening(error)) throw error;
      // The process has just ended and took no connection, so the request goes to the next one.
      if (instance === called) instance = undefined;
      return callWithin(await (instance ??= begin()), request);
    }
  };

  const pass = async (request: FunctionRequest): Promise<FunctionResponse> => {
    try {
      return await callCurrent(request);
    } catch (error) {
      return platformAnswer(503, error instanceof Error ? error.message : String(error));
    }
  };

  const count = (response: FunctionResponse): void => {
    invocations += 1;
    if (response.status < 500) return;
    errors += 1;
    last_error = `HTTP ${response.status}: ${reasonOf(response)}`;
  };

  const reasonOf = (response: FunctionResponse): string => {
    const line =
      response.status === 504
        ? undefined
        : deps.log.tail(20, name).findLast((entry) => ERROR_LINE.test(entry.line))?.line;
    return (line ?? response.body.toString("utf8", 0, 300)).trim();
  };

  const run = async (request: FunctionRequest): Promise<FunctionResponse> => {
    if (!(await limiter.enter(Math.min(MAX_WAIT_MS, timeoutSeconds * 1000)))) {
      return platformAnswer(429, "The request was aborted because there was no available instance.");
    }
    try {
      const response = await pass(request);
      count(response);
      return response;
    } finally {
      limiter.leave();
    }
  };

  const stop = async (): Promise<void> => {
    const running = await instance?.catch(() => undefined);
    instance = undefined;
    await running?.stop();
  };

  return {
    definition,
    get status() {
      return { name, invocations, errors, ...(last_error === undefined ? {} : { last_error }) };
    },
    async invoke(request) {
      underWay += 1;
      try {
        return await run(request);
      } finally {
        underWay -= 1;
        if (underWay === 0) whenIdle();
      }
    },
    async retire() {
      if (underWay > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
      await stop();
    },
    stop,
  };
}

function isNotListening(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOENT")
  );
}
