/** The fields of a scenario that the predecessor's calculation takes. */
export const PREDECESSOR_FIELDS = [
  "calculationRunId",
  "numberOfDevices",
  "deviceSendingIntervalInMinutes",
  "averageSizeOfMessageInKb",
  "hotStorageDurationInMonths",
  "coolStorageDurationInMonths",
  "archiveStorageDurationInMonths",
  "needs3DModel",
  "entityCount",
  "amountOfActiveEditors",
  "amountOfActiveViewers",
  "dashboardRefreshesPerHour",
  "dashboardActiveHoursPerDay",
  "currency",
  "useEventChecking",
  "triggerNotificationWorkflow",
  "returnFeedbackToDevice",
  "integrateErrorHandling",
  "orchestrationActionsPerMessage",
  "eventsPerMessage",
  "apiCallsPerDashboardRefresh",
  "average3DModelSizeInMB",
  "averageDigitalTwinQueryUnitsPerQuery",
  "averageDigitalTwinQueryResponseSizeInKb",
  "numberOfDeviceTypes",
  "numberOfEventActions",
  "eventTriggerRate",
  "allowGcpSelfHostedL4",
  "allowGcpSelfHostedL5",
  "optimizationProfileId",
  "providerPricingCatalogs",
  "providerPricingContexts",
] as const;

/** The fields of a twin's `config.json` that say how long readings are kept, each under its name and its older name. */
export const RETENTION_IN_DAYS_FIELDS = [
  "layer_3_hot_to_cold_interval_days",
  "layer_3_cold_to_archive_interval_days",
  "hot_storage_size_in_days",
  "cold_storage_size_in_days",
] as const;

/** The short names of the EDT'25 paper's public artifact. */
export const PAPER_FIELDS = [
  "n",
  "iv",
  "kb",
  "hot",
  "cool",
  "arch",
  "rph",
  "hpd",
  "ed",
  "vw",
  "ent",
] as const;

/** Every field that a scenario may have; a model warns of those that it does not read, all others are refused. */
export const KNOWN_SCENARIO_FIELDS: readonly string[] = [
  ...PREDECESSOR_FIELDS,
  ...RETENTION_IN_DAYS_FIELDS,
  ...PAPER_FIELDS,
];
