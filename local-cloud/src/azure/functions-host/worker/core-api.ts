import type { FunctionMetadata, Invocation, TypedData } from "../protocol.ts";

/** What the programming model is told of one invocation. */
export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: {
    readonly invocationId: string;
    readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
    readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  };
  readonly metadata: FunctionMetadata;
  readonly state: "invocation";
  log(level: string, category: string, message: string): void;
}

interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: TypedData | null }>;
}

interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

/** A function's handler; only the programming model knows what it takes. */
export type FunctionCallback = (...inputs: unknown[]) => unknown;

/** Writes one line for a function, or for none. */
export type WriteLine = (line: string, functionName?: string) => void;

/** The module `@azure/functions-core` that the real worker supplies, and what was registered through it. */
export interface CoreApi {
  readonly module: object;
  readonly functions: readonly FunctionMetadata[];
  /** Tells the programming model that all functions are registered. */
  start(): Promise<void>;
  invoke(invocation: Invocation): Promise<TypedData | null | undefined>;
}

/** Makes the module for one worker. */
export function createCoreApi(writeLine: WriteLine): CoreApi {
  const callbacks = new Map<string, FunctionCallback>();
  const functions: FunctionMetadata[] = [];
  let model: ProgrammingModel | undefined;

  const module = {
    version: "1.0.0",
    hostVersion: "4.1000.0",
    setProgrammingModel: (next: ProgrammingModel) => void (model = next),
    getProgrammingModel: () => model,
    registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
      functions.push(metadata);
      callbacks.set(metadata.name, callback);
      return { dispose: () => undefined };
    },
    registerHook(name: string) {
      throw new Error(`the local cloud does not emulate hooks of Azure Functions; found ${name}`);
    },
    log: (level: string, category: string, message: string) => {
      if (category === "user" || level === "error" || level === "warning") writeLine(message);
    },
  };

  return {
    module,
    functions,
    start: async () => void (await model?.getCapabilities?.({})),
    async invoke(invocation) {
      const metadata = functions.find((one) => one.name === invocation.functionName);
      const callback = callbacks.get(invocation.functionName);
      if (!model || !metadata || !callback)
        throw new Error(`no function ${invocation.functionName} is registered`);
      const running = model.getInvocationModel(contextOf({ metadata, invocation, writeLine }));
      const { context, inputs } = await running.getArguments();
      const result = await running.invokeFunction(context, inputs, callback);
      return (await running.getResponse(context, result)).returnValue;
    },
  };
}

interface Running {
  readonly metadata: FunctionMetadata;
  readonly invocation: Invocation;
  readonly writeLine: WriteLine;
}

function contextOf({ metadata, invocation, writeLine }: Running): CoreInvocationContext {
  const trigger = Object.entries(metadata.bindings).find(([, binding]) => binding.type.endsWith("Trigger"));
  const inputData = trigger ? [{ name: trigger[0], data: invocation.input }] : [];
  const { invocationId, triggerMetadata } = invocation;
  return {
    invocationId,
    request: { invocationId, inputData, triggerMetadata },
    metadata,
    state: "invocation",
    log: (_level, _category, message) => writeLine(message, metadata.name),
  };
}
