#!/usr/bin/env node
"use strict";
// What Terraform starts as the provider: it asks the running local cloud for a provider and tells Terraform where that listens.
// Terraform keeps the checksum of this file in its lock file, so it must never change; all behaviour belongs to the daemon.
const { readFileSync } = require("node:fs");
const { request } = require("node:http");
const { basename, dirname, join } = require("node:path");

// Terraform shows what a plugin writes to stdout instead of its greeting.
function fail(message) {
  process.stdout.write(`local cloud: ${message}\n`, () => process.exit(1));
}

function recordAbove(folder) {
  for (const name of ["daemon.json", join("local", "daemon.json")]) {
    try {
      return JSON.parse(readFileSync(join(folder, name), "utf8"));
    } catch {
      continue;
    }
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : recordAbove(parent);
}

function connect(record) {
  const body = JSON.stringify({
    provider: basename(__filename)
      .replace(/^terraform-provider-/, "")
      .replace(/[_.].*$/, ""),
    workingDirectory: process.cwd(),
    clientCertificate: process.env.PLUGIN_CLIENT_CERT,
  });
  const headers = { authorization: `Bearer ${record.token}`, "content-type": "application/json" };
  const call = request({ host: "127.0.0.1", port: record.port, method: "POST", path: "/plugin", headers });
  call.on("error", (error) =>
    fail(`it is not running any more (${error.message}); start it with: twin-local-cloud up`),
  );
  call.on("response", (response) => {
    response.setEncoding("utf8");
    if (response.statusCode !== 200) response.on("data", (text) => fail(text.trim()));
    else response.on("data", (text) => process.stdout.write(text));
    response.on("end", () => process.exit(0));
  });
  call.end(body);
}

const record = recordAbove(__dirname) ?? recordAbove(process.cwd());
if (!process.env.TF_PLUGIN_MAGIC_COOKIE) fail("this is a plugin that Terraform starts; it is no command");
else if (!record) fail("it is not running; start it with: twin-local-cloud up");
else connect(record);
