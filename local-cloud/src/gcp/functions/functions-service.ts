import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createHash } from "node:crypto";
import type { Server } from "node:https";
import type { DaemonServices, FunctionStatus } from "../../daemon/cloud-module.ts";
import { closeServer, listen } from "../http/listen.ts";
import type { Policies } from "../iam/policies.ts";
import type { Tokens } from "../iam/tokens.ts";
import type { Timers } from "../timers.ts";
import { createCloudFunction } from "./cloud-function.ts";
import type { CloudFunction } from "./cloud-function.ts";
import { createFront } from "./front.ts";
import { functionEnvironment } from "./function-environment.ts";
import type { ServiceAddresses } from "./function-environment.ts";
import { startInstance } from "./instance.ts";
import type { Instance } from "./instance.ts";
import { refusalOf } from "./invoker-check.ts";
import { platformAnswer, serviceName, serviceResource } from "./model.ts";
import type { FunctionDefinition, FunctionRequest, FunctionResponse } from "./model.ts";
import { unpackOnce } from "./unpack.ts";

/** The deployed functions. */
export interface FunctionsService {
  /** Deploys a function or a new version of one, and answers its URL; a running request of the old version is finished first. */
  deploy(definition: FunctionDefinition): Promise<string>;
  remove(id: string): Promise<void>;
  has(id: string): boolean;
  /** Whether there is a Cloud Run service of this full name under a function. */
  hasService(resource: string): boolean;
  /** Runs the function behind a URL as if the request came from inside of Google's network; undefined when there is none. */
  invokeByUrl(url: URL, request: Omit<FunctionRequest, "path">): Promise<FunctionResponse> | undefined;
  statuses(): readonly FunctionStatus[];
  close(): Promise<void>;
}

/** What the functions need. */
export interface FunctionsDeps {
  readonly services: Pick<
    DaemonServices,
    "folder" | "port" | "releasePort" | "tls" | "node" | "functionLog" | "outage"
  >;
  readonly tokens: Tokens;
  readonly policies: Policies;
  readonly timers: Timers;
  /** Starts metadata server and Firestore of an account, and answers where they are. */
  readonly addressesOf: (definition: FunctionDefinition) => Promise<Omit<ServiceAddresses, "caFile">>;
}

interface Deployed {
  readonly url: string;
  readonly front: Server;
  version: CloudFunction;
}

/** A socket's path may have 108 bytes on Linux and 104 on macOS. */
const MAX_FOLDER_LENGTH = 80;

/** The functions of one local cloud, none at the start. */
export function createFunctionsService(deps: FunctionsDeps): FunctionsService {
  const { services, tokens, policies } = deps;
  const deployed = new Map<string, Deployed>();
  const byUrl = new Map<string, Deployed>();
  const sockets = socketFolder(services.folder);
  let socketsReady: Promise<void> | undefined;
  let started = 0;

  const invoke = async (id: string, request: FunctionRequest, inside: boolean): Promise<FunctionResponse> => {
    const target = deployed.get(id);
    if (!target || !(inside || target.version.definition.reachableFromOutside))
      return platformAnswer(404, "Page not found");
    const refusal = refusalOf(
      request.headers,
      { service: serviceOf(target.version.definition), url: target.url },
      { tokens, policies },
    );
    return refusal ?? target.version.invoke(request);
  };

  const start = async (definition: FunctionDefinition): Promise<Instance> => {
    const code = join(services.folder, "code", basename(definition.archive).replace(/\.zip$/, ""));
    const socket = socketPath(sockets, (started += 1));
    await unpackOnce(definition.archive, code);
    await (socketsReady ??= emptyFolder(sockets));
    const addresses = await deps.addressesOf(definition);
    return startInstance({
      node: services.node,
      folder: code,
      socket,
      entryPoint: definition.entryPoint,
      environment: functionEnvironment(definition, { ...addresses, caFile: services.tls.caFile }),
      onLine: (line) => services.functionLog.write(definition.name, line),
    });
  };

  const version = (definition: FunctionDefinition, earlier?: FunctionStatus): CloudFunction =>
    createCloudFunction(definition, {
      start: () => start(definition),
      timers: deps.timers,
      log: services.functionLog,
      ...(earlier ? { earlier } : {}),
    });

  const open = async (definition: FunctionDefinition): Promise<Deployed> => {
    const { id } = definition;
    const port = await services.port(`function ${id}`);
    const front = createFront(services, (request) => invoke(id, request, false));
    await listen(front, port);
    const one = { url: `https://localhost:${port}`, front, version: version(definition) };
    deployed.set(id, one);
    byUrl.set(one.url, one);
    return one;
  };

  return {
    async deploy(definition) {
      const known = deployed.get(definition.id);
      if (!known) return (await open(definition)).url;
      const old = known.version;
      known.version = version(definition, old.status);
      await old.retire();
      return known.url;
    },
    async remove(id) {
      const known = deployed.get(id);
      if (!known) return;
      deployed.delete(id);
      byUrl.delete(known.url);
      await closeServer(known.front);
      await known.version.stop();
      await services.releasePort(`function ${id}`);
      services.functionLog.forget(known.version.definition.name);
    },
    has: (id) => deployed.has(id),
    hasService: (resource) =>
      [...deployed.values()].some(({ version: { definition } }) => serviceOf(definition) === resource),
    invokeByUrl(url, request) {
      const target = byUrl.get(url.origin);
      return (
        target &&
        invoke(target.version.definition.id, { ...request, path: `${url.pathname}${url.search}` }, true)
      );
    },
    statuses: () => [...deployed.values()].map(({ version: current }) => current.status),
    async close() {
      await Promise.all(
        [...deployed.values()].map(async (one) => {
          await closeServer(one.front);
          await one.version.stop();
        }),
      );
      await rm(sockets, { recursive: true, force: true });
    },
  };
}

function serviceOf({ project, region, name }: FunctionDefinition): string {
  return serviceResource(project, region, serviceName(name));
}

function socketFolder(folder: string): string {
  const direct = join(folder, "sockets");
  if (direct.length <= MAX_FOLDER_LENGTH) return direct;
  return join(tmpdir(), `twin-local-cloud-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`);
}

function socketPath(folder: string, number: number): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\twin-local-cloud-${process.pid}-${number}`;
  return join(folder, `${process.pid}-${number}.sock`);
}

/** A daemon that was killed leaves its sockets behind. */
async function emptyFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
