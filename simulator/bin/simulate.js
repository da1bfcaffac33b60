#!/usr/bin/env node
// Node 22 strips types but says that this is experimental; a user has no use for the warning.
process.removeAllListeners("warning");
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2));
