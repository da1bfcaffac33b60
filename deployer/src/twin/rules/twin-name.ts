import { twinConfigFile } from "@twin2multicloud/model";
import type { Finding } from "@twin2multicloud/model";
import { errorAt } from "../finding.ts";
import { namesOf } from "../resource-names.ts";
import type { Rule } from "./rule.ts";

/** Folders of `.twin` that are not twins. */
const RESERVED = ["bin", "local", "prices"];

/** What every cloud takes as the beginning of a name, so that a layer may move to another one. */
const FORMAT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const SPOT = { file: twinConfigFile, path: ["digital_twin_name"] };

function formatFindings(name: string): Finding[] {
  const shown = JSON.stringify(name);
  if (RESERVED.includes(name))
    return [errorAt(SPOT, shown, `another name: ${RESERVED.join(", ")} are folders of .twin`)];
  // Cloud Storage takes it for its own also with zeros (https://cloud.google.com/storage/docs/buckets#naming).
  if (name.startsWith("goog") || name.replaceAll("0", "o").includes("google"))
    return [
      errorAt(SPOT, shown, "another name: Google reserves names that begin with goog or contain google"),
    ];
  if (FORMAT.test(name) && name.length > 1) return [];
  return [
    errorAt(
      SPOT,
      shown,
      "two or more lower-case letters and digits, a letter first, in parts joined by single hyphens",
    ),
  ];
}

/** The twin's name may begin the name of every resource, and all of those stay within the limits of the clouds in use. */
export const twinName: Rule = ({ config }, { clouds }) => {
  const name = config?.digital_twin_name;
  if (name === undefined) return [];
  const tooLong = namesOf(name, clouds).filter((made) => made.name.length > made.limit);
  return [
    ...formatFindings(name),
    ...tooLong.map((made) => {
      const fits = Math.max(0, name.length - (made.name.length - made.limit));
      const found = `${JSON.stringify(name)} (${name.length} characters)`;
      return errorAt(
        SPOT,
        found,
        `at most ${fits} characters: the ${made.what} ${made.name} may have ${made.limit}`,
      );
    }),
  ];
};
