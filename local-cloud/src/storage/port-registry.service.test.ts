import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPortRegistry } from "./port-registry.ts";

const free = (): Promise<boolean> => Promise.resolve(true);
const taken = (port: number) => (candidate: number) => Promise.resolve(candidate !== port);

describe("the port registry", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ports-"));
    file = join(folder, "ports.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("gives one port per name, also when asked at once, and the same after a restart", async () => {
    const first = await openPortRegistry({ file, inUse: () => true, isFree: free });
    const ports = await Promise.all(["a", "b", "a", "c"].map((name) => first.port(name)));
    expect(new Set(ports).size).toBe(3);
    expect(ports[2]).toBe(ports[0]);
    const second = await openPortRegistry({ file, inUse: () => true, isFree: free });
    expect(await second.port("c")).toBe(ports[3]);
  });

  test("names the port that another program took while something depends on it", async () => {
    const first = await openPortRegistry({ file, inUse: () => true, isFree: free });
    const port = await first.port("url");
    const second = await openPortRegistry({ file, inUse: () => true, isFree: taken(port) });
    await expect(second.port("url")).rejects.toThrow(new RegExp(`port ${port}, recorded for url, is taken`));
    const third = await openPortRegistry({ file, inUse: () => false, isFree: taken(port) });
    expect(await third.port("url")).not.toBe(port);
  });

  test("passes over a port on which something listens", async () => {
    const first = await openPortRegistry({ file, inUse: () => false });
    const port = await first.port("url");
    await first.release("url");
    const server = createServer();
    await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
    expect(await first.port("url")).not.toBe(port);
    await new Promise((closed) => server.close(closed));
  });
});
