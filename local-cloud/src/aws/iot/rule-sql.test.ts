import { describe, expect, test } from "vitest";
import { evaluateRule } from "./rule-evaluation.ts";
import { parseRuleSql } from "./rule-sql.ts";

const select = (sql: string, payload: string | Buffer = '{"a":{"b":1},"c":"x"}'): unknown =>
  evaluateRule(parseRuleSql(sql), {
    topic: "dt/demo/pump/telemetry",
    payload: Buffer.from(payload),
    clientId: "demo-pump",
    timestamp: 1_700_000_000_000,
    traceId: "trace",
  });

describe("rule SQL", () => {
  test("the rule of a twin's edge", () => {
    const sql =
      "SELECT encode(*, 'base64') AS payload, topic(3) AS device_id, timestamp() AS arrived_at, traceid() AS trace FROM 'dt/demo/+/telemetry'";
    expect(parseRuleSql(sql).filter).toBe("dt/demo/+/telemetry");
    expect(select(sql, "no JSON at all")).toEqual({
      payload: Buffer.from("no JSON at all").toString("base64"),
      device_id: "pump",
      arrived_at: 1_700_000_000_000,
      trace: "trace",
    });
  });

  test("bytes that are no text stay the same bytes in base64", () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe]);
    expect(select("SELECT encode(*, 'base64') AS payload FROM 'x'", bytes)).toEqual({
      payload: bytes.toString("base64"),
    });
  });

  test("properties, nested ones, all of them, literals and other functions", () => {
    expect(select("select c, a.b, a.b as z, missing FROM 'x'")).toEqual({ c: "x", b: 1, z: 1 });
    expect(select("SELECT *, clientid() AS who, topic() AS at, 'it''s' AS s, 4.5 AS n FROM \"x\"")).toEqual({
      a: { b: 1 },
      c: "x",
      who: "demo-pump",
      at: "dt/demo/pump/telemetry",
      s: "it's",
      n: 4.5,
    });
    expect(select("SELECT topic(9) AS none FROM 'x'")).toEqual({});
    expect(select("SELECT encode(c, 'base64') AS e FROM 'x'")).toEqual({ e: "eA==" });
  });

  test("SELECT * of what is no JSON object fails", () => {
    expect(() => select("SELECT * FROM 'x'", "[1]")).toThrow("JSON object");
  });

  test.each([
    ["", "expected SELECT"],
    ["SELECT * FROM", "expected a text at column 14"],
    ["SELECT * FROM 'a' WHERE x > 1", "cannot read"],
    ["SELECT * FROM 'a' WHERE x", "WHERE is not emulated"],
    ["SELECT , FROM 'a'", "expected a name at column 8"],
    ["SELECT topic(1 FROM 'a'", "expected )"],
    ["SELECT rand() FROM 'a'", "does not emulate the function rand"],
    ["SELECT encode(*) FROM 'a'", "wrong number of parameters"],
    ["SELECT * FROM 'a/#/b'", "# may only be the last level"],
    ["SELECT * FROM 'a+'", "+ and # must stand alone"],
  ])("%s is refused: %s", (sql, reason) => {
    expect(() => parseRuleSql(sql)).toThrow(reason);
  });
});
