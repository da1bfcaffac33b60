/** The one subscription that the local cloud is; the same on every machine, so that ids are stable. */
export const SUBSCRIPTION_ID = "7a1f0c52-3d64-4b0e-9a56-2f1c8e5d7b90";

/** The directory (tenant) to which the subscription and all its identities belong. */
export const TENANT_ID = "c4b2d9e6-58f3-4d17-8b6a-91e07f3a2c45";

/** The user that runs Terraform. */
export const OPERATOR_OBJECT_ID = "e90d6a37-12c8-4f5b-a3d4-6b7f80915ace";

/** The region that resources stand in when the configuration names none. */
export const DEFAULT_LOCATION = "westeurope";
