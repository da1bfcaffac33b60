import { app } from "@azure/functions";
import type { HttpHandler, HttpMethod, StorageQueueHandler } from "@azure/functions";
import type { FunctionName } from "@twin2multicloud/model";
import { readTwinFile } from "@twin2multicloud/wiring";
import type { Twin } from "@twin2multicloud/wiring";

/** One function that an app may run; it exists once it is registered. */
export interface AppFunction {
  readonly name: FunctionName;
  register(twin: Twin): void;
}

/** The prefix of the settings with which the Terraform module connects queue triggers. */
const CONNECTION = "HOPS";

/** Every method reaches the function, so that an unsigned request hears 401 whatever its method. */
const METHODS: HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Composes a handler when the first invocation asks for it, so that what is missing fails this function alone, and says so each time. */
function atFirstUse<Args extends readonly unknown[], Result>(
  compose: () => (...args: Args) => Result,
): (...args: Args) => Result {
  let handler: ((...args: Args) => Result) | undefined;
  return (...args) => (handler ??= compose())(...args);
}

/** A function that the queue of its name triggers. */
export function queueFunction(name: FunctionName, compose: (twin: Twin) => StorageQueueHandler): AppFunction {
  return {
    name,
    register: (twin) =>
      app.storageQueue(name, {
        queueName: name,
        connection: CONNECTION,
        handler: atFirstUse(() => compose(twin)),
      }),
  };
}

/** A function that anyone may call under /api/<name>; it checks signature or token itself. */
export function httpFunction(name: FunctionName, compose: (twin: Twin) => HttpHandler): AppFunction {
  return {
    name,
    register: (twin) =>
      app.http(name, {
        route: name,
        methods: METHODS,
        authLevel: "anonymous",
        handler: atFirstUse(() => compose(twin)),
      }),
  };
}

/** Registers those functions of an app that the twin file names. Throws when it names one that the app does not hold. */
export function registerNamed(available: readonly AppFunction[], twin: Twin = readTwinFile()): void {
  const unknown = twin.functions.filter((name) => !available.some((candidate) => candidate.name === name));
  if (unknown.length > 0) throw new Error(`the twin file names ${unknown.join(", ")}, not in this package`);
  for (const { name, register } of available) if (twin.functions.includes(name)) register(twin);
}
