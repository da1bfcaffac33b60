import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import type { FromWorker, Invocation, ToWorker } from "../protocol.ts";
import { createCoreApi } from "./core-api.ts";
import { captureOutput } from "./output-lines.ts";

const CORE_MODULE = "@azure/functions-core";
const CORE_URL = "twin-local-cloud:functions-core";
const CORE_SYMBOL = Symbol.for(CORE_URL);

const send = (message: FromWorker): void => void process.send?.(message);
const output = captureOutput((lines) => send({ kind: "lines", lines }));
const core = createCoreApi(output.writeLine);

Object.defineProperty(globalThis, CORE_SYMBOL, { value: core.module });
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === CORE_MODULE
      ? { url: CORE_URL, format: "commonjs", shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === CORE_URL
      ? {
          format: "commonjs",
          shortCircuit: true,
          source: `module.exports = globalThis[Symbol.for(${JSON.stringify(CORE_URL)})];`,
        }
      : next(url, context),
});

process.on("message", (message: ToWorker) => {
  if (message.kind === "load") void load(join(message.folder, message.main));
  else void invoke(message.invocation);
});
// The host is gone, however it ended.
process.on("disconnect", () => process.exit(1));
process.on("uncaughtException", (error) => {
  output.writeLine(`uncaught: ${describe(error)}`);
  output.flush();
  process.disconnect();
  process.exitCode = 1;
});

async function load(entry: string): Promise<void> {
  try {
    createRequire(entry)(entry);
    await core.start();
    send({ kind: "loaded", functions: core.functions });
  } catch (error) {
    send({ kind: "failed", error: describe(error) });
  }
}

async function invoke(invocation: Invocation): Promise<void> {
  const { invocationId, functionName } = invocation;
  try {
    const value = await output.attribute(functionName, () => core.invoke(invocation));
    output.flush();
    send({ kind: "done", invocationId, outcome: { ok: true, ...(value !== undefined && { value }) } });
  } catch (error) {
    output.flush();
    send({ kind: "done", invocationId, outcome: { ok: false, error: describe(error) } });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
