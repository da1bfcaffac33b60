import { X509Certificate } from "node:crypto";
import type { TlsMaterial } from "../tls/tls-material.ts";
import type { Provider } from "./provider.ts";
import { createProviderService } from "./provider-service.ts";
import { startPluginServer } from "./plugin-server.ts";
import type { PluginServer } from "./plugin-server.ts";

/** What a plugin shim asks for. */
export interface PluginRequest {
  /** The provider's short name, e.g. aws. */
  readonly provider: string;
  /** The folder in which Terraform runs. */
  readonly workingDirectory: string;
  /** Terraform's certificate (PEM), when it wants mutual TLS. */
  readonly clientCertificate?: string;
}

/** A provider that serves one process of Terraform's. */
export interface PluginSession {
  /** The line with which a plugin greets Terraform. */
  readonly greeting: string;
  /** Resolves when Terraform has told the plugin to end. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Serves providers to Terraform. */
export interface PluginHost {
  open(request: PluginRequest): Promise<PluginSession>;
  /** How many processes of Terraform's are served now. */
  readonly sessions: number;
  /** The value of TF_REATTACH_PROVIDERS: one lasting server per provider. */
  readonly reattach: string;
  close(): void;
}

/** What a plugin host is made of. */
export interface PluginHostParts {
  readonly providers: readonly Provider[];
  readonly tls: TlsMaterial;
  /** The folder of relative paths for Terraform processes that attach themselves, which do not say where they run. */
  readonly workingDirectory: string;
  readonly onCall: () => void;
  readonly log: (line: string) => void;
}

/** Starts the lasting servers and waits for shims. */
export async function createPluginHost(parts: PluginHostParts): Promise<PluginHost> {
  const lasting = await Promise.all(parts.providers.map((provider) => lastingServer(parts, provider)));
  const open = new Set<PluginServer>();
  return {
    async open(request) {
      const provider = parts.providers.find((candidate) => shortName(candidate) === request.provider);
      if (!provider) throw new Error(`the local cloud has no provider ${request.provider}`);
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const server = await sessionServer(parts, { provider, request, end });
      open.add(server);
      const close = (): void => {
        if (open.delete(server)) server.close();
        end();
      };
      return { greeting: greeting(server.port, request, parts.tls), ended, close };
    },
    get sessions() {
      return open.size;
    },
    reattach: JSON.stringify(
      Object.fromEntries(lasting.map(({ address, server }) => [address, reattachEntry(server)])),
    ),
    close() {
      for (const server of [...open, ...lasting.map((one) => one.server)]) server.close();
      open.clear();
    },
  };
}

async function lastingServer(
  parts: PluginHostParts,
  provider: Provider,
): Promise<{ address: string; server: PluginServer }> {
  const server = await startPluginServer({
    service: createProviderService(provider, parts.workingDirectory),
    onCall: parts.onCall,
    // One process of Terraform's ends, but others may be attached as well.
    onShutdown: () => undefined,
    onError: (error) => parts.log(String(error)),
  });
  return { address: provider.schema.provider, server };
}

interface SessionOf {
  readonly provider: Provider;
  readonly request: PluginRequest;
  readonly end: () => void;
}

function sessionServer(parts: PluginHostParts, { provider, request, end }: SessionOf): Promise<PluginServer> {
  const { clientCertificate, workingDirectory } = request;
  const { key, cert } = parts.tls;
  return startPluginServer({
    service: createProviderService(provider, workingDirectory),
    ...(clientCertificate !== undefined && { tls: { clientCertificate, key, cert } }),
    onCall: parts.onCall,
    onShutdown: end,
    onError: (error) => parts.log(String(error)),
  });
}

// https://github.com/hashicorp/go-plugin/blob/main/docs/internals.md: core protocol | provider protocol | network | address | kind | certificate
function greeting(port: number, { clientCertificate }: PluginRequest, { cert }: TlsMaterial): string {
  const der = new X509Certificate(cert).raw.toString("base64").replaceAll("=", "");
  return `1|5|tcp|127.0.0.1:${port}|grpc|${clientCertificate === undefined ? "" : der}\n`;
}

function reattachEntry(server: PluginServer): object {
  // `Test` keeps Terraform from ending the process when it is done.
  const address = { Network: "tcp", String: `127.0.0.1:${server.port}` };
  return { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: address };
}

function shortName({ schema }: Provider): string {
  return schema.provider.slice(schema.provider.lastIndexOf("/") + 1);
}
