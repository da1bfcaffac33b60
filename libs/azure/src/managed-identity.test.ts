import { describe, expect, test } from "vitest";
import { managedIdentity } from "./managed-identity.ts";

const SCOPE = "https://storage.azure.com/.default";
const HOUR = 3_600_000;

type Answer = Response | Error;

/** An identity whose endpoint gives these answers in turn, the last one again and again. */
function identityWith(answers: readonly Answer[], clock = { now: 0 }) {
  const requests: Request[] = [];
  const send: typeof fetch = (input, init) => {
    requests.push(new Request(input, init));
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    return answer instanceof Response
      ? Promise.resolve(answer.clone())
      : Promise.reject(answer ?? new Error("no answer"));
  };
  const identity = managedIdentity({
    endpoint: "http://127.0.0.1:4711/msi/token",
    header: "secret-header",
    clientId: "the-app",
    now: () => clock.now,
    fetch: send,
  });
  return { identity, requests, clock };
}

const token = (name: string, endsAt: number): Response =>
  Response.json({ access_token: name, expires_on: String(endsAt / 1000), token_type: "Bearer" });

describe("failures", () => {
  test.each([
    ["an endpoint that cannot be reached", new Error("ECONNREFUSED"), "unavailable"],
    ["a busy endpoint", new Response("slow down", { status: 429 }), "unavailable"],
    ["a broken endpoint", new Response("oops", { status: 500 }), "unavailable"],
    ["an unknown identity", new Response("identity not found", { status: 400 }), "denied"],
    ["an answer without a token", Response.json({ expires_on: "1" }), "unavailable"],
    ["an answer without an end", Response.json({ access_token: "t" }), "unavailable"],
    ["an empty answer", Response.json(null), "unavailable"],
  ])("%s", async (_, answer, code) => {
    await expect(identityWith([answer]).identity.getToken(SCOPE)).rejects.toMatchObject({ code });
  });

  test("a refusal tells the platform's reason and never the header", async () => {
    const { identity } = identityWith([new Response("identity not found", { status: 400 })]);
    const error = await identity.getToken(SCOPE).catch(String);
    expect(error).toContain("identity not found");
    expect(error).not.toContain("secret-header");
  });

  test("several scopes, or none", async () => {
    const { identity, requests } = identityWith([token("a", HOUR)]);
    await expect(identity.getToken([SCOPE, SCOPE])).rejects.toMatchObject({ code: "invalid" });
    await expect(identity.getToken([])).rejects.toMatchObject({ code: "invalid" });
    expect(requests).toEqual([]);
  });

  test("the next call asks again", async () => {
    const { identity } = identityWith([new Error("ECONNREFUSED"), token("second", HOUR)]);
    await expect(identity.getToken(SCOPE)).rejects.toThrow("cannot be reached");
    expect(await identity.getToken(SCOPE)).toEqual({ token: "second", expiresOnTimestamp: HOUR });
  });
});

test("the request names resource, identity and version, and carries the header", async () => {
  const { identity, requests } = identityWith([token("a", HOUR)]);
  await identity.getToken([SCOPE]);
  const [request] = requests;
  expect(Object.fromEntries(new URL(request?.url ?? "").searchParams)).toEqual({
    resource: "https://storage.azure.com",
    "api-version": "2019-08-01",
    client_id: "the-app",
  });
  expect(request?.headers.get("x-identity-header")).toBe("secret-header");
});

test("many callers at once share one request per resource, and later ones the token", async () => {
  const { identity, requests } = identityWith([token("a", HOUR)]);
  await Promise.all(Array.from({ length: 5 }, () => identity.getToken(SCOPE)));
  await identity.getToken(SCOPE);
  expect(requests.length).toBe(1);
  await identity.getToken("https://account.documents.azure.com/.default");
  expect(requests.length).toBe(2);
});

test("a token is renewed shortly before its end, once for all who ask", async () => {
  const { identity, requests, clock } = identityWith([token("old", HOUR), token("new", 2 * HOUR)]);
  await identity.getToken(SCOPE);
  clock.now = HOUR - 5 * 60_000 - 1;
  expect((await identity.getToken(SCOPE)).token).toBe("old");
  clock.now += 1;
  const tokens = await Promise.all(Array.from({ length: 4 }, () => identity.getToken(SCOPE)));
  expect(tokens.map((one) => one.token)).toEqual(["new", "new", "new", "new"]);
  expect(requests.length).toBe(2);
});
