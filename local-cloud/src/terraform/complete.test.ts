import { describe, expect, test } from "vitest";
import { actualAttributes, completeState } from "./complete.ts";
import { conform } from "./conform.ts";
import { UNKNOWN } from "./planned.ts";
import type { PlannedObject } from "./planned.ts";
import { schema } from "./schema.ts";

const { block } = schema({
  attributes: {
    id: ["string", "oc"],
    name: ["string", "r"],
    hosts: [["list", "string"], "c"],
    etag: ["string", "c"],
  },
  blocks: {
    identity: { nesting: "list", max: 1, block: { attributes: { principal: ["string", "c"] }, blocks: {} } },
  },
});

describe("the state after apply", () => {
  const fallback = (name: string): string | null => (name === "id" ? "made-up" : null);

  test("keeps what was planned and takes what was computed for the rest", () => {
    const planned: PlannedObject = {
      id: UNKNOWN,
      name: "n",
      hosts: UNKNOWN,
      etag: "old",
      identity: [{ principal: UNKNOWN }],
    };
    const computed = { id: "1", name: "other", hosts: ["h"], etag: "new", identity: [{ principal: "p" }] };
    expect(completeState(block, planned, { computed, fallback })).toEqual({
      id: "1",
      name: "n",
      hosts: ["h"],
      etag: "old",
      identity: [{ principal: "p" }],
    });
  });

  test("has no unknown value left", () => {
    const planned: PlannedObject = {
      id: UNKNOWN,
      name: "n",
      hosts: UNKNOWN,
      etag: UNKNOWN,
      identity: [{ principal: UNKNOWN }],
    };
    expect(completeState(block, planned, { computed: {}, fallback })).toEqual({
      id: "made-up",
      name: "n",
      hosts: null,
      etag: null,
      identity: [{ principal: null }],
    });
  });

  test("is not always what the cloud holds: a computed value may have changed against the plan", () => {
    const state = { id: "1", name: "n", hosts: null, etag: "old", identity: [] };
    const config = { id: null, name: "n", hosts: null, etag: null, identity: [] };
    const computed = { etag: "new", name: "ignored" };
    expect(actualAttributes(block, state, { computed, config })).toEqual({ ...state, etag: "new" });
  });
});

describe("conforming attributes", () => {
  test("adds what is missing and drops what the schema does not know", () => {
    expect(conform(block, { name: "n", strange: 1 })).toEqual({
      id: null,
      name: "n",
      hosts: null,
      etag: null,
      identity: [],
    });
  });

  test.each([
    [{ name: 5 }, "name: expected string, got number"],
    [{ hosts: ["a", 5] }, "hosts.1: expected string, got number"],
    [{ hosts: "a" }, "hosts: expected a list, got string"],
    [{ identity: [{ principal: true }] }, "identity.0.principal: expected string, got boolean"],
  ])("refuses %j", (attributes, message) => {
    expect(() => conform(block, attributes)).toThrow(message);
  });
});
