import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newPrivateKey, selfSignedCertificate } from "../keys/certificates.ts";
import { nodeFiles } from "./files.ts";
import { nodeHttp } from "./http.ts";
import { nodeProcesses } from "./processes.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deployer-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("files", () => {
  test("what cannot be replaced stays as it was, and leaves no draft behind", async () => {
    const path = join(folder, "taken");
    await nodeFiles.write(join(path, "inside"), "x");
    await expect(nodeFiles.write(path, "y")).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(await nodeFiles.list(folder)).toEqual(["taken"]);
  });

  test("secrets are for their owner alone, also where the file was open before", async () => {
    const path = join(folder, "deep", "secret");
    await nodeFiles.write(path, "1");
    await nodeFiles.write(path, "2", 0o600);
    expect(await readFile(path, "utf8")).toBe("2");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "deep"))).mode & 0o777).toBe(0o700);
  });

  test("a file is created once", async () => {
    const path = join(folder, "lock");
    expect(await nodeFiles.create(path, "a")).toBe(true);
    expect(await nodeFiles.create(path, "b")).toBe(false);
    expect(String(await nodeFiles.read(path))).toBe("a");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await nodeFiles.list(folder)).filter((name) => name.startsWith("lock"))).toEqual(["lock"]);
  });

  test("a file that takes the place of another leaves none behind", async () => {
    const [old, renewed] = [join(folder, "swap", "old"), join(folder, "swap", "new")];
    await nodeFiles.write(old, "1");
    await nodeFiles.write(renewed, "2");
    await nodeFiles.rename(renewed, old);
    expect(String(await nodeFiles.read(old))).toBe("2");
    expect(await nodeFiles.list(join(folder, "swap"))).toEqual(["old"]);
  });

  test("what is missing is nothing, and no error", async () => {
    expect(await nodeFiles.read(join(folder, "no", "such"))).toBeUndefined();
    expect(await nodeFiles.list(join(folder, "no"))).toEqual([]);
    await nodeFiles.remove(join(folder, "no"));
  });
});

describe("processes", () => {
  const run = (script: string) =>
    nodeProcesses.run({ file: process.execPath, args: ["-e", script], folder, environment: process.env });

  test("a program that is missing rejects", async () => {
    const command = { file: "no-such-program", args: [], folder, environment: process.env };
    await expect(nodeProcesses.run(command)).rejects.toThrow("ENOENT");
  });

  test("exit code, stdout and stderr come back", async () => {
    const ended = await run("console.log('out'); console.error('err'); process.exitCode = 3");
    expect(ended).toEqual({ code: 3, stdout: "out", stderr: "err", interrupted: false });
  });

  test("an interruption reaches the program once and is waited out", async () => {
    const script =
      "let n = 0; process.on('SIGINT', () => { n += 1; setTimeout(() => { console.log('interrupted', n); process.exit(1); }, 50); }); console.log('ready'); setInterval(() => {}, 1000);";
    const onLine = (line: string): void => {
      if (line !== "ready") return;
      process.emit("SIGINT");
      process.emit("SIGINT");
    };
    const command = {
      file: process.execPath,
      args: ["-e", script],
      folder,
      environment: process.env,
      onLine,
    };
    const ended = await nodeProcesses.run(command);
    expect(ended).toMatchObject({ code: 1, stdout: "ready\ninterrupted 1", interrupted: true });
  });

  test("a program on this terminal is stopped with this one", async () => {
    const ready = join(folder, "ready");
    const script = `process.on("SIGTERM", () => process.exit(7)); require("fs").writeFileSync(${JSON.stringify(ready)}, ""); setInterval(() => {}, 1000);`;
    const command = { file: process.execPath, args: ["-e", script], folder, environment: process.env };
    const code = nodeProcesses.hand(command);
    await expect.poll(() => nodeFiles.read(ready)).toBeDefined();
    process.emit("SIGTERM");
    expect(await code).toBe(7);
  });

  test("knows which processes exist", () => {
    expect(nodeProcesses.isAlive(process.pid)).toBe(true);
    expect(nodeProcesses.isAlive(2 ** 22 + 1)).toBe(false);
  });
});

describe("requests over https", () => {
  const standing = async () => {
    const key = await newPrivateKey("ec");
    const day = 86_400_000;
    const facts = { commonName: "localhost", notBefore: Date.now() - day, notAfter: Date.now() + day };
    const cert = await selfSignedCertificate(key, { ...facts, serial: Buffer.alloc(8, 1) });
    const server = createServer({ key, cert }, (request, response) => {
      response.statusCode = 207;
      request.pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return { server, ca: cert, url: `https://localhost:${port}/` };
  };

  test("trust the named CA and no other, and give status and body", async () => {
    const { server, ca, url } = await standing();
    try {
      await expect(nodeHttp({ method: "GET", url })).rejects.toThrow(
        /^GET https:\/\/localhost:\d+ failed: self-signed/,
      );
      expect(await nodeHttp({ method: "POST", url, body: "ü", ca })).toEqual({ status: 207, body: "ü" });
    } finally {
      server.close();
    }
  });

  test("say whom they could not reach", async () => {
    const { server, ca, url } = await standing();
    await new Promise((resolve) => server.close(resolve));
    await expect(nodeHttp({ method: "GET", url, ca })).rejects.toThrow("ECONNREFUSED");
  });
});
