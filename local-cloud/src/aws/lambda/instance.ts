import { randomUUID } from "node:crypto";
import { startChild } from "../../processes/child-process.ts";
import type { Child } from "../../processes/child-process.ts";
import type { Clock } from "../clock.ts";
import { failed } from "./invocation.ts";
import type { FunctionError, Outcome } from "./invocation.ts";
import type { RuntimeApi, RuntimeInvocation } from "./runtime-api.ts";

/** How the process of an instance is started and watched. */
export interface InstanceOptions {
  readonly runtimeApi: RuntimeApi;
  readonly node: string;
  readonly bootstrap: string;
  readonly codeFolder: string;
  /** The environment but for the address of the Runtime API. */
  readonly environment: Readonly<Record<string, string>>;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly onLine: (line: string) => void;
  /** The instance can take an invocation. */
  readonly onReady: () => void;
  /** The process has ended; `reason` says why when it never became ready. */
  readonly onEnd: (reason?: FunctionError) => void;
}

/** One process of a function: it takes one invocation at a time. */
export interface Instance {
  /** Runs one invocation; only while the instance is ready. Never rejects. */
  invoke(event: string): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Current {
  readonly requestId: string;
  readonly settle: (outcome: Outcome) => void;
}

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: the Init phase is limited to 10 seconds.
const INIT_TIMEOUT_MS = 10_000;

/** Starts an instance; problems of its start reach `onEnd`. */
export function startInstance(options: InstanceOptions): Instance {
  const { runtimeApi, clock } = options;
  const id = randomUUID();
  let hand: ((invocation: RuntimeInvocation) => void) | undefined;
  let current: Current | undefined;
  let wasReady = false;
  let initError: FunctionError | undefined;

  const settle = (outcome: Outcome): void => {
    const finished = current;
    current = undefined;
    finished?.settle(outcome);
  };
  const address = runtimeApi.attach(id, {
    next(give, gone) {
      hand = give;
      wasReady = true;
      // Without this, an invocation could be given to a connection that nobody reads any more.
      gone.addEventListener("abort", () => {
        if (hand === give) hand = undefined;
      });
      options.onReady();
    },
    finished(requestId, kind, body) {
      if (requestId === current?.requestId) settle(outcomeOf(kind, body));
    },
    initFailed: (body) => void (initError = parseError(body)),
  });

  const process = launch(options, address);
  const cancelInit = clock.after(INIT_TIMEOUT_MS, () => {
    if (wasReady) return;
    initError = {
      errorType: "Runtime.InitTimeout",
      errorMessage: `Init phase timed out after ${INIT_TIMEOUT_MS / 1_000} seconds`,
    };
    void process.stop();
  });
  void process.ended.then((how) => {
    cancelInit();
    runtimeApi.detach(id);
    hand = undefined;
    const exit = {
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${current?.requestId ?? id} Error: Runtime exited ${how}`,
    };
    settle({ ok: false, error: exit });
    options.onEnd(wasReady ? undefined : (initError ?? exit));
  });

  return {
    invoke: (event) => {
      const give = hand;
      hand = undefined;
      if (!give)
        return Promise.resolve(failed("Runtime.ExitError", "The instance ended before the invocation began"));
      const requestId = randomUUID();
      const outcome = new Promise<Outcome>((resolve) => (current = { requestId, settle: resolve }));
      const cancel = clock.after(options.timeoutMs, () => {
        settle(
          failed(
            "Sandbox.Timedout",
            `RequestId: ${requestId} Error: Task timed out after ${(options.timeoutMs / 1_000).toFixed(2)} seconds`,
          ),
        );
        void process.stop();
      });
      give({ requestId, functionArn: options.functionArn, deadline: clock.now() + options.timeoutMs, event });
      return outcome.finally(cancel);
    },
    stop: () => process.stop(),
  };
}

interface Process {
  /** Resolves to how the process ended; never rejects. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

function launch(options: InstanceOptions, address: string): Process {
  const started: Promise<Child | Error> = startChild({
    node: options.node,
    args: [`--max-old-space-size=${options.memoryMegabytes}`, options.bootstrap],
    env: { ...options.environment, AWS_LAMBDA_RUNTIME_API: address },
    cwd: options.codeFolder,
    onLine: options.onLine,
  }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const ended = started.then(async (child) => {
    if (child instanceof Error) return `before it began: ${child.message}`;
    const { code, signal } = await child.exited;
    return signal === null ? `with exit status ${code}` : `by signal ${signal}`;
  });
  return {
    ended,
    async stop() {
      const child = await started;
      if (!(child instanceof Error)) await child.stop(0);
    },
  };
}

function outcomeOf(kind: "response" | "error", body: string | undefined): Outcome {
  if (body === undefined)
    return failed(
      "Function.ResponseSizeTooLarge",
      "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
    );
  return kind === "response" ? { ok: true, payload: body } : { ok: false, error: parseError(body) };
}

function parseError(body: string): FunctionError {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && "errorMessage" in value && "errorType" in value) {
      return { errorType: String(value.errorType), errorMessage: String(value.errorMessage) };
    }
  } catch {
    // Falls through: the text itself is all there is to show.
  }
  return { errorType: "Runtime.Unknown", errorMessage: body };
}
