import { meter } from "./meter.ts";

/** What Azure bills. */
export const AZURE_METERS = {
  "azure.iot-hub.f1": meter("Azure IoT Hub", "unit-month", "the free hub, messages in blocks of 0.5 KiB"),
  "azure.iot-hub.s1": meter("Azure IoT Hub", "unit-month", "an S1 unit, messages in blocks of 4 KiB"),
  "azure.iot-hub.s2": meter("Azure IoT Hub", "unit-month", "an S2 unit, messages in blocks of 4 KiB"),
  "azure.iot-hub.s3": meter("Azure IoT Hub", "unit-month", "an S3 unit, messages in blocks of 4 KiB"),
  "azure.event-grid.operation": meter(
    "Azure Event Grid",
    "operation",
    "an event taken in or a try to deliver it, in blocks of 64 KiB",
  ),
  "azure.queue.operation": meter("Azure Queue Storage", "operation", "a call of a storage queue"),
  "azure.functions.execution": meter("Azure Functions", "execution", "an execution, consumption plan"),
  "azure.functions.gb-second": meter(
    "Azure Functions",
    "GB-s",
    "memory held while running, consumption plan",
  ),
  "azure.functions.flex-execution": meter(
    "Azure Functions",
    "execution",
    "an execution on demand, Flex Consumption plan",
  ),
  "azure.functions.flex-gb-second": meter(
    "Azure Functions",
    "GB-s",
    "memory of active instances on demand, Flex Consumption plan",
  ),
  "azure.cosmos.request-unit": meter("Azure Cosmos DB", "request-unit", "a request unit, serverless"),
  "azure.cosmos.storage": meter("Azure Cosmos DB", "GB-month", "stored data"),
  "azure.cosmos.request-unit-baseline": meter(
    "Azure Cosmos DB",
    "million-request-units",
    "request units as the predecessor prices them",
  ),
  "azure.blob-hot.storage": meter("Azure Blob Storage, hot", "GB-month", "stored data"),
  "azure.blob-cool.storage": meter("Azure Blob Storage, cool", "GB-month", "stored data"),
  "azure.blob-cool.write": meter("Azure Blob Storage, cool", "operation", "a write"),
  "azure.blob-cool.read": meter("Azure Blob Storage, cool", "operation", "a read"),
  "azure.blob-cool.retrieval": meter("Azure Blob Storage, cool", "GB", "retrieved data"),
  "azure.blob-cool.read-baseline": meter(
    "Azure Blob Storage, cool",
    "operation",
    "a read as the predecessor prices it",
  ),
  "azure.blob-cool.upfront-baseline": meter(
    "Azure Blob Storage, cool",
    "GB",
    "an upfront price that no vendor page knows",
  ),
  "azure.blob-archive.storage": meter("Azure Blob Storage, archive", "GB-month", "stored data"),
  "azure.blob-archive.write": meter("Azure Blob Storage, archive", "operation", "a write"),
  "azure.blob-archive.retrieval": meter("Azure Blob Storage, archive", "GB", "retrieved data"),
  "azure.log-analytics.ingestion": meter(
    "Azure Log Analytics",
    "GB",
    "log lines taken in and kept for 30 days",
  ),
  "azure.monitor.alert": meter("Azure Monitor", "alert-month", "an alert rule on one time series"),
  "azure.key-vault.operation": meter("Azure Key Vault", "operation", "an operation on a secret"),
  "azure.digital-twins.operation": meter(
    "Azure Digital Twins",
    "operation",
    "an operation, in blocks of 1 KiB",
  ),
  "azure.digital-twins.query-unit": meter("Azure Digital Twins", "query-unit", "a query unit"),
  "azure.digital-twins.message": meter(
    "Azure Digital Twins",
    "message",
    "a routed message, in blocks of 1 KiB",
  ),
  "azure.logic-apps.connector-action": meter(
    "Azure Logic Apps",
    "action",
    "an action of a standard connector",
  ),
  "azure.logic-apps.action": meter("Azure Logic Apps", "action", "a built-in action"),
  "azure.grafana.hour": meter("Azure Managed Grafana", "hour", "an hour of a standard workspace"),
  "azure.grafana.user": meter("Azure Managed Grafana", "user-month", "an active user"),
  "azure.api-management.call": meter("Azure API Management", "call", "a call, consumption tier"),
  "azure.egress": meter("Azure bandwidth", "GB", "data sent to the internet, in units of 10^9 bytes"),
} as const;
