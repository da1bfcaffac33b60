// Stands in for the platform's worker in tests: loads an app, lists what it registered, and runs invocations one by one.
// Usage: node fake-worker.cjs <app folder> <port of a stub> <invocations as JSON>; answers with one JSON line on stderr.
const http = require("node:http");
const https = require("node:https");
const Module = require("node:module");
const { join } = require("node:path");

const [home, port, invocations] = process.argv.slice(2);
const registered = new Map();
let model;

const core = {
  version: "1.0.0",
  setProgrammingModel: (next) => (model = next),
  getProgrammingModel: () => model,
  registerFunction: (metadata, callback) => registered.set(metadata.name, { metadata, callback }),
  log: () => {},
};

const load = Module._load;
Module._load = (request, ...rest) =>
  request === "@azure/functions-core" ? core : load.call(Module, request, ...rest);

// The SDKs send tokens by https only; the stub has no certificate, so their requests are turned to it here.
https.request = (options, answer) =>
  http.request(
    {
      method: options.method,
      path: options.path,
      headers: { ...options.headers, "x-host": options.hostname },
      host: "127.0.0.1",
      port,
    },
    answer,
  );

async function invoke({ name, input }) {
  const { metadata, callback } = registered.get(name);
  const [trigger] = Object.keys(metadata.bindings);
  const invocationId = "invocation";
  const running = model.getInvocationModel({
    invocationId,
    metadata,
    state: "invocation",
    request: { invocationId, inputData: [{ name: trigger, data: input }], triggerMetadata: {} },
    log: (level, category, message) => process.stdout.write(`${message}\n`),
  });
  const { context, inputs } = await running.getArguments();
  const result = await running.invokeFunction(context, inputs, callback);
  return (await running.getResponse(context, result)).returnValue ?? null;
}

async function main() {
  require(join(home, require(join(home, "package.json")).main));
  const answers = [];
  for (const invocation of JSON.parse(invocations)) {
    answers.push(await invoke(invocation).catch((error) => ({ failed: error.message })));
  }
  const functions = [...registered.values()].map(({ metadata }) => metadata);
  process.stderr.write(JSON.stringify({ functions, answers }), () => process.exit());
}

main().catch((error) => {
  process.stderr.write(JSON.stringify({ broken: error.message }), () => process.exit(1));
});
