import type { Attributes } from "../terraform/resource-handler.ts";
import { requiredText } from "./arm/attributes.ts";
import type { TestCloud } from "./cloud.fixture.ts";
import { textOf } from "./storage/xml.ts";
import { call } from "./twin.fixture.ts";

/** Somebody who may use every queue of an account, over https. */
export interface Operator {
  put(queue: string, text: string): Promise<void>;
  /** The texts of the first 32 visible messages. */
  peek(queue: string): Promise<string[]>;
}

/** Makes an identity that may do everything; after a restart it is made again. */
export async function createOperator(cloud: TestCloud, storage: Attributes): Promise<Operator> {
  const env = await cloud.cloud.emulate();
  const query = {
    resource: "https://storage.azure.com",
    "api-version": "2019-08-01",
    client_id: env["AZURE_CLIENT_ID"] ?? "",
  };
  const answer = await call(cloud, `${env["IDENTITY_ENDPOINT"]}?${new URLSearchParams(query).toString()}`, {
    headers: { "x-identity-header": env["IDENTITY_HEADER"] ?? "" },
  });
  const { access_token }: { access_token: string } = JSON.parse(await answer.text());
  const headers = { authorization: `Bearer ${access_token}` };
  const messages = (queue: string): string =>
    `${requiredText(storage, "primary_queue_endpoint")}${queue}/messages`;
  return {
    async put(queue, text) {
      const body = `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`;
      const put = await call(cloud, messages(queue), { method: "POST", headers, body });
      if (put.status !== 201) throw new Error(`putting a message: ${put.status} ${await put.text()}`);
    },
    async peek(queue) {
      const peeked = await call(cloud, `${messages(queue)}?peekonly=true&numofmessages=32`, { headers });
      if (peeked.status !== 200) throw new Error(`peeking: ${peeked.status} ${await peeked.text()}`);
      const xml = await peeked.text();
      return xml.split("</QueueMessage>").flatMap((part) => textOf(part, "MessageText") ?? []);
    },
  };
}
