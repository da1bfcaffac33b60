import type { EnvironmentName } from "@twin2multicloud/model";
import { environmentFrom } from "@twin2multicloud/wiring";

/** The variables of the environment contract, and those by which the platform hands out tokens. */
export type VariableName = EnvironmentName | "IDENTITY_ENDPOINT" | "IDENTITY_HEADER";

export const { isSet, read, readAll } = environmentFrom<VariableName>(process.env);
