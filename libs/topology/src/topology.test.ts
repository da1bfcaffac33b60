import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, Providers } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { builtPartOf, topologyOf, unbuiltPartOf } from "./topology.ts";

const OFF = { events: false, feedback: false };
const on = (...clouds: Cloud[]): Providers => {
  const [l1 = "aws", l2 = l1, hot = l2, cold = hot, archive = cold, l4 = archive, l5 = l4] = clouds;
  return { l1, l2, "l3-hot": hot, "l3-cold": cold, "l3-archive": archive, l4, l5 };
};
const namesOn = (providers: Providers, features = OFF) =>
  topologyOf(providers, features).functions.map(({ name }) => name);

function everyPlacement(): Providers[] {
  return SLOTS.reduce<Cloud[][]>(
    (rows) => rows.flatMap((row) => CLOUDS.map((cloud) => [...row, cloud])),
    [[]],
  ).map((row) => on(...row));
}

describe("which functions exist", () => {
  test("on one cloud no receiver exists", () => {
    expect(namesOn(on("gcp"))).toEqual([
      "dispatcher",
      "processor",
      "persister",
      "hot-reader",
      "hot-to-cold-mover",
      "cold-to-archive-mover",
      "twin-updater",
      "error-reporter",
    ]);
  });

  test.each([
    ["ingestion", on("aws", "azure", "azure")],
    ["hot-writer", on("aws", "aws", "azure")],
    ["cold-writer", on("aws", "aws", "aws", "azure", "azure")],
    ["archive-writer", on("aws", "aws", "aws", "aws", "azure")],
  ] as const)("%s exists exactly where its edge crosses", (name, providers) => {
    expect(namesOn(providers)).toContain(name);
    expect(namesOn(on("azure"))).not.toContain(name);
  });

  test("L4 on aws has a data connector, elsewhere a twin updater", () => {
    expect(namesOn(on("aws"))).toContain("twin-data-connector");
    expect(namesOn(on("aws"))).not.toContain("twin-updater");
    expect(namesOn(on("azure"))).toContain("twin-updater");
  });

  test("events and feedback bring their functions", () => {
    expect(namesOn(on("aws"), { events: true, feedback: true })).toEqual(
      expect.arrayContaining(["event-checker", "event-feedback"]),
    );
    expect(namesOn(on("aws"))).not.toContain("event-checker");
  });

  test("every cloud in use has an error reporter", () => {
    const { functions, clouds } = topologyOf(on("aws", "azure", "gcp"), OFF);
    expect(functions.filter(({ name }) => name === "error-reporter").map(({ cloud }) => cloud)).toEqual(
      clouds,
    );
  });
});

describe("in all 2,187 placements", () => {
  const topologies = everyPlacement().map((providers) =>
    topologyOf(providers, { events: true, feedback: true }),
  );

  test("there are that many", () => {
    expect(topologies).toHaveLength(2187);
  });

  test("edges lead from one existing function to another, and cross exactly when they are connectors", () => {
    for (const { edges, functions } of topologies) {
      const cloudOf = new Map(functions.map(({ name, cloud }) => [name, cloud]));
      for (const { from, to, kind } of edges) {
        expect([cloudOf.has(from), cloudOf.has(to)]).toEqual([true, true]);
        if (to !== "twin-data-connector")
          expect(kind === "connector").toBe(cloudOf.get(from) !== cloudOf.get(to));
      }
    }
  });

  test("no function stands twice on one cloud", () => {
    for (const { functions } of topologies) {
      expect(new Set(functions.map(({ name, cloud }) => `${name}@${cloud}`)).size).toBe(functions.length);
    }
  });
});

describe("the environment", () => {
  const environmentOn = (providers: Providers, name: string) =>
    topologyOf(providers, OFF).functions.find((placed) => placed.name === name)?.environment;

  test("names a remote receiver only where the edge crosses", () => {
    expect(environmentOn(on("aws", "azure"), "dispatcher")).toEqual([
      "REMOTE_INGESTION_URL",
      "REMOTE_INGESTION_KEY",
    ]);
    expect(environmentOn(on("aws"), "dispatcher")).toEqual(["PROCESSOR_HOP_URL"]);
    expect(environmentOn(on("aws", "gcp", "azure"), "persister")).toEqual([
      "REMOTE_WRITER_URL",
      "REMOTE_WRITER_KEY",
    ]);
  });

  test("names the hot store of the function's own cloud", () => {
    expect(environmentOn(on("aws", "aws", "gcp"), "hot-writer")).toEqual([
      "HOT_WRITER_KEYS",
      "FIRESTORE_PROJECT",
      "FIRESTORE_DATABASE",
      "FIRESTORE_COLLECTION",
    ]);
    expect(environmentOn(on("azure"), "persister")).toEqual([
      "COSMOS_ENDPOINT",
      "COSMOS_DATABASE",
      "COSMOS_CONTAINER",
      "AZURE_CLIENT_ID",
    ]);
  });
});

describe("what is built", () => {
  test("a cloud is in use only if a built slot stands on it", () => {
    const built = builtPartOf(topologyOf(on("aws", "aws", "aws", "azure", "gcp"), OFF));
    expect(built.clouds).toEqual(["aws"]);
    expect(built.functions.map(({ name }) => name)).toEqual([
      "dispatcher",
      "processor",
      "persister",
      "hot-reader",
    ]);
    expect(built.edges.map(({ from, to }) => `${from}>${to}`)).toEqual([
      "dispatcher>processor",
      "processor>persister",
    ]);
  });

  test("the rest is named", () => {
    const rest = unbuiltPartOf(topologyOf(on("aws", "azure", "gcp"), OFF));
    expect(rest.slots).toEqual(["l3-cold", "l3-archive", "l4", "l5"]);
    expect(rest.functions).toEqual([
      "hot-to-cold-mover",
      "cold-to-archive-mover",
      "twin-updater",
      "error-reporter",
    ]);
  });
});
