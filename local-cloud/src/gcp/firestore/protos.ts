import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { ServiceDefinition } from "@grpc/grpc-js";
import { load } from "@grpc/proto-loader";

const SERVICE = "google.firestore.v1.Firestore";

/** The service definition of Firestore from Google's own proto files; messages come as in messages.ts. */
export async function loadFirestoreService(): Promise<ServiceDefinition> {
  const root = dirname(createRequire(import.meta.url).resolve("google-proto-files/package.json"));
  const definitions = await load("google/firestore/v1/firestore.proto", {
    includeDirs: [root],
    longs: String,
    enums: String,
    bytes: String,
    json: true,
    oneofs: false,
    defaults: false,
  });
  const service = definitions[SERVICE];
  if (!service || "format" in service) throw new Error(`google-proto-files holds no service ${SERVICE}`);
  return service;
}
