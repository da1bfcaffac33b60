/**
 * One thing that a cloud counts and bills. A meter whose name ends in `-baseline` holds a value as the predecessor's
 * reviewed baseline carries it although it looks wrong; only the model `twin2clouds-v2` reads such meters.
 */
export interface Meter {
  readonly service: string;
  /** What one price is for; quantities that are charged to the meter are counted in this unit. */
  readonly per: string;
  readonly what: string;
}

/** Makes a meter of a service, the unit that one price is for, and what is billed. */
export const meter = (service: string, per: string, what: string): Meter => ({ service, per, what });
