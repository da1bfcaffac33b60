/** Time of the machine, in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}
