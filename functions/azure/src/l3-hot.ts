import { registerNamed } from "./app-functions.ts";
import { hotReader } from "./hot-reader.ts";
import { hotWriter } from "./hot-writer.ts";

registerNamed([hotReader, hotWriter]);
