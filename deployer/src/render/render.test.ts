import { builtPartOf, topologyOf } from "@twin2multicloud/topology";
import { describe, expect, test } from "vitest";
import { demoTwin, PLACEMENTS, SETTINGS } from "../fixtures/demo-twin.ts";
import type { TwinKeys } from "../keys/twin-keys.ts";
import type { SealedPackage } from "../packages/seal.ts";
import type { Twin } from "../twin/twin.ts";
import { renderStack } from "./render-stack.ts";
import { renderVariables } from "./render-variables.ts";

const KEYS: TwinKeys = {
  suffix: "abc123",
  ingestion_key: "ingestion-1:secret-of-ingestion",
  hot_writer_key: "hot-writer-1:secret-of-hot-writer",
  reader_token: "secret-of-reader",
};

const topologyFor = (twin: Twin) => builtPartOf(topologyOf(twin.providers, twin.features));

function packagesFor(twin: Twin): SealedPackage[] {
  return topologyFor(twin).functions.flatMap(({ name, cloud, slot }) =>
    slot
      ? [
          {
            name,
            cloud,
            slot,
            functions: [name],
            file: `/packages/${name}.zip`,
            sha256: name.padEnd(64, "0"),
          },
        ]
      : [],
  );
}

function render(twin: Twin, settings = SETTINGS) {
  const topology = topologyFor(twin);
  const devices = Object.fromEntries(
    twin.devices.map(({ id }) => [id, twin.providers.l1 === "aws" ? { csr: "CSR" } : {}]),
  );
  const ingest = { devices, ...(twin.providers.l1 === "gcp" ? { publisher: { certificate: "PEM" } } : {}) };
  const variables = renderVariables({
    name: twin.name,
    topology,
    settings,
    packages: packagesFor(twin),
    keys: KEYS,
    ingest,
  });
  return { stack: renderStack(topology, "../../../terraform/modules"), ...variables };
}

test("settings that the target does not give are named", () => {
  expect(() => render(demoTwin(), { aws: { region: "eu-central-1" } })).toThrow("no settings of azure");
});

test("a function that no package holds is named", () => {
  const twin = demoTwin();
  const input = {
    name: twin.name,
    topology: topologyFor(twin),
    settings: SETTINGS,
    packages: [],
    keys: KEYS,
    ingest: { devices: {} },
  };
  expect(() => renderVariables(input)).toThrow("no package holds dispatcher");
});

test("the stack of the demo twin", async () => {
  const { stack, variables, secrets } = render(demoTwin());
  await expect(stack).toMatchFileSnapshot("../fixtures/demo-stack/main.tf.json");
  await expect(variables).toMatchFileSnapshot("../fixtures/demo-stack/terraform.tfvars.json");
  await expect(secrets).toMatchFileSnapshot("../fixtures/demo-stack/secrets.auto.tfvars.json");
});

describe.each(PLACEMENTS)("%s", (_, placement) => {
  const twin = demoTwin(placement);
  const { stack, variables, secrets } = render(twin);
  const { module, provider, variable } = JSON.parse(stack);
  const crossesIngestion = placement.l1 !== placement.l2;
  const crossesWriter = placement.l2 !== placement["l3-hot"];

  test("names only the clouds in use", () => {
    const clouds = new Set(Object.values(placement));
    expect(Object.keys(provider)).toHaveLength(clouds.size);
    expect(Object.keys(module)).toHaveLength(clouds.size + 3);
    for (const [slot, cloud] of Object.entries(placement)) {
      expect(module[slot].source).toBe(`../../../terraform/modules/${cloud}/${slot}`);
      expect(module[slot].foundation).toBe(`\${module.${cloud}-foundation.foundation}`);
    }
  });

  test("wires a slot to the next one by links within a cloud and by URL between clouds", () => {
    expect(module.l1.links).toBe(crossesIngestion ? null : "${module.l2.links}");
    expect(module.l1.peers).toEqual(
      crossesIngestion ? { ingestion: '${module.l2.endpoints["ingestion"]}' } : {},
    );
    expect(module.l2.links).toBe(crossesWriter ? null : "${module.l3-hot.links}");
    expect(module.l2.peers).toEqual(
      crossesWriter ? { "hot-writer": '${module.l3-hot.endpoints["hot-writer"]}' } : {},
    );
  });

  test("gives a value to every variable that has none, and secrets to those alone who need them", () => {
    const given = [...Object.keys(JSON.parse(variables)), ...Object.keys(JSON.parse(secrets))];
    expect(given.sort()).toEqual(Object.keys(variable).sort());
    expect(variables).not.toContain("secret-of");
    const { environment } = JSON.parse(secrets);
    expect(environment.l1.dispatcher).toEqual(
      crossesIngestion ? { REMOTE_INGESTION_KEY: KEYS.ingestion_key } : {},
    );
    expect(environment.l2.ingestion).toEqual(
      crossesIngestion ? { INGESTION_KEYS: KEYS.ingestion_key } : undefined,
    );
    expect(environment.l2.persister).toEqual(crossesWriter ? { REMOTE_WRITER_KEY: KEYS.hot_writer_key } : {});
    expect(environment["l3-hot"]["hot-reader"]).toEqual({ HOT_READER_TOKENS: KEYS.reader_token });
  });

  test("is the same in every run", () => {
    expect(render(twin)).toEqual({ stack, variables, secrets });
  });
});
