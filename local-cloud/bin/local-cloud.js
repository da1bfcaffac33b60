#!/usr/bin/env node
await import("../src/daemon/main.ts");
