import { credentialsFile } from "@twin2multicloud/model";
import { errorAt } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** The account on Google's cloud is given once. */
export const credentials: Rule = ({ credentials: given }) =>
  given.gcp && given.google
    ? [
        errorAt(
          { file: credentialsFile, path: ["google"] },
          "both google and gcp",
          "one of the two names of the same section",
        ),
      ]
    : [];
