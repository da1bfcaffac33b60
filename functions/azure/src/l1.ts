import { registerNamed } from "./app-functions.ts";
import { dispatcher } from "./dispatcher.ts";

registerNamed([dispatcher]);
