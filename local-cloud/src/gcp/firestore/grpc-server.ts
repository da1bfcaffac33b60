import { Metadata, Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServiceDefinition, handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import { CODES, GoogleError, toGoogleError } from "../http/google-error.ts";
import type { FirestoreApi } from "./api.ts";
import type { AggregationRequest, BatchGetRequest, RunQueryRequest, WritesRequest } from "./messages.ts";

/** A request to Firestore may have 10 MiB (https://cloud.google.com/firestore/quotas#limits). */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

/** A gRPC server that listens. */
export interface GrpcServer {
  close(): void;
}

/** Serves Firestore on loopback; calls that are not emulated are refused with UNIMPLEMENTED. */
export async function startGrpcServer(
  service: ServiceDefinition,
  api: FirestoreApi,
  port: number,
): Promise<GrpcServer> {
  const server = new Server({ "grpc.max_receive_message_length": MAX_REQUEST_BYTES });
  server.addService(service, {
    batchGetDocuments: streaming<BatchGetRequest>((request) => api.batchGet(request)),
    runQuery: streaming<RunQueryRequest>((request) => api.query(request)),
    runAggregationQuery: streaming<AggregationRequest>((request) => api.aggregate(request)),
    commit: unary<WritesRequest>((request) => api.commit(request)),
    batchWrite: unary<WritesRequest>((request) => api.batchWrite(request)),
    beginTransaction: unary(refuseTransaction),
    rollback: unary(refuseTransaction),
  });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return { close: () => server.forceShutdown() };
}

function refuseTransaction(): Promise<object> {
  return Promise.reject(
    new GoogleError("UNIMPLEMENTED", "The local cloud does not emulate transactions in Firestore."),
  );
}

function unary<Request>(answer: (request: Request) => Promise<object>): handleUnaryCall<Request, object> {
  return (call, callback) => {
    answer(call.request).then(
      (response) => callback(null, response),
      (error: unknown) => callback(statusOf(error)),
    );
  };
}

function streaming<Request>(
  answer: (request: Request) => readonly object[],
): handleServerStreamingCall<Request, object> {
  return (call) => {
    // Google's clients take an error without headers for no answer at all, and try again for seven seconds.
    call.sendMetadata(new Metadata());
    try {
      for (const response of answer(call.request)) call.write(response);
      call.end();
    } catch (error) {
      call.emit("error", statusOf(error));
    }
  };
}

function statusOf(error: unknown): { code: number; details: string } {
  const { code, message } = toGoogleError(error);
  return { code: CODES[code].grpc, details: message };
}
