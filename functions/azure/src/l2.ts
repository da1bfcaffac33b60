import { registerNamed } from "./app-functions.ts";
import { ingestion } from "./ingestion.ts";
import { persister } from "./persister.ts";
import { processor } from "./processor.ts";

registerNamed([ingestion, processor, persister]);
