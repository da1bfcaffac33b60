import { expect, test, describe } from "vitest";
import { smallModel } from "./fixtures/small-model.ts";
import { allOn, constrained, NO_GCP_L4, refusalOf, UNEVEN } from "./fixtures/small-requests.ts";

describe("refusals", () => {
  test("a scenario that the model refuses", () => {
    expect(refusalOf({ given: {} }).code).toBe("SCENARIO_INVALID");
  });

  test("a model that refuses the numbers", () => {
    const refusal = { code: "IOT_HUB_CAPACITY_EXCEEDED", findings: [] } as const;
    const model = smallModel({ limits: () => ({ exclusions: [], warnings: [], refusal }) });
    expect(refusalOf({}, model)).toEqual(refusal);
  });

  test("a price that is not in the catalogue", () => {
    const { gcp } = UNEVEN.clouds;
    const rows = gcp.rows.filter(({ meter }) => meter !== "gcp.l4" && meter !== "gcp.l5");
    const clouds = { ...UNEVEN.clouds, gcp: { ...gcp, rows } };
    const { code, findings } = refusalOf({ catalogue: { ...UNEVEN, clouds } });
    expect(code).toBe("CATALOGUE_INCOMPLETE");
    expect(findings.map(({ path }) => path).sort()).toEqual(["gcp.l4", "gcp.l5"]);
  });

  test("constraints without a meaning", () => {
    expect(refusalOf(constrained({ maxClouds: 0, budget: Number.NaN }))).toEqual({
      code: "CONSTRAINTS_INVALID",
      findings: [
        expect.objectContaining({ path: "--max-clouds 0" }),
        expect.objectContaining({ path: "--budget NaN" }),
      ],
    });
  });

  test("a pin to what the model excludes names slot, cloud and code", () => {
    const { code, findings } = refusalOf(constrained({ pin: { l4: "gcp" } }), smallModel({}, [NO_GCP_L4]));
    expect(code).toBe("NO_ADMISSIBLE_PLACEMENT");
    expect(findings).toEqual([
      {
        path: "--pin l4=gcp",
        found: expect.stringContaining("l4 on gcp: UNSUPPORTED, gcp has no twins"),
        expected: expect.stringContaining("1,458 placements"),
      },
    ]);
  });

  test("one placement is admissible without a demand", () => {
    const pin = { l1: "aws", l2: "aws", "l3-hot": "aws", "l3-cold": "aws", "l3-archive": "aws" } as const;
    const { findings } = refusalOf(constrained({ pin: { ...pin, l5: "aws", l4: "gcp" }, maxClouds: 1 }));
    const only = "a demand that leaves the 1 placement that is admissible without it";
    const leaving = findings.filter(({ expected }) => expected === only).map(({ path }) => path);
    expect(leaving).toEqual(["--pin l4=gcp", "--max-clouds 1"]);
  });

  test("demands that exclude each other are all named", () => {
    const { findings } = refusalOf(constrained({ pin: { l1: "aws", l2: "azure" }, maxClouds: 1 }));
    expect(findings.map(({ path }) => path)).toEqual(["--pin l1=aws", "--pin l2=azure", "--max-clouds 1"]);
  });

  test("a slot that no cloud can take, without any demand", () => {
    const exclusions = (["aws", "azure", "gcp"] as const).map((cloud) => ({ ...NO_GCP_L4, cloud }));
    expect(refusalOf({}, smallModel({}, exclusions))).toEqual({
      code: "NO_ADMISSIBLE_PLACEMENT",
      findings: [
        {
          path: "l4",
          found: "l4 on aws: UNSUPPORTED, l4 on azure: UNSUPPORTED, l4 on gcp: UNSUPPORTED",
          expected: expect.any(String),
        },
      ],
    });
  });

  test("ties that leave no cloud, without any demand", () => {
    const out = (slot: "l2" | "l3-hot", cloud: "aws" | "azure" | "gcp") => ({ ...NO_GCP_L4, slot, cloud });
    const model = smallModel({ ties: [["l2", "l3-hot"]] }, [
      out("l2", "aws"),
      out("l2", "gcp"),
      out("l3-hot", "azure"),
    ]);
    expect(refusalOf({}, model).findings).toHaveLength(3);
  });

  test("a budget below everything names the cheapest total", () => {
    expect(refusalOf({ ...constrained({ budget: 6 }) })).toEqual({
      code: "BUDGET_EXCEEDED",
      findings: [{ path: "--budget 6", found: expect.any(String), expected: "at least 7.6 USD a month" }],
    });
  });

  test("a placement that the model excludes", () => {
    expect(refusalOf({ placement: allOn("gcp") }, smallModel({}, [NO_GCP_L4]))).toEqual({
      code: "NO_ADMISSIBLE_PLACEMENT",
      findings: [
        { path: "l4", found: "l4 on gcp: UNSUPPORTED, gcp has no twins", expected: "l4 on aws or azure" },
      ],
    });
  });

  test("a placement that breaks a tie", () => {
    const model = smallModel({ ties: [["l2", "l3-hot"]] });
    const placement = { ...allOn("aws"), l2: "gcp" } as const;
    expect(refusalOf({ placement }, model).findings).toEqual([
      {
        path: "l2",
        found: "l2 on gcp, l3-hot on aws",
        expected: "l2 and l3-hot on the same cloud, as the model ties them",
      },
    ]);
  });
});
