// The process of one function instance: takes invocations from the Runtime API and runs the handler, as AWS's own runtime
// does (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). Plain JavaScript, so that a cold start strips no types.
import { existsSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const [address, instance] = AWS_LAMBDA_RUNTIME_API.split("/");
const [hostname, port] = address.split(":");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let requestId = "";

for (const [method, level] of [
  ["log", "INFO"],
  ["info", "INFO"],
  ["warn", "WARN"],
  ["error", "ERROR"],
  ["debug", "DEBUG"],
  ["trace", "TRACE"],
]) {
  console[method] = (...values) => process.stdout.write(logLine(level, format(...values)));
}

function logLine(level, message) {
  const timestamp = new Date().toISOString();
  if (process.env.AWS_LAMBDA_LOG_FORMAT === "JSON")
    return `${JSON.stringify({ timestamp, level, requestId, message })}\n`;
  return `${timestamp}\t${requestId || "undefined"}\t${level}\t${message.replaceAll("\n", "\r")}\n`;
}

function call(method, path, body = "") {
  return new Promise((resolve, reject) => {
    const headers = method === "POST" ? { "content-length": Buffer.byteLength(body) } : {};
    const sent = request(
      { hostname, port, agent, method, headers, path: `/${instance}/2018-06-01/runtime/${path}` },
      (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

async function loadHandler() {
  const dot = _HANDLER.lastIndexOf(".");
  const [module, name] = [_HANDLER.slice(0, dot), _HANDLER.slice(dot + 1)];
  const file = [".js", ".mjs", ".cjs"]
    .map((end) => join(LAMBDA_TASK_ROOT, module + end))
    .find((path) => existsSync(path));
  if (!file) throw named("Runtime.ImportModuleError", `Error: Cannot find module '${module}'`);
  const loaded = await import(pathToFileURL(file).href);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler === "function") return handler;
  throw named("Runtime.HandlerNotFound", `${_HANDLER} is undefined or not exported`);
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}

function contextOf(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const result = handler(event, context, (error, value) => (error ? reject(error) : resolve(value)));
    if (typeof result?.then === "function") result.then(resolve, reject);
    else if (handler.length < 3) resolve(result);
  });
}

async function serve(handler) {
  for (;;) {
    const { headers, body } = await call("GET", "invocation/next");
    const context = contextOf(headers);
    requestId = context.awsRequestId;
    try {
      const result = await run(handler, JSON.parse(body), context);
      await call(
        "POST",
        `invocation/${requestId}/response`,
        JSON.stringify(result === undefined ? null : result),
      );
    } catch (error) {
      const failure = describe(error);
      process.stdout.write(logLine("ERROR", `Invoke Error \t${JSON.stringify(failure)}`));
      await call("POST", `invocation/${requestId}/error`, JSON.stringify(failure));
    }
  }
}

async function start() {
  try {
    return await loadHandler();
  } catch (error) {
    const failure = describe(error);
    process.stdout.write(logLine("ERROR", `Uncaught Exception \t${JSON.stringify(failure)}`));
    await call("POST", "init/error", JSON.stringify(failure));
    return process.exit(1);
  }
}

const handler = await start();
// The Runtime API goes away only with the local cloud.
serve(handler).catch(() => process.exit(1));
