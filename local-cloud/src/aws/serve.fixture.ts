import { createDaemonServices } from "../daemon/daemon-services.ts";
import { createCloud } from "./index.ts";

// A local AWS as a process of its own, on the folder that the first argument names, to be killed by a test.
const root = await createDaemonServices({ folder: process.argv[2] ?? "" });
const cloud = await createCloud(await root.forCloud("aws"));
console.log(JSON.stringify(await cloud.emulate()));
