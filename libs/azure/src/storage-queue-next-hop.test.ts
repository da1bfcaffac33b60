import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { storageQueueNextHop } from "./storage-queue-next-hop.ts";

const QUEUE = "https://hops.queue.core.windows.net/processor";
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const itemOf = (message_id: string, text = ""): HopItem => ({
  record: { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id, text },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 1,
});

const refuse = (code: string, status: number) =>
  HttpResponse.xml(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`, {
    status,
    headers: { "x-ms-error-code": code },
  });

const TAKEN =
  '<?xml version="1.0"?><QueueMessagesList><QueueMessage><MessageId>1</MessageId></QueueMessage></QueueMessagesList>';

function hop() {
  const credential = {
    getToken: () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  return storageQueueNextHop({ queueUrl: QUEUE, credential });
}

test("a refused message fails every record in it, with a code", async () => {
  server.use(http.post(`${QUEUE}/messages`, () => refuse("AuthorizationPermissionMismatch", 403)));
  const { failures } = await hop().send([itemOf("1"), itemOf("2")]);
  expect(failures).toMatchObject([
    { index: 0, error: { code: "denied" } },
    { index: 1, error: { code: "denied" } },
  ]);
});

test("a message that fails takes no other with it", async () => {
  const large = "x".repeat(40_000);
  server.use(
    http.post(`${QUEUE}/messages`, async ({ request }) => {
      const [, text = ""] = /<MessageText>(.*)<\/MessageText>/.exec(await request.text()) ?? [];
      const [item] = parseHopMessage(Buffer.from(text, "base64").toString());
      return item?.record.message_id === "2"
        ? refuse("QueueNotFound", 404)
        : HttpResponse.xml(TAKEN, { status: 201 });
    }),
  );
  const { failures } = await hop().send(["1", "2", "3"].map((id) => itemOf(id, large)));
  expect(failures).toMatchObject([{ index: 1, error: { code: "not-found" } }]);
});

test("messages never end and carry the identity's token", async () => {
  const requests: Request[] = [];
  server.use(
    http.post(`${QUEUE}/messages`, ({ request }) => {
      requests.push(request);
      return HttpResponse.xml(TAKEN, { status: 201 });
    }),
  );
  expect(await hop().send([itemOf("1")])).toEqual({ failures: [] });
  const [request] = requests;
  expect(new URL(request?.url ?? "").searchParams.get("messagettl")).toBe("-1");
  expect(request?.headers.get("authorization")).toBe("Bearer t");
});

test("an empty list sends nothing", async () => {
  expect(await hop().send([])).toEqual({ failures: [] });
});
