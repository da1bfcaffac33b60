import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { SHIPPED_CATALOGUE } from "@twin2multicloud/optimizer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { recordedProgress } from "../fixtures/recorded-progress.ts";
import { priceMachine } from "../prices/fixtures/price-machine.ts";
import type { PriceMachine } from "../prices/fixtures/price-machine.ts";
import { azureItem } from "../prices/fixtures/vendor-answers.ts";
import { ACCOUNTS, AWS_URL, AZURE_URL, RATE_URL, VENDORS } from "../prices/fixtures/vendor-servers.ts";
import { readCatalogue } from "../prices/catalogue-in-use.ts";
import { runProgram } from "./program.ts";

const FOLDER = "/work/.twin/prices";

const server = setupServer(...VENDORS);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function prices(args: string, machine: PriceMachine = priceMachine(ACCOUNTS)) {
  const progress = recordedProgress();
  let stdout = "";
  const print = (text: string): void => void (stdout += `${text}\n`);
  const console = { machine, progress, print, canAsk: false };
  const exitCode = await runProgram(["prices", ...args.split(" ")], () => console);
  const json = (): unknown => JSON.parse(stdout);
  return { exitCode, stdout, json, progress, machine };
}

const paths = ({ files }: PriceMachine): string[] => [...files.content.keys()].sort();

/** Azure lists executions at another price, and everything else as before. */
function executionsCost(retailPrice: number): void {
  server.use(
    http.get(AZURE_URL, ({ request }) => {
      const filter = new URL(request.url).searchParams.get("$filter") ?? "";
      if (!filter.includes("'Standard Total Executions'")) return undefined;
      return HttpResponse.json({ Items: [azureItem({ retailPrice })], NextPageLink: null });
    }),
  );
}

describe("nothing is put in use", () => {
  test.each(["accept", "diff"])("%s without fetched prices", async (command) => {
    const { exitCode, json, machine } = await prices(`${command} --json`);
    expect(exitCode).toBe(2);
    expect(json()).toEqual({
      ok: false,
      error: {
        message: `there are no fetched prices: ${FOLDER}/candidate.json is missing`,
        advice: "Fetch prices with: twin prices fetch",
      },
    });
    expect(paths(machine)).toEqual([]);
  });

  test("that moved by more than 30 %, unless that is accepted", async () => {
    executionsCost(0.000003);
    const { machine } = await prices("fetch --cloud azure");
    const refused = await prices("accept --json", machine);
    expect(refused.exitCode).toBe(2);
    expect(refused.json()).toMatchObject({
      error: {
        message:
          "1 value moved by more than 30 %:\n  azure.functions.execution price: 0.0000002 -> 0.0000003",
        advice: expect.stringContaining("--even-moved"),
      },
    });
    expect(paths(machine)).toEqual([`${FOLDER}/candidate.json`, `${FOLDER}/fetch-report.json`]);
    expect((await prices("accept --even-moved", machine)).exitCode).toBe(0);
  });

  test("in place of what was not found, unless that is accepted", async () => {
    server.use(
      http.get(AZURE_URL, ({ request }) =>
        request.url.includes("IoT+Hub") ? HttpResponse.json({ Items: [], NextPageLink: null }) : undefined,
      ),
    );
    const { machine, exitCode } = await prices("fetch --cloud azure");
    expect(exitCode).toBe(1);
    const refused = await prices("accept", machine);
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).toContain("azure.iot-hub.s1: the vendor lists nothing that fits the filter");
    expect((await prices("accept --even-missing", machine)).exitCode).toBe(0);
    const rowOf = async () =>
      (await readCatalogue(machine)).clouds.azure.rows.find(({ meter }) => meter === "azure.iot-hub.s1");
    expect(await rowOf()).toEqual(
      SHIPPED_CATALOGUE.clouds.azure.rows.find(({ meter }) => meter === "azure.iot-hub.s1"),
    );
  });

  test("when the candidate was changed by hand", async () => {
    const { machine } = await prices("fetch --cloud azure");
    const candidate = `${FOLDER}/candidate.json`;
    const text = String(await machine.files.read(candidate));
    await machine.files.write(candidate, text.replace('"price": 25', '"price": 26'));
    const { exitCode, stdout } = await prices("accept", machine);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("is not the report of");
  });

  test("when the disk is full: the prices in use stay", async () => {
    const { machine } = await prices("fetch --cloud azure");
    machine.files.failOn(/current\.json/, "ENOSPC");
    const { exitCode, progress } = await prices("accept", machine);
    expect(exitCode).toBe(1);
    expect(progress.lines.at(-1)).toContain("the disk is full");
    expect(await readCatalogue(machine)).toBe(SHIPPED_CATALOGUE);
  });
});

