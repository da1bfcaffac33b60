import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { PackageDefinition } from "@grpc/proto-loader";
import { fileURLToPath } from "node:url";
import type { CallContext } from "./apply-request.ts";
import type { ProviderService } from "./provider-service.ts";
import { serveConnections } from "./served-connections.ts";

/** A running server of the plugin protocol. */
export interface PluginServer {
  readonly port: number;
  close(): void;
}

/** How Terraform reaches a plugin server. */
export interface PluginServerOptions {
  readonly service: ProviderService;
  /** Mutual TLS, where Terraform offers its certificate (PEM); without it, plain HTTP/2. */
  readonly tls?: { readonly clientCertificate: string; readonly key: string; readonly cert: string };
  /** Terraform wants the plugin to end, or is gone without a word. */
  readonly onShutdown: () => void;
  /** Every call, before it is answered. */
  readonly onCall: () => void;
  /** Takes a failure of work that goes on after an answer. */
  readonly onError: (error: unknown) => void;
}

const PROTOS = ["tfplugin5.proto", "plugin-control.proto"].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);
const definitions = loadSync(PROTOS, {
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
});

/** Starts a plugin server on a free port of 127.0.0.1. */
export async function startPluginServer(options: PluginServerOptions): Promise<PluginServer> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(serviceDefinition(definitions, "tfplugin5.Provider"), handlers(options));
  server.addService(serviceDefinition(definitions, "plugin.GRPCController"), {
    Shutdown: unary(() => options.onShutdown(), options),
  });
  const injector = server.createConnectionInjector(credentials(options.tls));
  const connections = await serveConnections({
    onConnection: (socket) => injector.injectConnection(socket),
    onGone: options.onShutdown,
  });
  return {
    port: connections.port,
    close() {
      connections.close();
      server.forceShutdown();
    },
  };
}

function handlers(options: PluginServerOptions): grpc.UntypedServiceImplementation {
  const { service } = options;
  return {
    GetSchema: unary(service.GetSchema, options),
    PrepareProviderConfig: unary(service.PrepareProviderConfig, options),
    Configure: unary(service.Configure, options),
    ValidateResourceTypeConfig: unary(service.ValidateResourceTypeConfig, options),
    ValidateDataSourceConfig: unary(service.ValidateDataSourceConfig, options),
    UpgradeResourceState: unary(service.UpgradeResourceState, options),
    ReadResource: unary(service.ReadResource, options),
    PlanResourceChange: unary(service.PlanResourceChange, options),
    ApplyResourceChange: unary(service.ApplyResourceChange, options),
    ImportResourceState: unary(service.ImportResourceState, options),
    ReadDataSource: unary(service.ReadDataSource, options),
    Stop: unary(service.Stop, options),
  };
}

type Method<Request> = (request: Request, call: CallContext) => unknown;

function unary<Request>(
  method: Method<Request>,
  { onCall, onError }: PluginServerOptions,
): grpc.handleUnaryCall<Request, unknown> {
  return (call, callback) => {
    onCall();
    void answer(method, call)
      .then(
        ({ message, afterwards }) => {
          callback(null, message);
          return afterwards();
        },
        (error: unknown) => callback({ code: grpc.status.INTERNAL, details: messageOf(error) }),
      )
      .catch(onError);
  };
}

async function answer<Request>(
  method: Method<Request>,
  call: grpc.ServerUnaryCall<Request, unknown>,
): Promise<{ message: unknown; afterwards: () => Promise<unknown> }> {
  const later: (() => Promise<void>)[] = [];
  const message = await method(call.request, {
    cancelled: () => call.cancelled,
    afterwards: (work) => later.push(work),
  });
  return { message: message ?? {}, afterwards: () => Promise.all(later.map((work) => work())) };
}

function serviceDefinition(all: PackageDefinition, name: string): grpc.ServiceDefinition {
  const definition = all[name];
  if (!definition || "format" in definition) throw new Error(`the protocol has no service ${name}`);
  return definition;
}

function credentials(tls: PluginServerOptions["tls"]): grpc.ServerCredentials {
  if (!tls) return grpc.ServerCredentials.createInsecure();
  const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) };
  return grpc.ServerCredentials.createSsl(Buffer.from(tls.clientCertificate), [pair], true);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
