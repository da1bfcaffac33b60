import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { NOW } from "../fixtures/test-machine.ts";
import { priceMachine } from "./fixtures/price-machine.ts";
import { patientHttp } from "./patient-http.ts";

const URL = "https://prices.example/list";
const VENDOR = { name: "the vendor", pauseMs: 100, secrets: ["s3cret"], advice: "Ask nicely." };

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Answers with these statuses one after the other, the last one for ever. */
function answering(
  statuses: readonly number[],
  headers: Record<string, string> = {},
  body = "s3cret failed",
) {
  let calls = 0;
  server.use(
    http.get(URL, () => {
      const status = statuses[Math.min(calls, statuses.length - 1)] ?? 200;
      calls += 1;
      return status === 0 ? HttpResponse.error() : HttpResponse.text(body, { status, headers });
    }),
  );
  return () => calls;
}

function asking() {
  const machine = priceMachine();
  const send = patientHttp(machine, VENDOR);
  return { machine, send: () => send(() => ({ method: "GET", url: URL })) };
}

describe("a request to a vendor", () => {
  test("that is refused is quoted without secrets and not sent again", async () => {
    const calls = answering([403]);
    const { send } = asking();
    await expect(send()).rejects.toMatchObject({
      message: "the vendor gave no prices: 403 *** failed",
      advice: "Ask nicely.",
    });
    expect(calls()).toBe(1);
  });

  test("is given up after five tries", async () => {
    const calls = answering([500]);
    const { send, machine } = asking();
    await expect(send()).rejects.toThrow("the vendor gave no prices: 500");
    expect(calls()).toBe(5);
    expect(machine.waits).toEqual([1000, 2000, 4000, 8000]);
  });

  test("is given up after three tries without a connection", async () => {
    const calls = answering([0]);
    const { send, machine } = asking();
    await expect(send()).rejects.toThrow("the vendor gave no prices: ");
    expect(calls()).toBe(3);
    expect(machine.waits).toEqual([1000, 2000]);
  });

  test("is given up at once when the vendor wants to be left alone for longer than two minutes", async () => {
    const calls = answering([429], { "retry-after": "3600" });
    await expect(asking().send()).rejects.toThrow("429");
    expect(calls()).toBe(1);
  });

  test.each([
    ["seconds", "7"],
    ["a date", new Date(NOW + 7000).toUTCString()],
  ])("waits as long as the vendor asks: %s", async (_kind, retryAfter) => {
    answering([429, 200], { "retry-after": retryAfter });
    const { send, machine } = asking();
    await send();
    expect(machine.waits).toEqual([7000]);
  });

  test("is sent again when the server or the connection fails", async () => {
    const calls = answering([500, 0, 503, 200]);
    expect(await asking().send()).toBe("s3cret failed");
    expect(calls()).toBe(4);
  });

  test("keeps its distance from the one before", async () => {
    answering([200]);
    const { send, machine } = asking();
    await send();
    await send();
    expect(machine.waits).toEqual([100]);
  });

  test("is made anew for every try", async () => {
    answering([500, 200]);
    const machine = priceMachine();
    const times: number[] = [];
    await patientHttp(
      machine,
      VENDOR,
    )(() => {
      times.push(machine.clock.now());
      return { method: "GET", url: URL };
    });
    expect(times).toEqual([NOW, NOW + 1000]);
  });

  test("that the vendor itself calls busy is sent again", async () => {
    const calls = answering([400, 200], {}, "ThrottlingException");
    const vendor = { ...VENDOR, isBusy: ({ body }: { body: string }) => body.includes("Throttling") };
    await patientHttp(priceMachine(), vendor)(() => ({ method: "GET", url: URL }));
    expect(calls()).toBe(2);
  });
});