describe("twin prices fetch", () => {
  test("2 for a cloud or a rate that there is not", async () => {
    expect((await prices("fetch --cloud ibm")).exitCode).toBe(2);
    expect((await prices("fetch --rate 0.9 --json")).exitCode).toBe(2);
  });

  test("writes nothing when nothing could be fetched", async () => {
    const { exitCode, json, machine } = await prices("fetch --cloud aws --json", priceMachine());
    expect(exitCode).toBe(1);
    expect(json()).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("the AWS Price List API needs the keys of an account") },
    });
    expect(paths(machine)).toEqual([]);
  });

  test("goes on with the others when one cloud has no account, and names what is missing", async () => {
    const { exitCode, json, progress } = await prices("fetch --cloud aws azure --json", priceMachine());
    expect(exitCode).toBe(1);
    expect(json()).toMatchObject({
      ok: false,
      clouds: ["aws", "azure"],
      fetched: expect.arrayContaining(["azure.functions.execution"]),
      kept: expect.arrayContaining([
        {
          cloud: "aws",
          meter: "aws.lambda.request",
          kind: "failed",
          detail: "the AWS Price List API needs the keys of an account, and there are none",
          as_of: expect.stringMatching(/^2026-/),
          provenance: "fallback",
        },
      ]),
    });
    expect(progress.lines.join("\n")).toContain("AWS_ACCESS_KEY_ID");
  });

  test("goes on with the other services when one fails, and the cloud keeps its date", async () => {
    let calls = 0;
    server.use(
      http.post(AWS_URL, async ({ request }) => {
        if (!(await request.clone().text()).includes('"AWSLambda"')) return undefined;
        calls += 1;
        return HttpResponse.text("aws-secret", { status: 503 });
      }),
    );
    const { exitCode, progress, machine } = await prices("fetch --cloud aws");
    expect(exitCode).toBe(1);
    expect(calls).toBe(5);
    const all = progress.lines.join("\n");
    expect(all).toContain("failed: aws.lambda.gb-second: the AWS Price List API gave no prices: 503 ***");
    expect(all).not.toContain("aws-secret");
    const { clouds } = JSON.parse(String(await machine.files.read(`${FOLDER}/candidate.json`)));
    expect(clouds.aws.as_of).toBe(SHIPPED_CATALOGUE.clouds.aws.as_of);
  });

  test("asks a vendor no more after two services without an answer, and goes on with the next", async () => {
    let calls = 0;
    server.use(
      http.post(AWS_URL, () => {
        calls += 1;
        return HttpResponse.error();
      }),
    );
    const { exitCode, progress, json } = await prices("fetch --cloud aws azure --json");
    expect(exitCode).toBe(1);
    expect(calls).toBe(6);
    expect(progress.lines.filter((line) => line.startsWith("Fetching AWS"))).toHaveLength(2);
    expect(json()).toMatchObject({ fetched: expect.arrayContaining(["azure.egress"]) });
    expect(json()).toMatchObject({
      kept: expect.arrayContaining([expect.objectContaining({ meter: "aws.egress", kind: "failed" })]),
    });
  });

  test("keeps the old rate of exchange when there is no new one, and says so", async () => {
    server.use(http.get(RATE_URL, () => new HttpResponse(null, { status: 404 })));
    const { exitCode, json } = await prices("fetch --cloud azure --json");
    expect(exitCode).toBe(1);
    expect(json()).toMatchObject({ ok: false, kept: [], currency: expect.stringContaining("404") });
  });

  test("tells each service as it goes", async () => {
    const { progress } = await prices("fetch --cloud aws");
    const at = progress.lines.indexOf("Fetching AWS eu-central-1 Lambda");
    expect(progress.lines[at + 1]).toBe("= 3 of 3 prices");
  });

  test("of every cloud gives a complete catalogue with new dates, and the values of the predecessor as they were", async () => {
    const { exitCode, json, machine } = await prices("fetch --json");
    expect(exitCode).toBe(0);
    expect(json()).toMatchObject({ ok: true, file: `${FOLDER}/candidate.json`, kept: [] });
    const { clouds, currency } = JSON.parse(String(await machine.files.read(`${FOLDER}/candidate.json`)));
    expect(currency.usd_to_eur).toBe(0.86);
    const row = (meter: string): unknown =>
      clouds.azure.rows.find((one: { meter: string }) => one.meter === meter);
    expect(row("azure.functions.execution")).toMatchObject({
      provenance: "fetched",
      as_of: "2026-11-21T12:00:00.000Z",
      free: { quantity: 1_000_000, scope: "account" },
    });
    expect(row("azure.blob-cool.upfront-baseline")).toEqual(
      SHIPPED_CATALOGUE.clouds.azure.rows.find(({ meter }) => meter === "azure.blob-cool.upfront-baseline"),
    );
    const { stdout } = await prices("diff", machine);
    expect(stdout).toContain("no price differs\n1 USD: 0.858861 -> 0.86 EUR");
  });
});

