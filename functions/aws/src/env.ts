import type { EnvironmentName } from "@twin2multicloud/model";
import { environmentFrom } from "@twin2multicloud/wiring";

export const { isSet, read, readAll } = environmentFrom<EnvironmentName>(process.env);
