/** One npm package of generated Terraform bindings, and what the local cloud wants of it. */
export interface WantedProvider {
  /** The file name under local-cloud/schemas. */
  readonly name: "aws" | "azurerm" | "google";
  /** Full provider source address. */
  readonly provider: string;
  /** The provider release that the package was generated from. */
  readonly version: string;
  readonly npmPackage: string;
  readonly npmVersion: string;
  /** Resource types without the provider's prefix. */
  readonly resources: readonly string[];
  /** Data sources without the provider's prefix. */
  readonly dataSources: readonly string[];
}

/** The types in use. One more type is one more word here; then run `node tools/src/schemas/extract-schemas.ts`. */
export const wantedProviders: readonly WantedProvider[] = [
  {
    name: "aws",
    provider: "registry.terraform.io/hashicorp/aws",
    version: "6.45.0",
    npmPackage: "@cdktn/provider-aws",
    npmVersion: "24.1.0",
    resources: words(`
      cloudwatch_log_group cloudwatch_log_metric_filter dynamodb_table iam_role iam_role_policy iot_certificate
      iot_logging_options iot_policy iot_policy_attachment iot_thing iot_thing_principal_attachment iot_topic_rule
      lambda_event_source_mapping lambda_function lambda_function_url lambda_permission sqs_queue sqs_queue_policy
      sqs_queue_redrive_allow_policy`),
    dataSources: words("caller_identity iam_policy_document iot_endpoint partition region"),
  },
  {
    name: "azurerm",
    provider: "registry.terraform.io/hashicorp/azurerm",
    version: "4.55.0",
    npmPackage: "@cdktf/provider-azurerm",
    npmVersion: "14.23.1",
    resources: words(`
      application_insights cosmosdb_account cosmosdb_sql_container cosmosdb_sql_database cosmosdb_sql_role_assignment
      cosmosdb_sql_role_definition eventgrid_system_topic eventgrid_system_topic_event_subscription
      function_app_flex_consumption iothub iothub_shared_access_policy log_analytics_workspace monitor_diagnostic_setting
      resource_group role_assignment service_plan storage_account storage_container storage_management_policy storage_queue
      user_assigned_identity`),
    dataSources: words("client_config subscription"),
  },
  {
    name: "google",
    provider: "registry.terraform.io/hashicorp/google",
    version: "6.50.0",
    npmPackage: "@cdktf/provider-google",
    npmVersion: "16.12.1",
    resources: words(`
      artifact_registry_repository artifact_registry_repository_iam_member cloud_run_service_iam_member
      cloud_run_v2_service_iam_member cloudfunctions2_function cloudfunctions2_function_iam_member firestore_database
      firestore_field firestore_index logging_metric logging_project_bucket_config logging_project_exclusion
      logging_project_sink project_iam_custom_role project_iam_member project_service pubsub_subscription
      pubsub_subscription_iam_member pubsub_topic pubsub_topic_iam_member service_account service_account_iam_member
      service_account_key storage_bucket storage_bucket_iam_member storage_bucket_object`),
    dataSources: words("client_config project"),
  },
];

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
