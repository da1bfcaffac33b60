import type { AskedMeter, Units } from "./offer.ts";

/** Which items of the Azure price list fit: all fields must have exactly these values, and the unit must be one of `units`. */
export interface AzureFilter {
  readonly fields: Readonly<Record<string, string>>;
  readonly units: Units;
}

const MONTH: Units = { "1/Month": 1, "1 /Month": 1 };
const HOUR: Units = { "1/Hour": 1, "1 Hour": 1 };
const GB_MONTH: Units = { "1 GB/Month": 1 };
const GB: Units = { "1 GB": 1 };
const GB_SECOND: Units = { "1 GB Second": 1 };
const COUNT: Units = { "1": 1, "10": 10, "1K": 1000, "10K": 10_000, "100K": 100_000, "1M": 1_000_000 };

const item = (
  serviceName: string,
  productName: string,
  skuName: string,
  meterName: string,
  units: Units,
) => ({
  fields: { serviceName, productName, skuName, meterName },
  units,
});

/** Of a service whose only product bears its name. */
const own = (service: string, skuName: string, meterName: string, units: Units): AzureFilter =>
  item(service, service, skuName, meterName, units);

/** Of the accounts that the modules make: StorageV2, locally redundant. */
const blob = (skuName: string, meterName: string, units: Units): AzureFilter =>
  item("Storage", "General Block Blob v2", skuName, meterName, units);

/** A unit of a hub is the only thing of its SKU that is paid by the month. */
const hub = (skuName: string): AzureFilter => ({
  fields: { serviceName: "IoT Hub", productName: "IoT Hub", skuName },
  units: MONTH,
});

/** The exact items of every meter of Azure; fields as the Retail Prices API names them (https://learn.microsoft.com/en-us/rest/api/cost-management/retail-prices/azure-retail-prices). */
export const AZURE_FILTERS: Readonly<Record<AskedMeter<"azure">, AzureFilter>> = {
  "azure.iot-hub.f1": hub("F1"),
  "azure.iot-hub.s1": hub("S1"),
  "azure.iot-hub.s2": hub("S2"),
  "azure.iot-hub.s3": hub("S3"),
  "azure.event-grid.operation": own("Event Grid", "Standard", "Standard Event Operations", COUNT),
  "azure.queue.operation": item("Storage", "Queues v2", "Standard LRS", "LRS Class 1 Operations", COUNT),
  "azure.functions.execution": own("Functions", "Standard", "Standard Total Executions", COUNT),
  "azure.functions.gb-second": own("Functions", "Standard", "Standard Execution Time", GB_SECOND),
  "azure.functions.flex-execution": item(
    "Functions",
    "Flex Consumption",
    "On Demand",
    "On Demand Total Executions",
    COUNT,
  ),
  "azure.functions.flex-gb-second": item(
    "Functions",
    "Flex Consumption",
    "On Demand",
    "On Demand Execution Time",
    GB_SECOND,
  ),
  "azure.cosmos.request-unit": {
    fields: {
      serviceName: "Azure Cosmos DB",
      productName: "Azure Cosmos DB serverless",
      meterName: "1M RUs",
    },
    units: { "1M": 1_000_000 },
  },
  "azure.cosmos.storage": own("Azure Cosmos DB", "RUs", "Data Stored", GB_MONTH),
  "azure.blob-hot.storage": blob("Hot LRS", "Hot LRS Data Stored", GB_MONTH),
  "azure.blob-cool.storage": blob("Cool LRS", "Cool LRS Data Stored", GB_MONTH),
  "azure.blob-cool.write": blob("Cool LRS", "Cool LRS Write Operations", COUNT),
  "azure.blob-cool.read": blob("Cool LRS", "Cool Read Operations", COUNT),
  "azure.blob-cool.retrieval": blob("Cool LRS", "Cool Data Retrieval", GB),
  "azure.blob-archive.storage": blob("Archive LRS", "Archive LRS Data Stored", GB_MONTH),
  "azure.blob-archive.write": blob("Archive LRS", "Archive LRS Write Operations", COUNT),
  "azure.blob-archive.retrieval": blob("Archive LRS", "Archive Data Retrieval", GB),
  "azure.log-analytics.ingestion": own(
    "Log Analytics",
    "Analytics Logs",
    "Analytics Logs Data Ingestion",
    GB,
  ),
  "azure.monitor.alert": own("Azure Monitor", "Alerts", "Alerts Metric Monitored", MONTH),
  "azure.key-vault.operation": own("Key Vault", "Standard", "Operations", COUNT),
  "azure.digital-twins.operation": own("Digital Twins", "Standard", "Standard Operations", COUNT),
  "azure.digital-twins.query-unit": own("Digital Twins", "Standard", "Standard Query Units", COUNT),
  "azure.digital-twins.message": own("Digital Twins", "Standard", "Standard Message", COUNT),
  "azure.logic-apps.connector-action": own(
    "Logic Apps",
    "Consumption",
    "Consumption Standard Connector Actions",
    COUNT,
  ),
  "azure.logic-apps.action": own("Logic Apps", "Consumption", "Consumption Built-in Actions", COUNT),
  "azure.grafana.hour": own("Azure Grafana Service", "Standard", "Standard Node", HOUR),
  "azure.grafana.user": own("Azure Grafana Service", "Standard", "Standard User", MONTH),
  "azure.api-management.call": own("API Management", "Consumption", "Consumption Calls", COUNT),
  "azure.egress": item("Bandwidth", "Rtn Preference: MGN", "Standard", "Standard Data Transfer Out", GB),
};
