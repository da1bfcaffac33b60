import { manualClock } from "@twin2multicloud/memory";
import { describe, expect, test, vi } from "vitest";
import { metadataTokens } from "./metadata-tokens.ts";

const answer = (token: string, expires_in = 3600): Response =>
  Response.json({ access_token: token, expires_in, token_type: "Bearer" });

function setUp(...answers: (Response | Error)[]) {
  const clock = manualClock();
  const send = vi.fn<typeof fetch>(() => {
    const next = answers.shift() ?? new Error("nothing left to answer");
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return { clock, send, tokens: metadataTokens({ host: "metadata.test:80", clock, fetch: send }) };
}

describe("tokens of the metadata server", () => {
  test("a metadata server that cannot be reached is an outage, and is asked again next time", async () => {
    const { tokens } = setUp(new TypeError("fetch failed"), answer("t1"));
    await expect(tokens.get()).rejects.toMatchObject({ code: "unavailable" });
    expect(await tokens.get()).toBe("t1");
  });

  test("an answer that is an error is reported by its status", async () => {
    const { tokens } = setUp(new Response("no such account", { status: 404 }));
    await expect(tokens.get()).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining("404"),
    });
  });

  test.each(["", "{}", '{"access_token":""}', '{"access_token":"t"}', "null"])(
    "an answer without a token is an outage: %s",
    async (body) => {
      const { tokens } = setUp(new Response(body));
      await expect(tokens.get()).rejects.toMatchObject({ code: "unavailable" });
    },
  );

  test("asks the way the metadata server wants it", async () => {
    const { tokens, send } = setUp(answer("t1"));
    await tokens.get();
    const [url, init] = send.mock.calls[0] ?? [];
    expect(url).toBe("http://metadata.test:80/computeMetadata/v1/instance/service-accounts/default/token");
    expect(new Headers(init?.headers).get("metadata-flavor")).toBe("Google");
  });

  test("a token is kept until two minutes before it expires", async () => {
    const { tokens, clock } = setUp(answer("t1", 600), answer("t2"));
    expect(await tokens.get()).toBe("t1");
    clock.advance(479_999);
    expect(await tokens.get()).toBe("t1");
    clock.advance(1);
    expect(await tokens.get()).toBe("t2");
  });

  test("callers at the same time share one question", async () => {
    const { tokens, send } = setUp(answer("t1"));
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(["t1", "t1", "t1"]);
    expect(send).toHaveBeenCalledTimes(1);
  });

  test("a discarded token is replaced, and discarding an older one changes nothing", async () => {
    const { tokens, send } = setUp(answer("t1"), answer("t2"));
    await tokens.get();
    tokens.discard("t1");
    expect(await tokens.get()).toBe("t2");
    tokens.discard("t1");
    expect(await tokens.get()).toBe("t2");
    expect(send).toHaveBeenCalledTimes(2);
  });
});
