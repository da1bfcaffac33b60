import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import mqtt from "mqtt";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { requiredText } from "../attribute-values.ts";
import { startTestCloud } from "../test-cloud.fixture.ts";
import type { TestCloud } from "../test-cloud.fixture.ts";
import { createDevice } from "../test-device.fixture.ts";
import type { TestDevice } from "../test-device.fixture.ts";
import { allow, trust } from "../test-policies.fixture.ts";

const TOPIC = "dt/demo/pump/telemetry";

let aws: TestCloud;
let sqs: SQSClient;
let queue: Attributes;
let dead: Attributes;
let role: Attributes;
let device: TestDevice;
let devices = 0;

beforeAll(async () => {
  aws = await startTestCloud();
  const environment = await aws.cloud.emulate();
  sqs = new SQSClient({
    region: "eu-central-1",
    endpoint: environment["AWS_ENDPOINT_URL"] ?? "",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
  });
  queue = await aws.create("aws_sqs_queue", { name: "telemetry" });
  dead = await aws.create("aws_sqs_queue", { name: "telemetry-dead" });
  role = await aws.create("aws_iam_role", { name: "rule", assume_role_policy: trust("iot.amazonaws.com") });
  await aws.create("aws_iam_role_policy", {
    name: "rule",
    role: "rule",
    policy: allow([["sqs:SendMessage"], [requiredText(queue, "arn"), requiredText(dead, "arn")]]),
  });
  const action = { role_arn: requiredText(role, "arn"), use_base64: false };
  await aws.create("aws_iot_topic_rule", {
    name: "telemetry",
    enabled: true,
    sql_version: "2016-03-23",
    sql: "SELECT encode(*, 'base64') AS payload, topic(3) AS device_id FROM 'dt/demo/+/telemetry'",
    sqs: [{ ...action, queue_url: requiredText(queue, "url") }],
    error_action: [{ sqs: [{ ...action, queue_url: requiredText(dead, "url") }] }],
  });
});

beforeEach(async () => {
  devices += 1;
  device = await createDevice(aws, `device-${devices}`, TOPIC);
});

afterAll(async () => {
  sqs.destroy();
  await aws.end();
});

const connect = (options: mqtt.IClientOptions = {}): Promise<MqttClient> =>
  mqtt.connectAsync(device.url, { ...device.options, ...options });

async function received(from: Attributes): Promise<unknown[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: requiredText(from, "url"), MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = "" }) => JSON.parse(Body));
}

// Resolves to what ended the attempt: an acknowledgement or the end of the connection.
async function publish(
  client: MqttClient,
  topic: string,
  payload: string | Buffer,
): Promise<"acknowledged" | "closed"> {
  const closed = new Promise<"closed">((resolve) => client.once("close", () => resolve("closed")));
  const acknowledged = client.publishAsync(topic, payload, { qos: 1 }).then(() => "acknowledged" as const);
  return Promise.race([acknowledged, closed]);
}

describe("a connection", () => {
  test("needs a certificate of this account", async () => {
    const { cert: _cert, key: _key, ...bare } = device.options;
    await expect(mqtt.connectAsync(device.url, { ...bare, connectTimeout: 5_000 })).rejects.toThrow();
  });

  test("needs the client id that the policy names", async () => {
    await expect(connect({ clientId: "somebody-else" })).rejects.toThrow("Not authorized");
  });

  test("needs an active certificate", async () => {
    await aws.update("aws_iot_certificate", device.certificate, { active: false });
    await expect(connect()).rejects.toThrow("Not authorized");
  });

  test("is MQTT 3.1.1", async () => {
    await expect(connect({ protocolVersion: 5 })).rejects.toThrow();
  });
});

describe("a message", () => {
  test("is in the queue when it is acknowledged", async () => {
    const client = await connect();
    expect(await publish(client, TOPIC, Buffer.from([0, 255]))).toBe("acknowledged");
    expect(await received(queue)).toEqual([{ payload: "AP8=", device_id: "pump" }]);
    await client.endAsync();
  });

  test("on a topic that the policy does not name is not acknowledged", async () => {
    const client = await connect();
    expect(await publish(client, "dt/demo/valve/telemetry", "{}")).toBe("closed");
    expect(await received(queue)).toEqual([]);
    await client.endAsync(true);
  });

  test("over 128 KB is not acknowledged", async () => {
    const client = await connect();
    expect(await publish(client, TOPIC, "x".repeat(128 * 1024 + 1))).toBe("closed");
    await client.endAsync(true);
  });

  test("of a certificate that was deactivated meanwhile is not acknowledged", async () => {
    const client = await connect();
    await aws.update("aws_iot_certificate", device.certificate, { active: false });
    expect(await publish(client, TOPIC, "{}")).toBe("closed");
    await client.endAsync(true);
  });
});

describe("when the rule cannot send", () => {
  const allowOnly = (...arns: string[]): Promise<Attributes> =>
    aws.create("aws_iam_role_policy", {
      name: "rule",
      role: "rule",
      policy: allow([["sqs:SendMessage"], arns]),
    });

  test("the error action takes the message, and only then it is acknowledged", async () => {
    await allowOnly(requiredText(dead, "arn"));
    const client = await connect();
    expect(await publish(client, TOPIC, "kept")).toBe("acknowledged");
    expect(await received(dead)).toMatchObject([
      {
        ruleName: "telemetry",
        topic: TOPIC,
        clientId: device.options.clientId,
        base64OriginalPayload: Buffer.from("kept").toString("base64"),
        failures: [
          { failedAction: "SqsAction", errorMessage: expect.stringContaining("may not sqs:SendMessage") },
        ],
      },
    ]);
    await client.endAsync();
  });

  test("and the error action cannot either, nothing is acknowledged", async () => {
    await allowOnly("arn:aws:sqs:eu-central-1:000000000000:none");
    const client = await connect();
    expect(await publish(client, TOPIC, "{}")).toBe("closed");
    await client.endAsync(true);
  });
});
