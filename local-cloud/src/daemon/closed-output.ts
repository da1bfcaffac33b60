import { errorCode } from "../storage/disk-error.ts";

/** Ends this process quietly once nobody reads its output any more, as with `| head`: the reader has seen enough. */
export function endWithReader(output: NodeJS.WriteStream): void {
  output.on("error", (error) => {
    if (errorCode(error) === "EPIPE") process.exit(0);
    throw error;
  });
}
