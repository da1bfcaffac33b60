import { fileURLToPath } from "node:url";
import { createServer } from "node:http";
import { once } from "node:events";
import type { Attributes } from "../terraform/resource-handler.ts";
import type { CloudModule, CreateCloud } from "./cloud-module.ts";
import { runProgram } from "./run-program.ts";

// A cloud with queues that refuse duplicate names and a server per queue, so that restarts and adoption can be seen. Run as a script
// it is the local cloud's command line with this cloud only.
export const createFakeCloud: CreateCloud = async (services): Promise<CloudModule> => {
  const queues = new Map<string, Attributes>();
  const servers = new Map<string, ReturnType<typeof createServer>>();

  const listen = async (name: string): Promise<string> => {
    const port = await services.port(`queue ${name}`);
    const server = createServer((_request, response) => response.end(name));
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    servers.set(name, server);
    return `http://localhost:${port}/`;
  };

  return {
    name: "aws",
    provider: "registry.terraform.io/hashicorp/aws",
    endpoints: { sqs: "http://localhost:1/" },
    settings: { region: "eu-central-1", account_id: "000000000000" },
    resources: [
      {
        type: "aws_sqs_queue",
        requiresReplace: ["name"],
        defaults: { visibility_timeout_seconds: 30 },
        validate: ({ name }) =>
          typeof name === "string" && name.includes("!")
            ? [{ summary: "no ! in queue names", path: ["name"] }]
            : [],
        async create(planned) {
          const name = nameOf(planned);
          if (name === "hang") await new Promise(() => undefined);
          if (queues.has(name)) throw new Error(`a queue named ${name} exists already`);
          const url = await listen(name);
          queues.set(name, planned);
          services.functionLog.write(name, JSON.stringify({ event: "received", count: 2 }));
          return { id: url, url, arn: `arn:aws:sqs:eu-central-1:000000000000:${name}`, policy: null };
        },
        read: async (state) => (queues.has(nameOf(state)) ? state : null),
        update: async (_prior, planned) => ({ ...planned }),
        async delete(state) {
          const name = nameOf(state);
          queues.delete(name);
          servers.get(name)?.close();
          await services.releasePort(`queue ${name}`);
        },
      },
    ],
    dataSources: [
      {
        type: "aws_region",
        read: async () => ({ id: "eu-central-1", region: "eu-central-1", name: "eu-central-1" }),
      },
    ],
    async restore(resources) {
      for (const { attributes } of resources.filter(({ type }) => type === "aws_sqs_queue")) {
        await listen(nameOf(attributes));
        queues.set(nameOf(attributes), attributes);
      }
    },
    functions: () => [...queues.keys()].map((name) => ({ name, invocations: 1, errors: 0 })),
    emulate: async () => ({ AWS_REGION: "eu-central-1" }),
    async close() {
      for (const server of servers.values()) server.close();
    },
  };
};

function nameOf({ name }: Attributes): string {
  return typeof name === "string" ? name : "";
}

const script = fileURLToPath(import.meta.url);
if (process.argv[1] === script) {
  await runProgram({ aws: createFakeCloud }, script);
}
