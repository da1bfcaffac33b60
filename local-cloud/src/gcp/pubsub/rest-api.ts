import type { Attributes } from "../../terraform/resource-handler.ts";
import { flag, number, texts } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Policies } from "../iam/policies.ts";
import type { Broker } from "./broker.ts";
import type { Message } from "./model.ts";
import { requireName } from "./names.ts";
import { messagesFromJson } from "./publish-request.ts";
import type { Puller } from "./puller.ts";
import { subscriptionFromJson, subscriptionToJson } from "./subscription-json.ts";

/** One REST call whose caller is known. */
export interface RestCall {
  readonly method: string;
  /** As `/v1/projects/p/topics/t:publish`. */
  readonly path: string;
  readonly caller: string;
  readonly body: Attributes;
}

/** Answers one call with the JSON of its response. Throws GoogleError. */
export type RestApi = (call: RestCall) => Promise<object>;

interface Deps {
  readonly broker: Broker;
  readonly policies: Policies;
  readonly puller: (subscription: string) => Puller | undefined;
}

type Operation = (name: string, call: RestCall, deps: Deps) => Promise<object>;

const OPERATIONS: Readonly<Record<string, { readonly permission: string; readonly run: Operation }>> = {
  "PUT topics": { permission: "pubsub.topics.create", run: createTopic },
  "GET topics": { permission: "pubsub.topics.get", run: getTopic },
  "DELETE topics": { permission: "pubsub.topics.delete", run: deleteTopic },
  "POST topics:publish": { permission: "pubsub.topics.publish", run: publish },
  "PUT subscriptions": { permission: "pubsub.subscriptions.create", run: createSubscription },
  "GET subscriptions": { permission: "pubsub.subscriptions.get", run: getSubscription },
  "DELETE subscriptions": { permission: "pubsub.subscriptions.delete", run: deleteSubscription },
  "POST subscriptions:pull": { permission: "pubsub.subscriptions.consume", run: pull },
  "POST subscriptions:acknowledge": { permission: "pubsub.subscriptions.consume", run: acknowledge },
  "POST subscriptions:modifyAckDeadline": {
    permission: "pubsub.subscriptions.consume",
    run: modifyAckDeadline,
  },
};

/** The Pub/Sub REST API v1, as far as topics, subscriptions, publishing and pulling go. */
export function createRestApi(deps: Deps): RestApi {
  return async (call) => {
    const match = /^\/v1\/(projects\/[^/]+\/(topics|subscriptions)\/[^/:]+)(?::(\w+))?$/.exec(
      decodeURIComponent(call.path),
    );
    const [, name = "", kind = "", verb] = match ?? [];
    const operation = OPERATIONS[`${call.method} ${kind}${verb ? `:${verb}` : ""}`];
    if (!operation)
      throw new GoogleError("NOT_FOUND", `The local cloud knows no ${call.method} ${call.path}.`);
    deps.policies.require(call.caller, operation.permission, name);
    return operation.run(name, call, deps);
  };
}

async function createTopic(name: string, _call: RestCall, { broker }: Deps): Promise<object> {
  requireName(name);
  await broker.createTopic({ name }, "rest");
  return { name };
}

async function getTopic(name: string, _call: RestCall, { broker }: Deps): Promise<object> {
  return broker.topic(name) ?? missing(name);
}

async function deleteTopic(name: string, _call: RestCall, { broker }: Deps): Promise<object> {
  await broker.deleteTopic(name);
  return {};
}

async function publish(name: string, { body }: RestCall, { broker }: Deps): Promise<object> {
  return { messageIds: await broker.publish(name, messagesFromJson(body)) };
}

async function createSubscription(name: string, { body }: RestCall, { broker }: Deps): Promise<object> {
  requireName(name);
  const config = subscriptionFromJson(name, body);
  await broker.createSubscription(config, "rest");
  return subscriptionToJson(config);
}

async function getSubscription(name: string, _call: RestCall, { broker }: Deps): Promise<object> {
  return subscriptionToJson((broker.subscription(name) ?? missing(name)).config);
}

async function deleteSubscription(name: string, _call: RestCall, { broker }: Deps): Promise<object> {
  await broker.deleteSubscription(name);
  return {};
}

async function pull(name: string, { body }: RestCall, deps: Deps): Promise<object> {
  const most = number(body, "maxMessages") ?? 0;
  if (most < 1) throw invalid("maxMessages", "a positive number is expected");
  const pulled = await (deps.puller(name) ?? missing(name)).pull(most, flag(body, "returnImmediately"));
  if (pulled.length === 0) return {};
  return {
    receivedMessages: pulled.map(({ ackId, delivery }) => ({
      ackId,
      message: toJson(delivery.message),
      ...(deps.broker.subscription(name)?.config.deadLetter ? { deliveryAttempt: delivery.attempts } : {}),
    })),
  };
}

async function acknowledge(name: string, { body }: RestCall, deps: Deps): Promise<object> {
  await (deps.puller(name) ?? missing(name)).acknowledge(ackIdsOf(body));
  return {};
}

async function modifyAckDeadline(name: string, { body }: RestCall, deps: Deps): Promise<object> {
  const seconds = number(body, "ackDeadlineSeconds") ?? -1;
  if (seconds < 0 || seconds > 600) throw invalid("ackDeadlineSeconds", "0 to 600 is expected");
  await (deps.puller(name) ?? missing(name)).modifyAckDeadline(ackIdsOf(body), seconds);
  return {};
}

function toJson({ id, data, attributes, publishedAt }: Message): object {
  return { data, attributes, messageId: id, publishTime: new Date(publishedAt).toISOString() };
}

function ackIdsOf(body: Attributes): readonly string[] {
  const ackIds = texts(body, "ackIds");
  if (ackIds.length === 0) throw invalid("ackIds", "at least one is expected");
  return ackIds;
}

function invalid(field: string, expected: string): GoogleError {
  return new GoogleError("INVALID_ARGUMENT", `Invalid value at '${field}': ${expected}.`);
}

function missing(name: string): never {
  throw new GoogleError("NOT_FOUND", `Resource not found (resource=${name.split("/").at(-1)}).`);
}
