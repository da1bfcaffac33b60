/** The currencies that amounts can be shown in. */
export const CURRENCIES = ["USD", "EUR"] as const;

/** A currency that amounts can be shown in. */
export type Currency = (typeof CURRENCIES)[number];

/** The names of the cost models; the first is the default. */
export const MODEL_NAMES = ["deployed", "paper-2025", "twin2clouds-v2"] as const;

/** The name of a cost model. */
export type ModelName = (typeof MODEL_NAMES)[number];

/** The features that a user can require. */
export const FEATURES = ["3d-scene", "mqtt-devices"] as const;

/** A feature that a user can require. */
export type RequiredFeature = (typeof FEATURES)[number];
