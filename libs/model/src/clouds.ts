/** The clouds a slot may live on, in the order in which they are listed everywhere. */
export const CLOUDS = ["aws", "azure", "gcp"] as const;

/** One of the three clouds. */
export type Cloud = (typeof CLOUDS)[number];

/** Tells whether a value is one of the three cloud names. */
export function isCloud(value: unknown): value is Cloud {
  return (CLOUDS as readonly unknown[]).includes(value);
}