describe("twin prices diff", () => {
  test("shows what differs and marks what moved far", async () => {
    executionsCost(0.0000021);
    const { machine } = await prices("fetch --cloud azure --rate 0.5 --rate-date 2026-11-20");
    const { stdout } = await prices("diff", machine);
    expect(stdout).toMatch(/ azure\.functions\.execution +price +0\.0000002 +0\.00000021 +\+5\.0 %/);
    expect(stdout).toContain("1 USD: 0.858861 -> 0.5 EUR !");
    const { json } = await prices("diff --json", machine);
    expect(json()).toMatchObject({
      kept: [],
      moved: ["EUR per USD: 0.858861 -> 0.5"],
      currency: { far: true },
    });
  });
});

describe("twin prices accept", () => {
  test("puts the fetched prices in use, keeps those before, and goes back to the shipped", async () => {
    executionsCost(0.0000021);
    const { machine } = await prices("fetch --cloud azure");
    const { exitCode, json } = await prices("accept --json", machine);
    expect(exitCode).toBe(0);
    expect(json()).toMatchObject({ ok: true, origin: "accepted", current: `${FOLDER}/current.json` });
    expect(paths(machine)).toEqual([`${FOLDER}/current.json`, `${FOLDER}/previous.json`]);
    expect(JSON.parse(String(await machine.files.read(`${FOLDER}/previous.json`)))).toEqual(
      SHIPPED_CATALOGUE,
    );
    expect((await prices("show", machine)).stdout).toContain("accepted prices");

    expect((await prices("accept --shipped", machine)).stdout).toContain("in use again");
    expect(await readCatalogue(machine)).toBe(SHIPPED_CATALOGUE);
    expect(paths(machine)).toEqual([`${FOLDER}/previous.json`]);
    expect((await prices("accept --shipped", machine)).stdout).toContain("already");
  });

  test("goes back to the shipped prices also when those in use are broken", async () => {
    const machine = priceMachine({}, { [`${FOLDER}/current.json`]: "{" });
    expect((await prices("show", machine)).exitCode).toBe(2);
    expect((await prices("accept --shipped", machine)).exitCode).toBe(0);
    expect((await prices("show", machine)).exitCode).toBe(0);
  });
});

describe("twin prices show", () => {
  test("shows prices with unit, date and provenance, marks suspicious ones and warns of old ones", async () => {
    const { exitCode, stdout } = await prices("show --cloud azure");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^ +azure\.functions\.execution +0\.0000002 +execution +2026-.*\n +1000000 free per account$/m,
    );
    expect(stdout).toMatch(/^! +azure\.blob-cool\.upfront-baseline/m);
    expect(stdout).toContain("! azure.blob-cool.upfront-baseline: no page of the vendor");
    expect(stdout).toMatch(/^warning: the prices of azure are \d+ days old/m);
    expect(stdout).not.toContain("aws.lambda");
  });

  test("keeps within 120 columns", async () => {
    const { stdout } = await prices("show");
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  test("is one JSON document", async () => {
    const { json } = await prices("show --cloud gcp --json");
    expect(json()).toMatchObject({
      origin: "shipped",
      clouds: [{ cloud: "gcp", region: "europe-west1" }],
      currency: { usd_to_eur: 0.858861 },
      provenances: { fetched: 0, curated: expect.any(Number), fallback: expect.any(Number) },
      suspicious: expect.arrayContaining([{ meter: expect.any(String), reason: expect.any(String) }]),
      warnings: expect.any(Array),
    });
  });
});
