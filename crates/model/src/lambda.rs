//! lambda: generated from models/lambda.json by `cargo xtask codegen`; changes go there or to the generator.

use serde::{Deserialize, Serialize};
use shape::{Operation, OperationSchema, ServiceSchema};
use std::collections::BTreeMap;

/// The service's names, and every operation that AWS has.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "lambda",
    signing_name: "lambda",
    endpoint_prefix: "lambda",
    target_prefix: None,
    api_version: "2015-03-31",
    xml_namespace: None,
    protocols: &["rest-json"],
    json_version: None,
    namespace: "com.amazonaws.lambda",
    query_compatible: false,
    bare_errors: false,
    operations: &[
        &operations::ADD_LAYER_VERSION_PERMISSION,
        &operations::ADD_PERMISSION,
        &operations::CHECKPOINT_DURABLE_EXECUTION,
        &operations::CREATE_ALIAS,
        &operations::CREATE_CAPACITY_PROVIDER,
        &operations::CREATE_CODE_SIGNING_CONFIG,
        &operations::CREATE_EVENT_SOURCE_MAPPING,
        &operations::CREATE_FUNCTION,
        &operations::CREATE_FUNCTION_URL_CONFIG,
        &operations::DELETE_ALIAS,
        &operations::DELETE_CAPACITY_PROVIDER,
        &operations::DELETE_CODE_SIGNING_CONFIG,
        &operations::DELETE_DURABLE_EXECUTION,
        &operations::DELETE_EVENT_SOURCE_MAPPING,
        &operations::DELETE_FUNCTION,
        &operations::DELETE_FUNCTION_CODE_SIGNING_CONFIG,
        &operations::DELETE_FUNCTION_CONCURRENCY,
        &operations::DELETE_FUNCTION_EVENT_INVOKE_CONFIG,
        &operations::DELETE_FUNCTION_URL_CONFIG,
        &operations::DELETE_LAYER_VERSION,
        &operations::DELETE_PROVISIONED_CONCURRENCY_CONFIG,
        &operations::DELETE_RESOURCE_POLICY,
        &operations::GET_ACCOUNT_SETTINGS,
        &operations::GET_ALIAS,
        &operations::GET_CAPACITY_PROVIDER,
        &operations::GET_CODE_SIGNING_CONFIG,
        &operations::GET_DURABLE_EXECUTION,
        &operations::GET_DURABLE_EXECUTION_HISTORY,
        &operations::GET_DURABLE_EXECUTION_STATE,
        &operations::GET_EVENT_SOURCE_MAPPING,
        &operations::GET_FUNCTION,
        &operations::GET_FUNCTION_CODE_SIGNING_CONFIG,
        &operations::GET_FUNCTION_CONCURRENCY,
        &operations::GET_FUNCTION_CONFIGURATION,
        &operations::GET_FUNCTION_EVENT_INVOKE_CONFIG,
        &operations::GET_FUNCTION_RECURSION_CONFIG,
        &operations::GET_FUNCTION_SCALING_CONFIG,
        &operations::GET_FUNCTION_URL_CONFIG,
        &operations::GET_LAYER_VERSION,
        &operations::GET_LAYER_VERSION_BY_ARN,
        &operations::GET_LAYER_VERSION_POLICY,
        &operations::GET_POLICY,
        &operations::GET_PROVISIONED_CONCURRENCY_CONFIG,
        &operations::GET_RESOURCE_POLICY,
        &operations::GET_RUNTIME_MANAGEMENT_CONFIG,
        &operations::INVOKE,
        &operations::INVOKE_ASYNC,
        &operations::INVOKE_WITH_RESPONSE_STREAM,
        &operations::LIST_ALIASES,
        &operations::LIST_CAPACITY_PROVIDERS,
        &operations::LIST_CODE_SIGNING_CONFIGS,
        &operations::LIST_DURABLE_EXECUTIONS_BY_FUNCTION,
        &operations::LIST_EVENT_SOURCE_MAPPINGS,
        &operations::LIST_FUNCTION_EVENT_INVOKE_CONFIGS,
        &operations::LIST_FUNCTION_URL_CONFIGS,
        &operations::LIST_FUNCTION_VERSIONS_BY_CAPACITY_PROVIDER,
        &operations::LIST_FUNCTIONS,
        &operations::LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG,
        &operations::LIST_LAYER_VERSIONS,
        &operations::LIST_LAYERS,
        &operations::LIST_PROVISIONED_CONCURRENCY_CONFIGS,
        &operations::LIST_TAGS,
        &operations::LIST_VERSIONS_BY_FUNCTION,
        &operations::PAUSE_DURABLE_EXECUTION,
        &operations::PUBLISH_LAYER_VERSION,
        &operations::PUBLISH_VERSION,
        &operations::PUT_FUNCTION_CODE_SIGNING_CONFIG,
        &operations::PUT_FUNCTION_CONCURRENCY,
        &operations::PUT_FUNCTION_EVENT_INVOKE_CONFIG,
        &operations::PUT_FUNCTION_RECURSION_CONFIG,
        &operations::PUT_FUNCTION_SCALING_CONFIG,
        &operations::PUT_PROVISIONED_CONCURRENCY_CONFIG,
        &operations::PUT_RESOURCE_POLICY,
        &operations::PUT_RUNTIME_MANAGEMENT_CONFIG,
        &operations::REMOVE_LAYER_VERSION_PERMISSION,
        &operations::REMOVE_PERMISSION,
        &operations::RESUME_DURABLE_EXECUTION,
        &operations::SEND_DURABLE_EXECUTION_CALLBACK_FAILURE,
        &operations::SEND_DURABLE_EXECUTION_CALLBACK_HEARTBEAT,
        &operations::SEND_DURABLE_EXECUTION_CALLBACK_SUCCESS,
        &operations::STOP_DURABLE_EXECUTION,
        &operations::TAG_RESOURCE,
        &operations::UNTAG_RESOURCE,
        &operations::UPDATE_ALIAS,
        &operations::UPDATE_CAPACITY_PROVIDER,
        &operations::UPDATE_CODE_SIGNING_CONFIG,
        &operations::UPDATE_EVENT_SOURCE_MAPPING,
        &operations::UPDATE_FUNCTION_CODE,
        &operations::UPDATE_FUNCTION_CONFIGURATION,
        &operations::UPDATE_FUNCTION_EVENT_INVOKE_CONFIG,
        &operations::UPDATE_FUNCTION_URL_CONFIG,
    ],
};

/// POST /2015-03-31/functions/{FunctionName}/policy
pub struct AddPermission;

impl Operation for AddPermission {
    type Input = AddPermissionInput;
    type Output = AddPermissionOutput;
    const SCHEMA: &'static OperationSchema = &operations::ADD_PERMISSION;
}

/// What [`CreateAlias`] answers.
pub type CreateAliasOutput = AliasConfiguration;

/// POST /2015-03-31/functions/{FunctionName}/aliases
pub struct CreateAlias;

impl Operation for CreateAlias {
    type Input = CreateAliasInput;
    type Output = CreateAliasOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_ALIAS;
}

/// POST /2020-04-22/code-signing-configs
pub struct CreateCodeSigningConfig;

impl Operation for CreateCodeSigningConfig {
    type Input = CreateCodeSigningConfigInput;
    type Output = CreateCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_CODE_SIGNING_CONFIG;
}

/// What [`CreateFunction`] answers.
pub type CreateFunctionOutput = FunctionConfiguration;

/// POST /2015-03-31/functions
pub struct CreateFunction;

impl Operation for CreateFunction {
    type Input = CreateFunctionInput;
    type Output = CreateFunctionOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_FUNCTION;
}

/// DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}
pub struct DeleteAlias;

impl Operation for DeleteAlias {
    type Input = DeleteAliasInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_ALIAS;
}

/// DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
pub struct DeleteCodeSigningConfig;

impl Operation for DeleteCodeSigningConfig {
    type Input = DeleteCodeSigningConfigInput;
    type Output = DeleteCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_CODE_SIGNING_CONFIG;
}

/// DELETE /2015-03-31/functions/{FunctionName}
pub struct DeleteFunction;

impl Operation for DeleteFunction {
    type Input = DeleteFunctionInput;
    type Output = DeleteFunctionOutput;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_FUNCTION;
}

/// DELETE /2020-06-30/functions/{FunctionName}/code-signing-config
pub struct DeleteFunctionCodeSigningConfig;

impl Operation for DeleteFunctionCodeSigningConfig {
    type Input = DeleteFunctionCodeSigningConfigInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_FUNCTION_CODE_SIGNING_CONFIG;
}

/// DELETE /2017-10-31/functions/{FunctionName}/concurrency
pub struct DeleteFunctionConcurrency;

impl Operation for DeleteFunctionConcurrency {
    type Input = DeleteFunctionConcurrencyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_FUNCTION_CONCURRENCY;
}

/// DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency
pub struct DeleteProvisionedConcurrencyConfig;

impl Operation for DeleteProvisionedConcurrencyConfig {
    type Input = DeleteProvisionedConcurrencyConfigInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_PROVISIONED_CONCURRENCY_CONFIG;
}

/// GET /2016-08-19/account-settings
pub struct GetAccountSettings;

impl Operation for GetAccountSettings {
    type Input = GetAccountSettingsInput;
    type Output = GetAccountSettingsOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_ACCOUNT_SETTINGS;
}

/// What [`GetAlias`] answers.
pub type GetAliasOutput = AliasConfiguration;

/// GET /2015-03-31/functions/{FunctionName}/aliases/{Name}
pub struct GetAlias;

impl Operation for GetAlias {
    type Input = GetAliasInput;
    type Output = GetAliasOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_ALIAS;
}

/// GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
pub struct GetCodeSigningConfig;

impl Operation for GetCodeSigningConfig {
    type Input = GetCodeSigningConfigInput;
    type Output = GetCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_CODE_SIGNING_CONFIG;
}

/// GET /2015-03-31/functions/{FunctionName}
pub struct GetFunction;

impl Operation for GetFunction {
    type Input = GetFunctionInput;
    type Output = GetFunctionOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_FUNCTION;
}

/// GET /2020-06-30/functions/{FunctionName}/code-signing-config
pub struct GetFunctionCodeSigningConfig;

impl Operation for GetFunctionCodeSigningConfig {
    type Input = GetFunctionCodeSigningConfigInput;
    type Output = GetFunctionCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_FUNCTION_CODE_SIGNING_CONFIG;
}

/// GET /2019-09-30/functions/{FunctionName}/concurrency
pub struct GetFunctionConcurrency;

impl Operation for GetFunctionConcurrency {
    type Input = GetFunctionConcurrencyInput;
    type Output = GetFunctionConcurrencyOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_FUNCTION_CONCURRENCY;
}

/// What [`GetFunctionConfiguration`] answers.
pub type GetFunctionConfigurationOutput = FunctionConfiguration;

/// GET /2015-03-31/functions/{FunctionName}/configuration
pub struct GetFunctionConfiguration;

impl Operation for GetFunctionConfiguration {
    type Input = GetFunctionConfigurationInput;
    type Output = GetFunctionConfigurationOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_FUNCTION_CONFIGURATION;
}

/// GET /2015-03-31/functions/{FunctionName}/policy
pub struct GetPolicy;

impl Operation for GetPolicy {
    type Input = GetPolicyInput;
    type Output = GetPolicyOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_POLICY;
}

/// GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency
pub struct GetProvisionedConcurrencyConfig;

impl Operation for GetProvisionedConcurrencyConfig {
    type Input = GetProvisionedConcurrencyConfigInput;
    type Output = GetProvisionedConcurrencyConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_PROVISIONED_CONCURRENCY_CONFIG;
}

/// GET /2021-07-20/functions/{FunctionName}/runtime-management-config
pub struct GetRuntimeManagementConfig;

impl Operation for GetRuntimeManagementConfig {
    type Input = GetRuntimeManagementConfigInput;
    type Output = GetRuntimeManagementConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_RUNTIME_MANAGEMENT_CONFIG;
}

/// POST /2015-03-31/functions/{FunctionName}/invocations
pub struct Invoke;

impl Operation for Invoke {
    type Input = InvokeInput;
    type Output = InvokeOutput;
    const SCHEMA: &'static OperationSchema = &operations::INVOKE;
}

/// GET /2015-03-31/functions/{FunctionName}/aliases
pub struct ListAliases;

impl Operation for ListAliases {
    type Input = ListAliasesInput;
    type Output = ListAliasesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ALIASES;
}

/// GET /2020-04-22/code-signing-configs
pub struct ListCodeSigningConfigs;

impl Operation for ListCodeSigningConfigs {
    type Input = ListCodeSigningConfigsInput;
    type Output = ListCodeSigningConfigsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_CODE_SIGNING_CONFIGS;
}

/// GET /2015-03-31/functions
pub struct ListFunctions;

impl Operation for ListFunctions {
    type Input = ListFunctionsInput;
    type Output = ListFunctionsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_FUNCTIONS;
}

/// GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions
pub struct ListFunctionsByCodeSigningConfig;

impl Operation for ListFunctionsByCodeSigningConfig {
    type Input = ListFunctionsByCodeSigningConfigInput;
    type Output = ListFunctionsByCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG;
}

/// GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL
pub struct ListProvisionedConcurrencyConfigs;

impl Operation for ListProvisionedConcurrencyConfigs {
    type Input = ListProvisionedConcurrencyConfigsInput;
    type Output = ListProvisionedConcurrencyConfigsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_PROVISIONED_CONCURRENCY_CONFIGS;
}

/// GET /2017-03-31/tags/{Resource}
pub struct ListTags;

impl Operation for ListTags {
    type Input = ListTagsInput;
    type Output = ListTagsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_TAGS;
}

/// GET /2015-03-31/functions/{FunctionName}/versions
pub struct ListVersionsByFunction;

impl Operation for ListVersionsByFunction {
    type Input = ListVersionsByFunctionInput;
    type Output = ListVersionsByFunctionOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_VERSIONS_BY_FUNCTION;
}

/// What [`PublishVersion`] answers.
pub type PublishVersionOutput = FunctionConfiguration;

/// POST /2015-03-31/functions/{FunctionName}/versions
pub struct PublishVersion;

impl Operation for PublishVersion {
    type Input = PublishVersionInput;
    type Output = PublishVersionOutput;
    const SCHEMA: &'static OperationSchema = &operations::PUBLISH_VERSION;
}

/// PUT /2020-06-30/functions/{FunctionName}/code-signing-config
pub struct PutFunctionCodeSigningConfig;

impl Operation for PutFunctionCodeSigningConfig {
    type Input = PutFunctionCodeSigningConfigInput;
    type Output = PutFunctionCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::PUT_FUNCTION_CODE_SIGNING_CONFIG;
}

/// What [`PutFunctionConcurrency`] answers.
pub type PutFunctionConcurrencyOutput = Concurrency;

/// PUT /2017-10-31/functions/{FunctionName}/concurrency
pub struct PutFunctionConcurrency;

impl Operation for PutFunctionConcurrency {
    type Input = PutFunctionConcurrencyInput;
    type Output = PutFunctionConcurrencyOutput;
    const SCHEMA: &'static OperationSchema = &operations::PUT_FUNCTION_CONCURRENCY;
}

/// PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency
pub struct PutProvisionedConcurrencyConfig;

impl Operation for PutProvisionedConcurrencyConfig {
    type Input = PutProvisionedConcurrencyConfigInput;
    type Output = PutProvisionedConcurrencyConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::PUT_PROVISIONED_CONCURRENCY_CONFIG;
}

/// PUT /2021-07-20/functions/{FunctionName}/runtime-management-config
pub struct PutRuntimeManagementConfig;

impl Operation for PutRuntimeManagementConfig {
    type Input = PutRuntimeManagementConfigInput;
    type Output = PutRuntimeManagementConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::PUT_RUNTIME_MANAGEMENT_CONFIG;
}

/// DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}
pub struct RemovePermission;

impl Operation for RemovePermission {
    type Input = RemovePermissionInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::REMOVE_PERMISSION;
}

/// POST /2017-03-31/tags/{Resource}
pub struct TagResource;

impl Operation for TagResource {
    type Input = TagResourceInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::TAG_RESOURCE;
}

/// DELETE /2017-03-31/tags/{Resource}
pub struct UntagResource;

impl Operation for UntagResource {
    type Input = UntagResourceInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::UNTAG_RESOURCE;
}

/// What [`UpdateAlias`] answers.
pub type UpdateAliasOutput = AliasConfiguration;

/// PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}
pub struct UpdateAlias;

impl Operation for UpdateAlias {
    type Input = UpdateAliasInput;
    type Output = UpdateAliasOutput;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_ALIAS;
}

/// PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
pub struct UpdateCodeSigningConfig;

impl Operation for UpdateCodeSigningConfig {
    type Input = UpdateCodeSigningConfigInput;
    type Output = UpdateCodeSigningConfigOutput;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_CODE_SIGNING_CONFIG;
}

/// What [`UpdateFunctionCode`] answers.
pub type UpdateFunctionCodeOutput = FunctionConfiguration;

/// PUT /2015-03-31/functions/{FunctionName}/code
pub struct UpdateFunctionCode;

impl Operation for UpdateFunctionCode {
    type Input = UpdateFunctionCodeInput;
    type Output = UpdateFunctionCodeOutput;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_FUNCTION_CODE;
}

/// What [`UpdateFunctionConfiguration`] answers.
pub type UpdateFunctionConfigurationOutput = FunctionConfiguration;

/// PUT /2015-03-31/functions/{FunctionName}/configuration
pub struct UpdateFunctionConfiguration;

impl Operation for UpdateFunctionConfiguration {
    type Input = UpdateFunctionConfigurationInput;
    type Output = UpdateFunctionConfigurationOutput;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_FUNCTION_CONFIGURATION;
}

/// Every operation's name and binding.
pub mod operations {
    use super::OperationSchema;
    use super::schemas;
    pub static ADD_LAYER_VERSION_PERMISSION: OperationSchema = OperationSchema::known(
        "AddLayerVersionPermission",
        "POST",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
        201,
    );
    pub static ADD_PERMISSION: OperationSchema =
        OperationSchema::known("AddPermission", "POST", "/2015-03-31/functions/{FunctionName}/policy", 201)
            .offered(&schemas::ADD_PERMISSION_REQUEST, &schemas::ADD_PERMISSION_RESPONSE);
    pub static CHECKPOINT_DURABLE_EXECUTION: OperationSchema = OperationSchema::known(
        "CheckpointDurableExecution",
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint",
        200,
    );
    pub static CREATE_ALIAS: OperationSchema =
        OperationSchema::known("CreateAlias", "POST", "/2015-03-31/functions/{FunctionName}/aliases", 201)
            .offered(&schemas::CREATE_ALIAS_REQUEST, &schemas::ALIAS_CONFIGURATION);
    pub static CREATE_CAPACITY_PROVIDER: OperationSchema =
        OperationSchema::known("CreateCapacityProvider", "POST", "/2025-11-30/capacity-providers", 202);
    pub static CREATE_CODE_SIGNING_CONFIG: OperationSchema =
        OperationSchema::known("CreateCodeSigningConfig", "POST", "/2020-04-22/code-signing-configs", 201)
            .offered(
                &schemas::CREATE_CODE_SIGNING_CONFIG_REQUEST,
                &schemas::CREATE_CODE_SIGNING_CONFIG_RESPONSE,
            );
    pub static CREATE_EVENT_SOURCE_MAPPING: OperationSchema =
        OperationSchema::known("CreateEventSourceMapping", "POST", "/2015-03-31/event-source-mappings", 202);
    pub static CREATE_FUNCTION: OperationSchema =
        OperationSchema::known("CreateFunction", "POST", "/2015-03-31/functions", 201)
            .offered(&schemas::CREATE_FUNCTION_REQUEST, &schemas::FUNCTION_CONFIGURATION);
    pub static CREATE_FUNCTION_URL_CONFIG: OperationSchema = OperationSchema::known(
        "CreateFunctionUrlConfig",
        "POST",
        "/2021-10-31/functions/{FunctionName}/url",
        201,
    );
    pub static DELETE_ALIAS: OperationSchema = OperationSchema::known(
        "DeleteAlias",
        "DELETE",
        "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        204,
    )
    .offered(&schemas::DELETE_ALIAS_REQUEST, &shape::UNIT);
    pub static DELETE_CAPACITY_PROVIDER: OperationSchema = OperationSchema::known(
        "DeleteCapacityProvider",
        "DELETE",
        "/2025-11-30/capacity-providers/{CapacityProviderName}",
        202,
    );
    pub static DELETE_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "DeleteCodeSigningConfig",
        "DELETE",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        204,
    )
    .offered(&schemas::DELETE_CODE_SIGNING_CONFIG_REQUEST, &schemas::DELETE_CODE_SIGNING_CONFIG_RESPONSE);
    pub static DELETE_DURABLE_EXECUTION: OperationSchema = OperationSchema::known(
        "DeleteDurableExecution",
        "DELETE",
        "/2025-12-01/durable-executions/{DurableExecutionArn}",
        202,
    );
    pub static DELETE_EVENT_SOURCE_MAPPING: OperationSchema = OperationSchema::known(
        "DeleteEventSourceMapping",
        "DELETE",
        "/2015-03-31/event-source-mappings/{UUID}",
        202,
    );
    pub static DELETE_FUNCTION: OperationSchema =
        OperationSchema::known("DeleteFunction", "DELETE", "/2015-03-31/functions/{FunctionName}", 200)
            .offered(&schemas::DELETE_FUNCTION_REQUEST, &schemas::DELETE_FUNCTION_RESPONSE);
    pub static DELETE_FUNCTION_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "DeleteFunctionCodeSigningConfig",
        "DELETE",
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
        204,
    )
    .offered(&schemas::DELETE_FUNCTION_CODE_SIGNING_CONFIG_REQUEST, &shape::UNIT);
    pub static DELETE_FUNCTION_CONCURRENCY: OperationSchema = OperationSchema::known(
        "DeleteFunctionConcurrency",
        "DELETE",
        "/2017-10-31/functions/{FunctionName}/concurrency",
        204,
    )
    .offered(&schemas::DELETE_FUNCTION_CONCURRENCY_REQUEST, &shape::UNIT);
    pub static DELETE_FUNCTION_EVENT_INVOKE_CONFIG: OperationSchema = OperationSchema::known(
        "DeleteFunctionEventInvokeConfig",
        "DELETE",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        204,
    );
    pub static DELETE_FUNCTION_URL_CONFIG: OperationSchema = OperationSchema::known(
        "DeleteFunctionUrlConfig",
        "DELETE",
        "/2021-10-31/functions/{FunctionName}/url",
        204,
    );
    pub static DELETE_LAYER_VERSION: OperationSchema = OperationSchema::known(
        "DeleteLayerVersion",
        "DELETE",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
        204,
    );
    pub static DELETE_PROVISIONED_CONCURRENCY_CONFIG: OperationSchema = OperationSchema::known(
        "DeleteProvisionedConcurrencyConfig",
        "DELETE",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        204,
    )
    .offered(&schemas::DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST, &shape::UNIT);
    pub static DELETE_RESOURCE_POLICY: OperationSchema = OperationSchema::known(
        "DeleteResourcePolicy",
        "DELETE",
        "/2026-07-09/resource-policy/{ResourceArn}",
        204,
    );
    pub static GET_ACCOUNT_SETTINGS: OperationSchema =
        OperationSchema::known("GetAccountSettings", "GET", "/2016-08-19/account-settings", 200)
            .offered(&schemas::GET_ACCOUNT_SETTINGS_REQUEST, &schemas::GET_ACCOUNT_SETTINGS_RESPONSE);
    pub static GET_ALIAS: OperationSchema =
        OperationSchema::known("GetAlias", "GET", "/2015-03-31/functions/{FunctionName}/aliases/{Name}", 200)
            .offered(&schemas::GET_ALIAS_REQUEST, &schemas::ALIAS_CONFIGURATION);
    pub static GET_CAPACITY_PROVIDER: OperationSchema = OperationSchema::known(
        "GetCapacityProvider",
        "GET",
        "/2025-11-30/capacity-providers/{CapacityProviderName}",
        200,
    );
    pub static GET_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "GetCodeSigningConfig",
        "GET",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        200,
    )
    .offered(&schemas::GET_CODE_SIGNING_CONFIG_REQUEST, &schemas::GET_CODE_SIGNING_CONFIG_RESPONSE);
    pub static GET_DURABLE_EXECUTION: OperationSchema = OperationSchema::known(
        "GetDurableExecution",
        "GET",
        "/2025-12-01/durable-executions/{DurableExecutionArn}",
        200,
    );
    pub static GET_DURABLE_EXECUTION_HISTORY: OperationSchema = OperationSchema::known(
        "GetDurableExecutionHistory",
        "GET",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/history",
        200,
    );
    pub static GET_DURABLE_EXECUTION_STATE: OperationSchema = OperationSchema::known(
        "GetDurableExecutionState",
        "GET",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/state",
        200,
    );
    pub static GET_EVENT_SOURCE_MAPPING: OperationSchema = OperationSchema::known(
        "GetEventSourceMapping",
        "GET",
        "/2015-03-31/event-source-mappings/{UUID}",
        200,
    );
    pub static GET_FUNCTION: OperationSchema =
        OperationSchema::known("GetFunction", "GET", "/2015-03-31/functions/{FunctionName}", 200)
            .offered(&schemas::GET_FUNCTION_REQUEST, &schemas::GET_FUNCTION_RESPONSE);
    pub static GET_FUNCTION_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "GetFunctionCodeSigningConfig",
        "GET",
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
        200,
    )
    .offered(
        &schemas::GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST,
        &schemas::GET_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE,
    );
    pub static GET_FUNCTION_CONCURRENCY: OperationSchema = OperationSchema::known(
        "GetFunctionConcurrency",
        "GET",
        "/2019-09-30/functions/{FunctionName}/concurrency",
        200,
    )
    .offered(&schemas::GET_FUNCTION_CONCURRENCY_REQUEST, &schemas::GET_FUNCTION_CONCURRENCY_RESPONSE);
    pub static GET_FUNCTION_CONFIGURATION: OperationSchema = OperationSchema::known(
        "GetFunctionConfiguration",
        "GET",
        "/2015-03-31/functions/{FunctionName}/configuration",
        200,
    )
    .offered(&schemas::GET_FUNCTION_CONFIGURATION_REQUEST, &schemas::FUNCTION_CONFIGURATION);
    pub static GET_FUNCTION_EVENT_INVOKE_CONFIG: OperationSchema = OperationSchema::known(
        "GetFunctionEventInvokeConfig",
        "GET",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        200,
    );
    pub static GET_FUNCTION_RECURSION_CONFIG: OperationSchema = OperationSchema::known(
        "GetFunctionRecursionConfig",
        "GET",
        "/2024-08-31/functions/{FunctionName}/recursion-config",
        200,
    );
    pub static GET_FUNCTION_SCALING_CONFIG: OperationSchema = OperationSchema::known(
        "GetFunctionScalingConfig",
        "GET",
        "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        200,
    );
    pub static GET_FUNCTION_URL_CONFIG: OperationSchema = OperationSchema::known(
        "GetFunctionUrlConfig",
        "GET",
        "/2021-10-31/functions/{FunctionName}/url",
        200,
    );
    pub static GET_LAYER_VERSION: OperationSchema = OperationSchema::known(
        "GetLayerVersion",
        "GET",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
        200,
    );
    pub static GET_LAYER_VERSION_BY_ARN: OperationSchema =
        OperationSchema::known("GetLayerVersionByArn", "GET", "/2018-10-31/layers?find=LayerVersion", 200);
    pub static GET_LAYER_VERSION_POLICY: OperationSchema = OperationSchema::known(
        "GetLayerVersionPolicy",
        "GET",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
        200,
    );
    pub static GET_POLICY: OperationSchema =
        OperationSchema::known("GetPolicy", "GET", "/2015-03-31/functions/{FunctionName}/policy", 200)
            .offered(&schemas::GET_POLICY_REQUEST, &schemas::GET_POLICY_RESPONSE);
    pub static GET_PROVISIONED_CONCURRENCY_CONFIG: OperationSchema = OperationSchema::known(
        "GetProvisionedConcurrencyConfig",
        "GET",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        200,
    )
    .offered(
        &schemas::GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST,
        &schemas::GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE,
    );
    pub static GET_RESOURCE_POLICY: OperationSchema =
        OperationSchema::known("GetResourcePolicy", "GET", "/2026-07-09/resource-policy/{ResourceArn}", 200);
    pub static GET_RUNTIME_MANAGEMENT_CONFIG: OperationSchema = OperationSchema::known(
        "GetRuntimeManagementConfig",
        "GET",
        "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        200,
    )
    .offered(
        &schemas::GET_RUNTIME_MANAGEMENT_CONFIG_REQUEST,
        &schemas::GET_RUNTIME_MANAGEMENT_CONFIG_RESPONSE,
    );
    pub static INVOKE: OperationSchema =
        OperationSchema::known("Invoke", "POST", "/2015-03-31/functions/{FunctionName}/invocations", 200)
            .offered(&schemas::INVOCATION_REQUEST, &schemas::INVOCATION_RESPONSE);
    pub static INVOKE_ASYNC: OperationSchema = OperationSchema::known(
        "InvokeAsync",
        "POST",
        "/2014-11-13/functions/{FunctionName}/invoke-async",
        202,
    );
    pub static INVOKE_WITH_RESPONSE_STREAM: OperationSchema = OperationSchema::known(
        "InvokeWithResponseStream",
        "POST",
        "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
        200,
    );
    pub static LIST_ALIASES: OperationSchema =
        OperationSchema::known("ListAliases", "GET", "/2015-03-31/functions/{FunctionName}/aliases", 200)
            .offered(&schemas::LIST_ALIASES_REQUEST, &schemas::LIST_ALIASES_RESPONSE);
    pub static LIST_CAPACITY_PROVIDERS: OperationSchema =
        OperationSchema::known("ListCapacityProviders", "GET", "/2025-11-30/capacity-providers", 200);
    pub static LIST_CODE_SIGNING_CONFIGS: OperationSchema =
        OperationSchema::known("ListCodeSigningConfigs", "GET", "/2020-04-22/code-signing-configs", 200)
            .offered(
                &schemas::LIST_CODE_SIGNING_CONFIGS_REQUEST,
                &schemas::LIST_CODE_SIGNING_CONFIGS_RESPONSE,
            );
    pub static LIST_DURABLE_EXECUTIONS_BY_FUNCTION: OperationSchema = OperationSchema::known(
        "ListDurableExecutionsByFunction",
        "GET",
        "/2025-12-01/functions/{FunctionName}/durable-executions",
        200,
    );
    pub static LIST_EVENT_SOURCE_MAPPINGS: OperationSchema =
        OperationSchema::known("ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings", 200);
    pub static LIST_FUNCTION_EVENT_INVOKE_CONFIGS: OperationSchema = OperationSchema::known(
        "ListFunctionEventInvokeConfigs",
        "GET",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
        200,
    );
    pub static LIST_FUNCTION_URL_CONFIGS: OperationSchema = OperationSchema::known(
        "ListFunctionUrlConfigs",
        "GET",
        "/2021-10-31/functions/{FunctionName}/urls",
        200,
    );
    pub static LIST_FUNCTION_VERSIONS_BY_CAPACITY_PROVIDER: OperationSchema = OperationSchema::known(
        "ListFunctionVersionsByCapacityProvider",
        "GET",
        "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
        200,
    );
    pub static LIST_FUNCTIONS: OperationSchema =
        OperationSchema::known("ListFunctions", "GET", "/2015-03-31/functions", 200)
            .offered(&schemas::LIST_FUNCTIONS_REQUEST, &schemas::LIST_FUNCTIONS_RESPONSE);
    pub static LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "ListFunctionsByCodeSigningConfig",
        "GET",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
        200,
    )
    .offered(
        &schemas::LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG_REQUEST,
        &schemas::LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG_RESPONSE,
    );
    pub static LIST_LAYER_VERSIONS: OperationSchema =
        OperationSchema::known("ListLayerVersions", "GET", "/2018-10-31/layers/{LayerName}/versions", 200);
    pub static LIST_LAYERS: OperationSchema =
        OperationSchema::known("ListLayers", "GET", "/2018-10-31/layers", 200);
    pub static LIST_PROVISIONED_CONCURRENCY_CONFIGS: OperationSchema = OperationSchema::known(
        "ListProvisionedConcurrencyConfigs",
        "GET",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL",
        200,
    )
    .offered(
        &schemas::LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST,
        &schemas::LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE,
    );
    pub static LIST_TAGS: OperationSchema =
        OperationSchema::known("ListTags", "GET", "/2017-03-31/tags/{Resource}", 200)
            .offered(&schemas::LIST_TAGS_REQUEST, &schemas::LIST_TAGS_RESPONSE);
    pub static LIST_VERSIONS_BY_FUNCTION: OperationSchema = OperationSchema::known(
        "ListVersionsByFunction",
        "GET",
        "/2015-03-31/functions/{FunctionName}/versions",
        200,
    )
    .offered(&schemas::LIST_VERSIONS_BY_FUNCTION_REQUEST, &schemas::LIST_VERSIONS_BY_FUNCTION_RESPONSE);
    pub static PAUSE_DURABLE_EXECUTION: OperationSchema = OperationSchema::known(
        "PauseDurableExecution",
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/pause",
        202,
    );
    pub static PUBLISH_LAYER_VERSION: OperationSchema =
        OperationSchema::known("PublishLayerVersion", "POST", "/2018-10-31/layers/{LayerName}/versions", 201);
    pub static PUBLISH_VERSION: OperationSchema = OperationSchema::known(
        "PublishVersion",
        "POST",
        "/2015-03-31/functions/{FunctionName}/versions",
        201,
    )
    .offered(&schemas::PUBLISH_VERSION_REQUEST, &schemas::FUNCTION_CONFIGURATION);
    pub static PUT_FUNCTION_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "PutFunctionCodeSigningConfig",
        "PUT",
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
        200,
    )
    .offered(
        &schemas::PUT_FUNCTION_CODE_SIGNING_CONFIG_REQUEST,
        &schemas::PUT_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE,
    );
    pub static PUT_FUNCTION_CONCURRENCY: OperationSchema = OperationSchema::known(
        "PutFunctionConcurrency",
        "PUT",
        "/2017-10-31/functions/{FunctionName}/concurrency",
        200,
    )
    .offered(&schemas::PUT_FUNCTION_CONCURRENCY_REQUEST, &schemas::CONCURRENCY);
    pub static PUT_FUNCTION_EVENT_INVOKE_CONFIG: OperationSchema = OperationSchema::known(
        "PutFunctionEventInvokeConfig",
        "PUT",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        200,
    );
    pub static PUT_FUNCTION_RECURSION_CONFIG: OperationSchema = OperationSchema::known(
        "PutFunctionRecursionConfig",
        "PUT",
        "/2024-08-31/functions/{FunctionName}/recursion-config",
        200,
    );
    pub static PUT_FUNCTION_SCALING_CONFIG: OperationSchema = OperationSchema::known(
        "PutFunctionScalingConfig",
        "PUT",
        "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        202,
    );
    pub static PUT_PROVISIONED_CONCURRENCY_CONFIG: OperationSchema = OperationSchema::known(
        "PutProvisionedConcurrencyConfig",
        "PUT",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        202,
    )
    .offered(
        &schemas::PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST,
        &schemas::PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE,
    );
    pub static PUT_RESOURCE_POLICY: OperationSchema =
        OperationSchema::known("PutResourcePolicy", "PUT", "/2026-07-09/resource-policy/{ResourceArn}", 200);
    pub static PUT_RUNTIME_MANAGEMENT_CONFIG: OperationSchema = OperationSchema::known(
        "PutRuntimeManagementConfig",
        "PUT",
        "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        200,
    )
    .offered(
        &schemas::PUT_RUNTIME_MANAGEMENT_CONFIG_REQUEST,
        &schemas::PUT_RUNTIME_MANAGEMENT_CONFIG_RESPONSE,
    );
    pub static REMOVE_LAYER_VERSION_PERMISSION: OperationSchema = OperationSchema::known(
        "RemoveLayerVersionPermission",
        "DELETE",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
        204,
    );
    pub static REMOVE_PERMISSION: OperationSchema = OperationSchema::known(
        "RemovePermission",
        "DELETE",
        "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
        204,
    )
    .offered(&schemas::REMOVE_PERMISSION_REQUEST, &shape::UNIT);
    pub static RESUME_DURABLE_EXECUTION: OperationSchema = OperationSchema::known(
        "ResumeDurableExecution",
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/resume",
        202,
    );
    pub static SEND_DURABLE_EXECUTION_CALLBACK_FAILURE: OperationSchema = OperationSchema::known(
        "SendDurableExecutionCallbackFailure",
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail",
        200,
    );
    pub static SEND_DURABLE_EXECUTION_CALLBACK_HEARTBEAT: OperationSchema = OperationSchema::known(
        "SendDurableExecutionCallbackHeartbeat",
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
        200,
    );
    pub static SEND_DURABLE_EXECUTION_CALLBACK_SUCCESS: OperationSchema = OperationSchema::known(
        "SendDurableExecutionCallbackSuccess",
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed",
        200,
    );
    pub static STOP_DURABLE_EXECUTION: OperationSchema = OperationSchema::known(
        "StopDurableExecution",
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/stop",
        200,
    );
    pub static TAG_RESOURCE: OperationSchema =
        OperationSchema::known("TagResource", "POST", "/2017-03-31/tags/{Resource}", 204)
            .offered(&schemas::TAG_RESOURCE_REQUEST, &shape::UNIT);
    pub static UNTAG_RESOURCE: OperationSchema =
        OperationSchema::known("UntagResource", "DELETE", "/2017-03-31/tags/{Resource}", 204)
            .offered(&schemas::UNTAG_RESOURCE_REQUEST, &shape::UNIT);
    pub static UPDATE_ALIAS: OperationSchema = OperationSchema::known(
        "UpdateAlias",
        "PUT",
        "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        200,
    )
    .offered(&schemas::UPDATE_ALIAS_REQUEST, &schemas::ALIAS_CONFIGURATION);
    pub static UPDATE_CAPACITY_PROVIDER: OperationSchema = OperationSchema::known(
        "UpdateCapacityProvider",
        "PUT",
        "/2025-11-30/capacity-providers/{CapacityProviderName}",
        202,
    );
    pub static UPDATE_CODE_SIGNING_CONFIG: OperationSchema = OperationSchema::known(
        "UpdateCodeSigningConfig",
        "PUT",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        200,
    )
    .offered(&schemas::UPDATE_CODE_SIGNING_CONFIG_REQUEST, &schemas::UPDATE_CODE_SIGNING_CONFIG_RESPONSE);
    pub static UPDATE_EVENT_SOURCE_MAPPING: OperationSchema = OperationSchema::known(
        "UpdateEventSourceMapping",
        "PUT",
        "/2015-03-31/event-source-mappings/{UUID}",
        202,
    );
    pub static UPDATE_FUNCTION_CODE: OperationSchema =
        OperationSchema::known("UpdateFunctionCode", "PUT", "/2015-03-31/functions/{FunctionName}/code", 200)
            .offered(&schemas::UPDATE_FUNCTION_CODE_REQUEST, &schemas::FUNCTION_CONFIGURATION);
    pub static UPDATE_FUNCTION_CONFIGURATION: OperationSchema = OperationSchema::known(
        "UpdateFunctionConfiguration",
        "PUT",
        "/2015-03-31/functions/{FunctionName}/configuration",
        200,
    )
    .offered(&schemas::UPDATE_FUNCTION_CONFIGURATION_REQUEST, &schemas::FUNCTION_CONFIGURATION);
    pub static UPDATE_FUNCTION_EVENT_INVOKE_CONFIG: OperationSchema = OperationSchema::known(
        "UpdateFunctionEventInvokeConfig",
        "POST",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        200,
    );
    pub static UPDATE_FUNCTION_URL_CONFIG: OperationSchema = OperationSchema::known(
        "UpdateFunctionUrlConfig",
        "PUT",
        "/2021-10-31/functions/{FunctionName}/url",
        200,
    );
}
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AcceleratorConfig {
    pub accelerator_memory_size: i32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountLimit {
    pub total_code_size: Option<i64>,
    pub code_size_unzipped: Option<i64>,
    pub code_size_zipped: Option<i64>,
    pub concurrent_executions: Option<i32>,
    pub unreserved_concurrent_executions: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountUsage {
    pub total_code_size: Option<i64>,
    pub function_count: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddPermissionInput {
    pub function_name: String,
    pub statement_id: String,
    pub action: String,
    pub principal: String,
    pub source_arn: Option<String>,
    pub function_url_auth_type: Option<FunctionUrlAuthType>,
    pub invoked_via_function_url: Option<bool>,
    pub source_account: Option<String>,
    pub event_source_token: Option<String>,
    pub qualifier: Option<String>,
    pub revision_id: Option<String>,
    #[serde(rename = "PrincipalOrgID")]
    pub principal_org_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddPermissionOutput {
    pub statement: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AliasConfiguration {
    pub alias_arn: Option<String>,
    pub name: Option<String>,
    pub function_version: Option<String>,
    pub description: Option<String>,
    pub routing_config: Option<AliasRoutingConfiguration>,
    pub revision_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AliasRoutingConfiguration {
    pub additional_version_weights: Option<BTreeMap<String, f64>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AllowedPublishers {
    pub signing_profile_version_arns: Vec<String>,
}

shape::string_enum! {
    pub enum ApplicationLogLevel {
        Trace = "TRACE",
        Debug = "DEBUG",
        Info = "INFO",
        Warn = "WARN",
        Error = "ERROR",
        Fatal = "FATAL",
    }
}

shape::string_enum! {
    pub enum Architecture {
        X86_64 = "x86_64",
        Arm64 = "arm64",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CapacityProviderConfig {
    pub lambda_managed_instances_capacity_provider_config: LambdaManagedInstancesCapacityProviderConfig,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CodeSigningConfig {
    pub code_signing_config_id: String,
    pub code_signing_config_arn: String,
    pub description: Option<String>,
    pub allowed_publishers: AllowedPublishers,
    pub code_signing_policies: CodeSigningPolicies,
    pub last_modified: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CodeSigningPolicies {
    pub untrusted_artifact_on_deployment: Option<CodeSigningPolicy>,
}

shape::string_enum! {
    pub enum CodeSigningPolicy {
        Warn = "Warn",
        Enforce = "Enforce",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Concurrency {
    pub reserved_concurrent_executions: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateAliasInput {
    pub function_name: String,
    pub name: String,
    pub function_version: String,
    pub description: Option<String>,
    pub routing_config: Option<AliasRoutingConfiguration>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateCodeSigningConfigInput {
    pub description: Option<String>,
    pub allowed_publishers: AllowedPublishers,
    pub code_signing_policies: Option<CodeSigningPolicies>,
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateCodeSigningConfigOutput {
    pub code_signing_config: CodeSigningConfig,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateFunctionInput {
    pub function_name: String,
    pub runtime: Option<String>,
    pub role: String,
    pub handler: Option<String>,
    pub code: FunctionCode,
    pub description: Option<String>,
    pub timeout: Option<i32>,
    pub memory_size: Option<i32>,
    pub publish: Option<bool>,
    pub publish_to: Option<FunctionVersionLatestPublished>,
    pub vpc_config: Option<VpcConfig>,
    pub package_type: Option<PackageType>,
    pub dead_letter_config: Option<DeadLetterConfig>,
    pub environment: Option<Environment>,
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    pub tracing_config: Option<TracingConfig>,
    pub tags: Option<BTreeMap<String, String>>,
    pub layers: Option<Vec<String>>,
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    pub code_signing_config_arn: Option<String>,
    pub image_config: Option<ImageConfig>,
    pub architectures: Option<Vec<Architecture>>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub snap_start: Option<SnapStart>,
    pub logging_config: Option<LoggingConfig>,
    pub tenancy_config: Option<TenancyConfig>,
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    pub durable_config: Option<DurableConfig>,
    pub runtime_config: Option<FunctionRuntimeConfig>,
    pub accelerator_config: Option<AcceleratorConfig>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeadLetterConfig {
    pub target_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteAliasInput {
    pub function_name: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteCodeSigningConfigInput {
    pub code_signing_config_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DeleteCodeSigningConfigOutput {}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteFunctionCodeSigningConfigInput {
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteFunctionConcurrencyInput {
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteFunctionInput {
    pub function_name: String,
    pub qualifier: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteFunctionOutput {
    pub status_code: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteProvisionedConcurrencyConfigInput {
    pub function_name: String,
    pub qualifier: String,
}

shape::string_enum! {
    pub enum DirectS3Read {
        Enabled = "ENABLED",
        Disabled = "DISABLED",
        Auto = "AUTO",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DurableConfig {
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    pub retention_period_in_days: Option<i32>,
    pub execution_timeout: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Environment {
    pub variables: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EnvironmentError {
    pub error_code: Option<String>,
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EnvironmentResponse {
    pub variables: Option<BTreeMap<String, String>>,
    pub error: Option<EnvironmentError>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EphemeralStorage {
    pub size: i32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileSystemConfig {
    pub arn: String,
    pub local_mount_path: String,
    pub s3_files_config: Option<S3FilesConfig>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionCode {
    pub zip_file: Option<shape::Blob>,
    pub s3_bucket: Option<String>,
    pub s3_key: Option<String>,
    pub s3_object_version: Option<String>,
    pub s3_object_storage_mode: Option<S3ObjectStorageMode>,
    pub image_uri: Option<String>,
    #[serde(rename = "SourceKMSKeyArn")]
    pub source_kms_key_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionCodeLocation {
    pub repository_type: Option<String>,
    pub location: Option<String>,
    pub image_uri: Option<String>,
    pub resolved_image_uri: Option<String>,
    pub resolved_s3_object: Option<ResolvedS3Object>,
    #[serde(rename = "SourceKMSKeyArn")]
    pub source_kms_key_arn: Option<String>,
    pub error: Option<FunctionCodeLocationError>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionCodeLocationError {
    pub error_code: Option<String>,
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionConfiguration {
    pub function_name: Option<String>,
    pub function_arn: Option<String>,
    pub runtime: Option<String>,
    pub role: Option<String>,
    pub handler: Option<String>,
    pub code_size: Option<i64>,
    pub description: Option<String>,
    pub timeout: Option<i32>,
    pub memory_size: Option<i32>,
    pub last_modified: Option<String>,
    pub code_sha256: Option<String>,
    pub version: Option<String>,
    pub vpc_config: Option<VpcConfigResponse>,
    pub dead_letter_config: Option<DeadLetterConfig>,
    pub environment: Option<EnvironmentResponse>,
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    pub tracing_config: Option<TracingConfigResponse>,
    pub master_arn: Option<String>,
    pub revision_id: Option<String>,
    pub layers: Option<Vec<Layer>>,
    pub state: Option<State>,
    pub state_reason: Option<String>,
    pub state_reason_code: Option<StateReasonCode>,
    pub last_update_status: Option<LastUpdateStatus>,
    pub last_update_status_reason: Option<String>,
    pub last_update_status_reason_code: Option<String>,
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    pub signing_profile_version_arn: Option<String>,
    pub signing_job_arn: Option<String>,
    pub package_type: Option<PackageType>,
    pub image_config_response: Option<ImageConfigResponse>,
    pub architectures: Option<Vec<Architecture>>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub snap_start: Option<SnapStartResponse>,
    pub runtime_version_config: Option<RuntimeVersionConfig>,
    pub logging_config: Option<LoggingConfig>,
    pub tenancy_config: Option<TenancyConfig>,
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    pub config_sha256: Option<String>,
    pub durable_config: Option<DurableConfig>,
    pub runtime_config: Option<FunctionRuntimeConfig>,
    pub accelerator_config: Option<AcceleratorConfig>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionRuntimeConfig {
    pub runtime_arn: String,
    pub runtime_alias: String,
}

shape::string_enum! {
    pub enum FunctionUrlAuthType {
        None = "NONE",
        AwsIam = "AWS_IAM",
    }
}

shape::string_enum! {
    pub enum FunctionVersion {
        All = "ALL",
    }
}

shape::string_enum! {
    pub enum FunctionVersionLatestPublished {
        LatestPublished = "LATEST_PUBLISHED",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GetAccountSettingsInput {}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetAccountSettingsOutput {
    pub account_limit: Option<AccountLimit>,
    pub account_usage: Option<AccountUsage>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetAliasInput {
    pub function_name: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetCodeSigningConfigInput {
    pub code_signing_config_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetCodeSigningConfigOutput {
    pub code_signing_config: CodeSigningConfig,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionCodeSigningConfigInput {
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionCodeSigningConfigOutput {
    pub code_signing_config_arn: String,
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionConcurrencyInput {
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionConcurrencyOutput {
    pub reserved_concurrent_executions: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionConfigurationInput {
    pub function_name: String,
    pub qualifier: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionInput {
    pub function_name: String,
    pub qualifier: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunctionOutput {
    pub configuration: Option<FunctionConfiguration>,
    pub code: Option<FunctionCodeLocation>,
    pub tags: Option<BTreeMap<String, String>>,
    pub tags_error: Option<TagsError>,
    pub concurrency: Option<Concurrency>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPolicyInput {
    pub function_name: String,
    pub qualifier: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPolicyOutput {
    pub policy: Option<String>,
    pub revision_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetProvisionedConcurrencyConfigInput {
    pub function_name: String,
    pub qualifier: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetProvisionedConcurrencyConfigOutput {
    pub requested_provisioned_concurrent_executions: Option<i32>,
    pub available_provisioned_concurrent_executions: Option<i32>,
    pub allocated_provisioned_concurrent_executions: Option<i32>,
    pub status: Option<ProvisionedConcurrencyStatusEnum>,
    pub status_reason: Option<String>,
    pub last_modified: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRuntimeManagementConfigInput {
    pub function_name: String,
    pub qualifier: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRuntimeManagementConfigOutput {
    pub update_runtime_on: Option<UpdateRuntimeOn>,
    pub function_arn: Option<String>,
    pub runtime_version_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageConfig {
    pub entry_point: Option<Vec<String>>,
    pub command: Option<Vec<String>>,
    pub working_directory: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageConfigError {
    pub error_code: Option<String>,
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageConfigResponse {
    pub image_config: Option<ImageConfig>,
    pub error: Option<ImageConfigError>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InvokeInput {
    pub function_name: String,
    pub invocation_type: Option<InvocationType>,
    pub log_type: Option<LogType>,
    pub client_context: Option<String>,
    pub durable_execution_name: Option<String>,
    pub payload: Option<shape::Blob>,
    pub qualifier: Option<String>,
    pub tenant_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InvokeOutput {
    pub status_code: Option<i32>,
    pub function_error: Option<String>,
    pub log_result: Option<String>,
    pub payload: Option<shape::Blob>,
    pub executed_version: Option<String>,
    pub durable_execution_arn: Option<String>,
}

shape::string_enum! {
    pub enum InvocationType {
        Event = "Event",
        RequestResponse = "RequestResponse",
        DryRun = "DryRun",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LambdaManagedInstancesCapacityProviderConfig {
    pub capacity_provider_arn: String,
    pub per_execution_environment_max_concurrency: Option<i32>,
    pub execution_environment_memory_gi_b_per_v_cpu: Option<f64>,
}

shape::string_enum! {
    pub enum LastUpdateStatus {
        Successful = "Successful",
        Failed = "Failed",
        InProgress = "InProgress",
    }
}

shape::string_enum! {
    /// Members of this shape are strings: the service itself judges their values.
    pub enum LastUpdateStatusReasonCode {
        EniLimitExceeded = "EniLimitExceeded",
        InsufficientRolePermissions = "InsufficientRolePermissions",
        InvalidConfiguration = "InvalidConfiguration",
        InternalError = "InternalError",
        SubnetOutOfIPAddresses = "SubnetOutOfIPAddresses",
        InvalidSubnet = "InvalidSubnet",
        InvalidSecurityGroup = "InvalidSecurityGroup",
        ImageDeleted = "ImageDeleted",
        ImageAccessDenied = "ImageAccessDenied",
        InvalidImage = "InvalidImage",
        KMSKeyAccessDenied = "KMSKeyAccessDenied",
        KMSKeyNotFound = "KMSKeyNotFound",
        InvalidStateKMSKey = "InvalidStateKMSKey",
        DisabledKMSKey = "DisabledKMSKey",
        EFSIOError = "EFSIOError",
        EFSMountConnectivityError = "EFSMountConnectivityError",
        EFSMountFailure = "EFSMountFailure",
        EFSMountTimeout = "EFSMountTimeout",
        InvalidRuntime = "InvalidRuntime",
        InvalidZipFileException = "InvalidZipFileException",
        FunctionError = "FunctionError",
        ServiceQuotaExceededException = "ServiceQuotaExceededException",
        VcpuLimitExceeded = "VcpuLimitExceeded",
        CapacityProviderScalingLimitExceeded = "CapacityProviderScalingLimitExceeded",
        InsufficientCapacity = "InsufficientCapacity",
        EC2RequestLimitExceeded = "EC2RequestLimitExceeded",
        FunctionErrorInitTimeout = "FunctionError.InitTimeout",
        FunctionErrorRuntimeInitError = "FunctionError.RuntimeInitError",
        FunctionErrorExtensionInitError = "FunctionError.ExtensionInitError",
        FunctionErrorInvalidEntryPoint = "FunctionError.InvalidEntryPoint",
        FunctionErrorInvalidWorkingDirectory = "FunctionError.InvalidWorkingDirectory",
        FunctionErrorPermissionDenied = "FunctionError.PermissionDenied",
        FunctionErrorTooManyExtensions = "FunctionError.TooManyExtensions",
        FunctionErrorInitResourceExhausted = "FunctionError.InitResourceExhausted",
        DisallowedByVpcEncryptionControl = "DisallowedByVpcEncryptionControl",
        IncompatibleAcceleratorInstanceTypes = "IncompatibleAcceleratorInstanceTypes",
        DependencyError = "DependencyError",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Layer {
    pub arn: Option<String>,
    pub code_size: Option<i64>,
    pub signing_profile_version_arn: Option<String>,
    pub signing_job_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAliasesInput {
    pub function_name: String,
    pub function_version: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAliasesOutput {
    pub next_marker: Option<String>,
    pub aliases: Option<Vec<AliasConfiguration>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListCodeSigningConfigsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListCodeSigningConfigsOutput {
    pub next_marker: Option<String>,
    pub code_signing_configs: Option<Vec<CodeSigningConfig>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListFunctionsByCodeSigningConfigInput {
    pub code_signing_config_arn: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListFunctionsByCodeSigningConfigOutput {
    pub next_marker: Option<String>,
    pub function_arns: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListFunctionsInput {
    pub master_region: Option<String>,
    pub function_version: Option<FunctionVersion>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListFunctionsOutput {
    pub next_marker: Option<String>,
    pub functions: Option<Vec<FunctionConfiguration>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListProvisionedConcurrencyConfigsInput {
    pub function_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListProvisionedConcurrencyConfigsOutput {
    pub provisioned_concurrency_configs: Option<Vec<ProvisionedConcurrencyConfigListItem>>,
    pub next_marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListTagsInput {
    pub resource: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListTagsOutput {
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListVersionsByFunctionInput {
    pub function_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListVersionsByFunctionOutput {
    pub next_marker: Option<String>,
    pub versions: Option<Vec<FunctionConfiguration>>,
}

shape::string_enum! {
    pub enum LogFormat {
        Json = "JSON",
        Text = "Text",
    }
}

shape::string_enum! {
    pub enum LogType {
        None = "None",
        Tail = "Tail",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LoggingConfig {
    pub log_format: Option<LogFormat>,
    pub application_log_level: Option<ApplicationLogLevel>,
    pub system_log_level: Option<SystemLogLevel>,
    pub log_group: Option<String>,
}

shape::string_enum! {
    pub enum PackageType {
        Zip = "Zip",
        Image = "Image",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProvisionedConcurrencyConfigListItem {
    pub function_arn: Option<String>,
    pub requested_provisioned_concurrent_executions: Option<i32>,
    pub available_provisioned_concurrent_executions: Option<i32>,
    pub allocated_provisioned_concurrent_executions: Option<i32>,
    pub status: Option<ProvisionedConcurrencyStatusEnum>,
    pub status_reason: Option<String>,
    pub last_modified: Option<String>,
}

shape::string_enum! {
    pub enum ProvisionedConcurrencyStatusEnum {
        InProgress = "IN_PROGRESS",
        Ready = "READY",
        Failed = "FAILED",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PublishVersionInput {
    pub function_name: String,
    pub code_sha256: Option<String>,
    pub description: Option<String>,
    pub revision_id: Option<String>,
    pub publish_to: Option<FunctionVersionLatestPublished>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutFunctionCodeSigningConfigInput {
    pub code_signing_config_arn: String,
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutFunctionCodeSigningConfigOutput {
    pub code_signing_config_arn: String,
    pub function_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutFunctionConcurrencyInput {
    pub function_name: String,
    pub reserved_concurrent_executions: i32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutProvisionedConcurrencyConfigInput {
    pub function_name: String,
    pub qualifier: String,
    pub provisioned_concurrent_executions: i32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutProvisionedConcurrencyConfigOutput {
    pub requested_provisioned_concurrent_executions: Option<i32>,
    pub allocated_provisioned_concurrent_executions: Option<i32>,
    pub available_provisioned_concurrent_executions: Option<i32>,
    pub status: Option<ProvisionedConcurrencyStatusEnum>,
    pub status_reason: Option<String>,
    pub last_modified: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutRuntimeManagementConfigInput {
    pub function_name: String,
    pub qualifier: Option<String>,
    pub update_runtime_on: UpdateRuntimeOn,
    pub runtime_version_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutRuntimeManagementConfigOutput {
    pub update_runtime_on: UpdateRuntimeOn,
    pub function_arn: String,
    pub runtime_version_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RemovePermissionInput {
    pub function_name: String,
    pub statement_id: String,
    pub qualifier: Option<String>,
    pub revision_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResolvedS3Object {
    pub s3_bucket: Option<String>,
    pub s3_key: Option<String>,
    pub s3_object_version: Option<String>,
}

shape::string_enum! {
    /// Members of this shape are strings: the service itself judges their values.
    pub enum Runtime {
        Nodejs = "nodejs",
        Nodejs4_3 = "nodejs4.3",
        Nodejs6_10 = "nodejs6.10",
        Nodejs8_10 = "nodejs8.10",
        Nodejs10X = "nodejs10.x",
        Nodejs12X = "nodejs12.x",
        Nodejs14X = "nodejs14.x",
        Nodejs16X = "nodejs16.x",
        Nodejs18X = "nodejs18.x",
        Nodejs20X = "nodejs20.x",
        Nodejs22X = "nodejs22.x",
        Nodejs24X = "nodejs24.x",
        Java8 = "java8",
        Java8Al2 = "java8.al2",
        Java11 = "java11",
        Java17 = "java17",
        Java21 = "java21",
        Java25 = "java25",
        Python2_7 = "python2.7",
        Python3_6 = "python3.6",
        Python3_7 = "python3.7",
        Python3_8 = "python3.8",
        Python3_9 = "python3.9",
        Python3_10 = "python3.10",
        Python3_11 = "python3.11",
        Python3_12 = "python3.12",
        Python3_13 = "python3.13",
        Python3_14 = "python3.14",
        Dotnetcore1_0 = "dotnetcore1.0",
        Dotnetcore2_0 = "dotnetcore2.0",
        Dotnetcore2_1 = "dotnetcore2.1",
        Dotnetcore3_1 = "dotnetcore3.1",
        Dotnet6 = "dotnet6",
        Dotnet8 = "dotnet8",
        Dotnet10 = "dotnet10",
        Nodejs4_3Edge = "nodejs4.3-edge",
        Go1X = "go1.x",
        Ruby2_5 = "ruby2.5",
        Ruby2_7 = "ruby2.7",
        Ruby3_2 = "ruby3.2",
        Ruby3_3 = "ruby3.3",
        Ruby3_4 = "ruby3.4",
        Ruby4_0 = "ruby4.0",
        Provided = "provided",
        ProvidedAl2 = "provided.al2",
        ProvidedAl2023 = "provided.al2023",
        Nodejs26X = "nodejs26.x",
        Python3_15 = "python3.15",
        Java8Al2023 = "java8.al2023",
        Java11Al2023 = "java11.al2023",
        Java17Al2023 = "java17.al2023",
        Custom = "custom",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RuntimeVersionConfig {
    pub runtime_version_arn: Option<String>,
    pub error: Option<RuntimeVersionError>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RuntimeVersionError {
    pub error_code: Option<String>,
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct S3FilesConfig {
    pub direct_s3_read: Option<DirectS3Read>,
}

shape::string_enum! {
    pub enum S3ObjectStorageMode {
        Copy = "COPY",
        Reference = "REFERENCE",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SnapStart {
    pub apply_on: Option<SnapStartApplyOn>,
}

shape::string_enum! {
    pub enum SnapStartApplyOn {
        PublishedVersions = "PublishedVersions",
        None = "None",
    }
}

shape::string_enum! {
    pub enum SnapStartOptimizationStatus {
        On = "On",
        Off = "Off",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SnapStartResponse {
    pub apply_on: Option<SnapStartApplyOn>,
    pub optimization_status: Option<SnapStartOptimizationStatus>,
}

shape::string_enum! {
    pub enum State {
        Pending = "Pending",
        Active = "Active",
        Inactive = "Inactive",
        Failed = "Failed",
        Deactivating = "Deactivating",
        Deactivated = "Deactivated",
        ActiveNonInvocable = "ActiveNonInvocable",
        Deleting = "Deleting",
    }
}

shape::string_enum! {
    pub enum StateReasonCode {
        Idle = "Idle",
        Creating = "Creating",
        Restoring = "Restoring",
        EniLimitExceeded = "EniLimitExceeded",
        InsufficientRolePermissions = "InsufficientRolePermissions",
        InvalidConfiguration = "InvalidConfiguration",
        InternalError = "InternalError",
        SubnetOutOfIPAddresses = "SubnetOutOfIPAddresses",
        InvalidSubnet = "InvalidSubnet",
        InvalidSecurityGroup = "InvalidSecurityGroup",
        ImageDeleted = "ImageDeleted",
        ImageAccessDenied = "ImageAccessDenied",
        InvalidImage = "InvalidImage",
        KMSKeyAccessDenied = "KMSKeyAccessDenied",
        KMSKeyNotFound = "KMSKeyNotFound",
        InvalidStateKMSKey = "InvalidStateKMSKey",
        DisabledKMSKey = "DisabledKMSKey",
        EFSIOError = "EFSIOError",
        EFSMountConnectivityError = "EFSMountConnectivityError",
        EFSMountFailure = "EFSMountFailure",
        EFSMountTimeout = "EFSMountTimeout",
        InvalidRuntime = "InvalidRuntime",
        InvalidZipFileException = "InvalidZipFileException",
        FunctionError = "FunctionError",
        ServiceQuotaExceededException = "ServiceQuotaExceededException",
        VcpuLimitExceeded = "VcpuLimitExceeded",
        CapacityProviderScalingLimitExceeded = "CapacityProviderScalingLimitExceeded",
        InsufficientCapacity = "InsufficientCapacity",
        EC2RequestLimitExceeded = "EC2RequestLimitExceeded",
        FunctionErrorInitTimeout = "FunctionError.InitTimeout",
        FunctionErrorRuntimeInitError = "FunctionError.RuntimeInitError",
        FunctionErrorExtensionInitError = "FunctionError.ExtensionInitError",
        FunctionErrorInvalidEntryPoint = "FunctionError.InvalidEntryPoint",
        FunctionErrorInvalidWorkingDirectory = "FunctionError.InvalidWorkingDirectory",
        FunctionErrorPermissionDenied = "FunctionError.PermissionDenied",
        FunctionErrorTooManyExtensions = "FunctionError.TooManyExtensions",
        FunctionErrorInitResourceExhausted = "FunctionError.InitResourceExhausted",
        DisallowedByVpcEncryptionControl = "DisallowedByVpcEncryptionControl",
        DrainingDurableExecutions = "DrainingDurableExecutions",
        IncompatibleAcceleratorInstanceTypes = "IncompatibleAcceleratorInstanceTypes",
        DependencyError = "DependencyError",
    }
}

shape::string_enum! {
    pub enum SystemLogLevel {
        Debug = "DEBUG",
        Info = "INFO",
        Warn = "WARN",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagResourceInput {
    pub resource: String,
    pub tags: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagsError {
    pub error_code: String,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TenancyConfig {
    pub tenant_isolation_mode: TenantIsolationMode,
}

shape::string_enum! {
    pub enum TenantIsolationMode {
        PerTenant = "PER_TENANT",
    }
}

shape::string_enum! {
    pub enum ThrottleReason {
        ConcurrentInvocationLimitExceeded = "ConcurrentInvocationLimitExceeded",
        FunctionInvocationRateLimitExceeded = "FunctionInvocationRateLimitExceeded",
        ReservedFunctionConcurrentInvocationLimitExceeded = "ReservedFunctionConcurrentInvocationLimitExceeded",
        ReservedFunctionInvocationRateLimitExceeded = "ReservedFunctionInvocationRateLimitExceeded",
        CallerRateLimitExceeded = "CallerRateLimitExceeded",
        ConcurrentSnapshotCreateLimitExceeded = "ConcurrentSnapshotCreateLimitExceeded",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TracingConfig {
    pub mode: Option<TracingMode>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TracingConfigResponse {
    pub mode: Option<TracingMode>,
}

shape::string_enum! {
    pub enum TracingMode {
        Active = "Active",
        PassThrough = "PassThrough",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UntagResourceInput {
    pub resource: String,
    pub tag_keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateAliasInput {
    pub function_name: String,
    pub name: String,
    pub function_version: Option<String>,
    pub description: Option<String>,
    pub routing_config: Option<AliasRoutingConfiguration>,
    pub revision_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateCodeSigningConfigInput {
    pub code_signing_config_arn: String,
    pub description: Option<String>,
    pub allowed_publishers: Option<AllowedPublishers>,
    pub code_signing_policies: Option<CodeSigningPolicies>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateCodeSigningConfigOutput {
    pub code_signing_config: CodeSigningConfig,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateFunctionCodeInput {
    pub function_name: String,
    pub zip_file: Option<shape::Blob>,
    pub s3_bucket: Option<String>,
    pub s3_key: Option<String>,
    pub s3_object_version: Option<String>,
    pub s3_object_storage_mode: Option<S3ObjectStorageMode>,
    pub image_uri: Option<String>,
    pub architectures: Option<Vec<Architecture>>,
    pub publish: Option<bool>,
    pub publish_to: Option<FunctionVersionLatestPublished>,
    pub dry_run: Option<bool>,
    pub revision_id: Option<String>,
    #[serde(rename = "SourceKMSKeyArn")]
    pub source_kms_key_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateFunctionConfigurationInput {
    pub function_name: String,
    pub role: Option<String>,
    pub handler: Option<String>,
    pub description: Option<String>,
    pub timeout: Option<i32>,
    pub memory_size: Option<i32>,
    pub vpc_config: Option<VpcConfig>,
    pub environment: Option<Environment>,
    pub runtime: Option<String>,
    pub dead_letter_config: Option<DeadLetterConfig>,
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    pub tracing_config: Option<TracingConfig>,
    pub revision_id: Option<String>,
    pub layers: Option<Vec<String>>,
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    pub image_config: Option<ImageConfig>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub snap_start: Option<SnapStart>,
    pub logging_config: Option<LoggingConfig>,
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    pub durable_config: Option<DurableConfig>,
    pub runtime_config: Option<FunctionRuntimeConfig>,
    pub accelerator_config: Option<AcceleratorConfig>,
}

shape::string_enum! {
    pub enum UpdateRuntimeOn {
        Auto = "Auto",
        Manual = "Manual",
        FunctionUpdate = "FunctionUpdate",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcConfig {
    pub subnet_ids: Option<Vec<String>>,
    pub security_group_ids: Option<Vec<String>>,
    pub ipv6_allowed_for_dual_stack: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcConfigResponse {
    pub subnet_ids: Option<Vec<String>>,
    pub security_group_ids: Option<Vec<String>>,
    pub vpc_id: Option<String>,
    pub ipv6_allowed_for_dual_stack: Option<bool>,
}

/// Errors that the model has.
pub mod errors {
    use shape::{ErrorShape, Fault, Location, Member};
    pub static ALIAS_LIMIT_EXCEEDED_EXCEPTION: ErrorShape =
        ErrorShape::new("AliasLimitExceededException", 400, Fault::Client, "message", true);
    pub static CODE_ARTIFACT_USER_DELETED_EXCEPTION: ErrorShape =
        ErrorShape::new("CodeArtifactUserDeletedException", 409, Fault::Client, "message", true);
    pub static CODE_ARTIFACT_USER_FAILED_EXCEPTION: ErrorShape =
        ErrorShape::new("CodeArtifactUserFailedException", 409, Fault::Client, "message", true);
    pub static CODE_ARTIFACT_USER_PENDING_EXCEPTION: ErrorShape =
        ErrorShape::new("CodeArtifactUserPendingException", 409, Fault::Client, "message", true);
    pub static CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION: ErrorShape =
        ErrorShape::new("CodeSigningConfigNotFoundException", 404, Fault::Client, "Message", true);
    pub static CODE_STORAGE_EXCEEDED_EXCEPTION: ErrorShape =
        ErrorShape::new("CodeStorageExceededException", 400, Fault::Client, "message", true);
    pub static CODE_VERIFICATION_FAILED_EXCEPTION: ErrorShape =
        ErrorShape::new("CodeVerificationFailedException", 400, Fault::Client, "Message", true);
    pub static DURABLE_EXECUTION_ALREADY_STARTED_EXCEPTION: ErrorShape =
        ErrorShape::new("DurableExecutionAlreadyStartedException", 409, Fault::Client, "Message", true);
    pub static EC2_ACCESS_DENIED_EXCEPTION: ErrorShape =
        ErrorShape::new("EC2AccessDeniedException", 502, Fault::Server, "Message", true);
    pub static EC2_THROTTLED_EXCEPTION: ErrorShape =
        ErrorShape::new("EC2ThrottledException", 502, Fault::Server, "Message", true);
    pub static EC2_UNEXPECTED_EXCEPTION: ErrorShape =
        ErrorShape::new("EC2UnexpectedException", 502, Fault::Server, "Message", true);
    pub static EFSIO_EXCEPTION: ErrorShape =
        ErrorShape::new("EFSIOException", 410, Fault::Client, "Message", true);
    pub static EFS_MOUNT_CONNECTIVITY_EXCEPTION: ErrorShape =
        ErrorShape::new("EFSMountConnectivityException", 408, Fault::Client, "Message", true);
    pub static EFS_MOUNT_FAILURE_EXCEPTION: ErrorShape =
        ErrorShape::new("EFSMountFailureException", 403, Fault::Client, "Message", true);
    pub static EFS_MOUNT_TIMEOUT_EXCEPTION: ErrorShape =
        ErrorShape::new("EFSMountTimeoutException", 408, Fault::Client, "Message", true);
    pub static ENI_LIMIT_REACHED_EXCEPTION: ErrorShape =
        ErrorShape::new("ENILimitReachedException", 502, Fault::Server, "Message", true);
    pub static ENI_NOT_READY_EXCEPTION: ErrorShape =
        ErrorShape::new("ENINotReadyException", 502, Fault::Server, "Message", true);
    pub static FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape::new(
        "FunctionVersionsPerCapacityProviderLimitExceededException",
        400,
        Fault::Client,
        "message",
        true,
    );
    pub static INVALID_CODE_SIGNATURE_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidCodeSignatureException", 400, Fault::Client, "Message", true);
    pub static INVALID_PARAMETER_VALUE_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidParameterValueException", 400, Fault::Client, "message", true);
    pub static INVALID_REQUEST_CONTENT_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidRequestContentException", 400, Fault::Client, "message", true);
    pub static INVALID_RUNTIME_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidRuntimeException", 502, Fault::Server, "Message", true);
    pub static INVALID_SECURITY_GROUP_ID_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidSecurityGroupIDException", 502, Fault::Server, "Message", true);
    pub static INVALID_SUBNET_ID_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidSubnetIDException", 502, Fault::Server, "Message", true);
    pub static INVALID_ZIP_FILE_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidZipFileException", 502, Fault::Server, "Message", true);
    pub static KMS_ACCESS_DENIED_EXCEPTION: ErrorShape =
        ErrorShape::new("KMSAccessDeniedException", 502, Fault::Server, "Message", true);
    pub static KMS_DISABLED_EXCEPTION: ErrorShape =
        ErrorShape::new("KMSDisabledException", 502, Fault::Server, "Message", true);
    pub static KMS_INVALID_STATE_EXCEPTION: ErrorShape =
        ErrorShape::new("KMSInvalidStateException", 502, Fault::Server, "Message", true);
    pub static KMS_NOT_FOUND_EXCEPTION: ErrorShape =
        ErrorShape::new("KMSNotFoundException", 502, Fault::Server, "Message", true);
    pub static MODE_NOT_SUPPORTED_EXCEPTION: ErrorShape =
        ErrorShape::new("ModeNotSupportedException", 400, Fault::Client, "message", true);
    pub static NO_PUBLISHED_VERSION_EXCEPTION: ErrorShape =
        ErrorShape::new("NoPublishedVersionException", 400, Fault::Client, "Message", true);
    pub static POLICY_LENGTH_EXCEEDED_EXCEPTION: ErrorShape =
        ErrorShape::new("PolicyLengthExceededException", 400, Fault::Client, "message", true);
    pub static PRECONDITION_FAILED_EXCEPTION: ErrorShape =
        ErrorShape::new("PreconditionFailedException", 412, Fault::Client, "message", true);
    pub static PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION: ErrorShape =
        ErrorShape::new("ProvisionedConcurrencyConfigNotFoundException", 404, Fault::Client, "message", true);
    pub static PUBLIC_POLICY_EXCEPTION: ErrorShape =
        ErrorShape::new("PublicPolicyException", 400, Fault::Client, "Message", true);
    pub static RECURSIVE_INVOCATION_EXCEPTION: ErrorShape =
        ErrorShape::new("RecursiveInvocationException", 400, Fault::Client, "Message", true);
    pub static REQUEST_TOO_LARGE_EXCEPTION: ErrorShape =
        ErrorShape::new("RequestTooLargeException", 413, Fault::Client, "message", true);
    pub static RESOURCE_CONFLICT_EXCEPTION: ErrorShape =
        ErrorShape::new("ResourceConflictException", 409, Fault::Client, "message", true);
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape =
        ErrorShape::new("ResourceNotFoundException", 404, Fault::Client, "Message", true);
    pub static RESOURCE_NOT_READY_EXCEPTION: ErrorShape =
        ErrorShape::new("ResourceNotReadyException", 502, Fault::Server, "message", true);
    pub static RUNTIME_ALIAS_DELETED_EXCEPTION: ErrorShape =
        ErrorShape::new("RuntimeAliasDeletedException", 409, Fault::Client, "message", true);
    pub static RUNTIME_VERSION_DELETED_EXCEPTION: ErrorShape =
        ErrorShape::new("RuntimeVersionDeletedException", 409, Fault::Client, "message", true);
    pub static S3_FILES_MOUNT_CONNECTIVITY_EXCEPTION: ErrorShape =
        ErrorShape::new("S3FilesMountConnectivityException", 408, Fault::Client, "Message", true);
    pub static S3_FILES_MOUNT_FAILURE_EXCEPTION: ErrorShape =
        ErrorShape::new("S3FilesMountFailureException", 403, Fault::Client, "Message", true);
    pub static S3_FILES_MOUNT_TIMEOUT_EXCEPTION: ErrorShape =
        ErrorShape::new("S3FilesMountTimeoutException", 408, Fault::Client, "Message", true);
    pub static SERIALIZED_REQUEST_ENTITY_TOO_LARGE_EXCEPTION: ErrorShape =
        ErrorShape::new("SerializedRequestEntityTooLargeException", 413, Fault::Client, "message", true);
    pub static SERVICE_EXCEPTION: ErrorShape =
        ErrorShape::new("ServiceException", 500, Fault::Server, "Message", true);
    pub static SERVICE_QUOTA_EXCEEDED_EXCEPTION: ErrorShape =
        ErrorShape::new("ServiceQuotaExceededException", 402, Fault::Client, "Message", true);
    pub static SNAP_START_EXCEPTION: ErrorShape =
        ErrorShape::new("SnapStartException", 400, Fault::Client, "Message", true);
    pub static SNAP_START_NOT_READY_EXCEPTION: ErrorShape =
        ErrorShape::new("SnapStartNotReadyException", 409, Fault::Client, "Message", true);
    pub static SNAP_START_REGENERATION_FAILURE_EXCEPTION: ErrorShape =
        ErrorShape::new("SnapStartRegenerationFailureException", 409, Fault::Client, "Message", true);
    pub static SNAP_START_TIMEOUT_EXCEPTION: ErrorShape =
        ErrorShape::new("SnapStartTimeoutException", 408, Fault::Client, "Message", true);
    pub static SUBNET_IP_ADDRESS_LIMIT_REACHED_EXCEPTION: ErrorShape =
        ErrorShape::new("SubnetIPAddressLimitReachedException", 502, Fault::Server, "Message", true);
    pub static TOO_MANY_REQUESTS_EXCEPTION: ErrorShape =
        ErrorShape::new("TooManyRequestsException", 429, Fault::Client, "message", true).with_members(&[
            Member::body("retryAfterSeconds", &super::schemas::STRING)
                .at(Location::Header)
                .named("Retry-After"),
        ]);
    pub static UNSUPPORTED_MEDIA_TYPE_EXCEPTION: ErrorShape =
        ErrorShape::new("UnsupportedMediaTypeException", 415, Fault::Client, "message", true);
}

/// Shapes and constraints.
mod schemas {
    use shape::{Kind, Location, Member, Pattern, Schema, StringKind};
    pub static ACCELERATOR_CONFIG: Schema = Schema {
        name: "AcceleratorConfig",
        kind: Kind::Structure {
            members: &[Member::body("AcceleratorMemorySize", &ACCELERATOR_MEMORY_GB).required()],
        },
    };
    pub static ACCELERATOR_MEMORY_GB: Schema =
        Schema { name: "AcceleratorMemoryGB", kind: Kind::Integer { min: None, max: None } };
    pub static ACCOUNT_LIMIT: Schema = Schema {
        name: "AccountLimit",
        kind: Kind::Structure {
            members: &[
                Member::body("TotalCodeSize", &LONG),
                Member::body("CodeSizeUnzipped", &LONG),
                Member::body("CodeSizeZipped", &LONG),
                Member::body("ConcurrentExecutions", &INTEGER),
                Member::body("UnreservedConcurrentExecutions", &UNRESERVED_CONCURRENT_EXECUTIONS),
            ],
        },
    };
    pub static ACCOUNT_USAGE: Schema = Schema {
        name: "AccountUsage",
        kind: Kind::Structure {
            members: &[Member::body("TotalCodeSize", &LONG), Member::body("FunctionCount", &LONG)],
        },
    };
    pub static ACTION: Schema = Schema {
        name: "Action",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(r"(lambda:[*]|lambda:[a-zA-Z]+|[*])")),
            &[],
            false,
        )),
    };
    pub static ADD_PERMISSION_REQUEST: Schema = Schema {
        name: "AddPermissionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("StatementId", &STATEMENT_ID).required(),
                Member::body("Action", &ACTION).required(),
                Member::body("Principal", &PRINCIPAL).required(),
                Member::body("SourceArn", &ARN),
                Member::body("FunctionUrlAuthType", &FUNCTION_URL_AUTH_TYPE),
                Member::body("InvokedViaFunctionUrl", &INVOKED_VIA_FUNCTION_URL),
                Member::body("SourceAccount", &SOURCE_OWNER),
                Member::body("EventSourceToken", &EVENT_SOURCE_TOKEN),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
                Member::body("RevisionId", &STRING),
                Member::body("PrincipalOrgID", &PRINCIPAL_ORG_ID),
            ],
        },
    };
    pub static ADD_PERMISSION_RESPONSE: Schema = Schema {
        name: "AddPermissionResponse",
        kind: Kind::Structure { members: &[Member::body("Statement", &STRING)] },
    };
    pub static ADDITIONAL_VERSION: Schema = Schema {
        name: "AdditionalVersion",
        kind: Kind::String(StringKind::new(Some(1), Some(1024), Some(Pattern::new(r"[0-9]+")), &[], false)),
    };
    pub static ADDITIONAL_VERSION_WEIGHTS: Schema = Schema {
        name: "AdditionalVersionWeights",
        kind: Kind::Map {
            key: &ADDITIONAL_VERSION,
            value: &WEIGHT,
            key_wire_name: "key",
            value_wire_name: "value",
            flattened: false,
            sensitive: false,
            min: None,
            max: None,
        },
    };
    pub static ALIAS: Schema = Schema {
        name: "Alias",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"(?!^[0-9]+$)([a-zA-Z0-9-_]+)")),
            &[],
            false,
        )),
    };
    pub static ALIAS_CONFIGURATION: Schema = Schema {
        name: "AliasConfiguration",
        kind: Kind::Structure {
            members: &[
                Member::body("AliasArn", &FUNCTION_ARN),
                Member::body("Name", &ALIAS),
                Member::body("FunctionVersion", &VERSION),
                Member::body("Description", &DESCRIPTION),
                Member::body("RoutingConfig", &ALIAS_ROUTING_CONFIGURATION),
                Member::body("RevisionId", &STRING),
            ],
        },
    };
    pub static ALIAS_LIST: Schema = Schema {
        name: "AliasList",
        kind: Kind::List {
            member: &ALIAS_CONFIGURATION,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static ALIAS_ROUTING_CONFIGURATION: Schema = Schema {
        name: "AliasRoutingConfiguration",
        kind: Kind::Structure {
            members: &[Member::body("AdditionalVersionWeights", &ADDITIONAL_VERSION_WEIGHTS)],
        },
    };
    pub static ALLOWED_PUBLISHERS: Schema = Schema {
        name: "AllowedPublishers",
        kind: Kind::Structure {
            members: &[Member::body("SigningProfileVersionArns", &SIGNING_PROFILE_VERSION_ARNS).required()],
        },
    };
    pub static APPLICATION_LOG_LEVEL: Schema = Schema {
        name: "ApplicationLogLevel",
        kind: Kind::String(StringKind::new(
            None,
            None,
            None,
            &["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"],
            false,
        )),
    };
    pub static ARCHITECTURE: Schema = Schema {
        name: "Architecture",
        kind: Kind::String(StringKind::new(None, None, None, &["x86_64", "arm64"], false)),
    };
    pub static ARCHITECTURES_LIST: Schema = Schema {
        name: "ArchitecturesList",
        kind: Kind::List {
            member: &ARCHITECTURE,
            wire_name: None,
            flattened: false,
            min: Some(1),
            max: Some(1),
        },
    };
    pub static ARN: Schema = Schema {
        name: "Arn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(
                r"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)",
            )),
            &[],
            false,
        )),
    };
    pub static BLOB: Schema =
        Schema { name: "Blob", kind: Kind::Blob { sensitive: true, min: None, max: None, streaming: false } };
    pub static BOOLEAN: Schema = Schema { name: "Boolean", kind: Kind::Boolean };
    pub static CAPACITY_PROVIDER_ARN: Schema = Schema {
        name: "CapacityProviderArn",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(140),
            Some(Pattern::new(
                r"arn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:capacity-provider:[a-zA-Z0-9-_]+",
            )),
            &[],
            false,
        )),
    };
    pub static CAPACITY_PROVIDER_CONFIG: Schema = Schema {
        name: "CapacityProviderConfig",
        kind: Kind::Structure {
            members: &[Member::body(
                "LambdaManagedInstancesCapacityProviderConfig",
                &LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG,
            )
            .required()],
        },
    };
    pub static CODE_SIGNING_CONFIG: Schema = Schema {
        name: "CodeSigningConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("CodeSigningConfigId", &CODE_SIGNING_CONFIG_ID).required(),
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN).required(),
                Member::body("Description", &DESCRIPTION),
                Member::body("AllowedPublishers", &ALLOWED_PUBLISHERS).required(),
                Member::body("CodeSigningPolicies", &CODE_SIGNING_POLICIES).required(),
                Member::body("LastModified", &TIMESTAMP).required(),
            ],
        },
    };
    pub static CODE_SIGNING_CONFIG_ARN: Schema = Schema {
        name: "CodeSigningConfigArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(200),
            Some(Pattern::new(
                r"arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:code-signing-config:csc-[a-z0-9]{17}",
            )),
            &[],
            false,
        )),
    };
    pub static CODE_SIGNING_CONFIG_ID: Schema = Schema {
        name: "CodeSigningConfigId",
        kind: Kind::String(StringKind::new(
            None,
            None,
            Some(Pattern::new(r"csc-[a-zA-Z0-9-_\.]{17}")),
            &[],
            false,
        )),
    };
    pub static CODE_SIGNING_CONFIG_LIST: Schema = Schema {
        name: "CodeSigningConfigList",
        kind: Kind::List {
            member: &CODE_SIGNING_CONFIG,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static CODE_SIGNING_POLICIES: Schema = Schema {
        name: "CodeSigningPolicies",
        kind: Kind::Structure {
            members: &[Member::body("UntrustedArtifactOnDeployment", &CODE_SIGNING_POLICY)],
        },
    };
    pub static CODE_SIGNING_POLICY: Schema = Schema {
        name: "CodeSigningPolicy",
        kind: Kind::String(StringKind::new(None, None, None, &["Warn", "Enforce"], false)),
    };
    pub static CONCURRENCY: Schema = Schema {
        name: "Concurrency",
        kind: Kind::Structure {
            members: &[Member::body("ReservedConcurrentExecutions", &RESERVED_CONCURRENT_EXECUTIONS)],
        },
    };
    pub static CREATE_ALIAS_REQUEST: Schema = Schema {
        name: "CreateAliasRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Name", &ALIAS).required(),
                Member::body("FunctionVersion", &VERSION_WITH_LATEST_PUBLISHED).required(),
                Member::body("Description", &DESCRIPTION),
                Member::body("RoutingConfig", &ALIAS_ROUTING_CONFIGURATION),
            ],
        },
    };
    pub static CREATE_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "CreateCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Description", &DESCRIPTION),
                Member::body("AllowedPublishers", &ALLOWED_PUBLISHERS).required(),
                Member::body("CodeSigningPolicies", &CODE_SIGNING_POLICIES),
                Member::body("Tags", &TAGS),
            ],
        },
    };
    pub static CREATE_CODE_SIGNING_CONFIG_RESPONSE: Schema = Schema {
        name: "CreateCodeSigningConfigResponse",
        kind: Kind::Structure {
            members: &[Member::body("CodeSigningConfig", &CODE_SIGNING_CONFIG).required()],
        },
    };
    pub static CREATE_FUNCTION_REQUEST: Schema = Schema {
        name: "CreateFunctionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).required(),
                Member::body("Runtime", &RUNTIME),
                Member::body("Role", &ROLE_ARN).required(),
                Member::body("Handler", &HANDLER),
                Member::body("Code", &FUNCTION_CODE).required(),
                Member::body("Description", &DESCRIPTION),
                Member::body("Timeout", &TIMEOUT),
                Member::body("MemorySize", &MEMORY_SIZE),
                Member::body("Publish", &BOOLEAN),
                Member::body("PublishTo", &FUNCTION_VERSION_LATEST_PUBLISHED),
                Member::body("VpcConfig", &VPC_CONFIG),
                Member::body("PackageType", &PACKAGE_TYPE),
                Member::body("DeadLetterConfig", &DEAD_LETTER_CONFIG),
                Member::body("Environment", &ENVIRONMENT),
                Member::body("KMSKeyArn", &KMS_KEY_ARN),
                Member::body("TracingConfig", &TRACING_CONFIG),
                Member::body("Tags", &TAGS),
                Member::body("Layers", &LAYER_LIST),
                Member::body("FileSystemConfigs", &FILE_SYSTEM_CONFIG_LIST),
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN),
                Member::body("ImageConfig", &IMAGE_CONFIG),
                Member::body("Architectures", &ARCHITECTURES_LIST),
                Member::body("EphemeralStorage", &EPHEMERAL_STORAGE),
                Member::body("SnapStart", &SNAP_START),
                Member::body("LoggingConfig", &LOGGING_CONFIG),
                Member::body("TenancyConfig", &TENANCY_CONFIG),
                Member::body("CapacityProviderConfig", &CAPACITY_PROVIDER_CONFIG),
                Member::body("DurableConfig", &DURABLE_CONFIG),
                Member::body("RuntimeConfig", &FUNCTION_RUNTIME_CONFIG),
                Member::body("AcceleratorConfig", &ACCELERATOR_CONFIG),
            ],
        },
    };
    pub static DEAD_LETTER_CONFIG: Schema = Schema {
        name: "DeadLetterConfig",
        kind: Kind::Structure { members: &[Member::body("TargetArn", &RESOURCE_ARN)] },
    };
    pub static DELETE_ALIAS_REQUEST: Schema = Schema {
        name: "DeleteAliasRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Name", &ALIAS).at(Location::Uri).required(),
            ],
        },
    };
    pub static DELETE_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "DeleteCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN)
                .at(Location::Uri)
                .required()],
        },
    };
    pub static DELETE_CODE_SIGNING_CONFIG_RESPONSE: Schema =
        Schema { name: "DeleteCodeSigningConfigResponse", kind: Kind::Structure { members: &[] } };
    pub static DELETE_FUNCTION_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "DeleteFunctionCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required()],
        },
    };
    pub static DELETE_FUNCTION_CONCURRENCY_REQUEST: Schema = Schema {
        name: "DeleteFunctionConcurrencyRequest",
        kind: Kind::Structure {
            members: &[Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required()],
        },
    };
    pub static DELETE_FUNCTION_REQUEST: Schema = Schema {
        name: "DeleteFunctionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
            ],
        },
    };
    pub static DELETE_FUNCTION_RESPONSE: Schema = Schema {
        name: "DeleteFunctionResponse",
        kind: Kind::Structure { members: &[Member::body("StatusCode", &INTEGER).at(Location::StatusCode)] },
    };
    pub static DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Schema = Schema {
        name: "DeleteProvisionedConcurrencyConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &QUALIFIER).at(Location::QueryString).required(),
            ],
        },
    };
    pub static DESCRIPTION: Schema = Schema {
        name: "Description",
        kind: Kind::String(StringKind::new(Some(0), Some(256), None, &[], false)),
    };
    pub static DIRECT_S3_READ: Schema = Schema {
        name: "DirectS3Read",
        kind: Kind::String(StringKind::new(None, None, None, &["ENABLED", "DISABLED", "AUTO"], false)),
    };
    pub static DURABLE_CONFIG: Schema = Schema {
        name: "DurableConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("KMSKeyArn", &KMS_KEY_ARN),
                Member::body("RetentionPeriodInDays", &RETENTION_PERIOD_IN_DAYS),
                Member::body("ExecutionTimeout", &EXECUTION_TIMEOUT),
            ],
        },
    };
    pub static DURABLE_EXECUTION_ARN: Schema = Schema {
        name: "DurableExecutionArn",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(1024),
            Some(Pattern::new(
                r"arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\d{12}):function:([a-zA-Z0-9_-]+):(\$LATEST(?:\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)",
            )),
            &[],
            false,
        )),
    };
    pub static DURABLE_EXECUTION_NAME: Schema = Schema {
        name: "DurableExecutionName",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(64),
            Some(Pattern::new(r"[a-zA-Z0-9-_]+")),
            &[],
            false,
        )),
    };
    pub static ENVIRONMENT: Schema = Schema {
        name: "Environment",
        kind: Kind::Structure { members: &[Member::body("Variables", &ENVIRONMENT_VARIABLES)] },
    };
    pub static ENVIRONMENT_ERROR: Schema = Schema {
        name: "EnvironmentError",
        kind: Kind::Structure {
            members: &[Member::body("ErrorCode", &STRING), Member::body("Message", &SENSITIVE_STRING)],
        },
    };
    pub static ENVIRONMENT_RESPONSE: Schema = Schema {
        name: "EnvironmentResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Variables", &ENVIRONMENT_VARIABLES),
                Member::body("Error", &ENVIRONMENT_ERROR),
            ],
        },
    };
    pub static ENVIRONMENT_VARIABLE_NAME: Schema = Schema {
        name: "EnvironmentVariableName",
        kind: Kind::String(StringKind::new(
            None,
            None,
            Some(Pattern::new(r"[a-zA-Z]([a-zA-Z0-9_])+")),
            &[],
            true,
        )),
    };
    pub static ENVIRONMENT_VARIABLE_VALUE: Schema = Schema {
        name: "EnvironmentVariableValue",
        kind: Kind::String(StringKind::new(None, None, None, &[], true)),
    };
    pub static ENVIRONMENT_VARIABLES: Schema = Schema {
        name: "EnvironmentVariables",
        kind: Kind::Map {
            key: &ENVIRONMENT_VARIABLE_NAME,
            value: &ENVIRONMENT_VARIABLE_VALUE,
            key_wire_name: "key",
            value_wire_name: "value",
            flattened: false,
            sensitive: true,
            min: None,
            max: None,
        },
    };
    pub static EPHEMERAL_STORAGE: Schema = Schema {
        name: "EphemeralStorage",
        kind: Kind::Structure { members: &[Member::body("Size", &EPHEMERAL_STORAGE_SIZE).required()] },
    };
    pub static EPHEMERAL_STORAGE_SIZE: Schema =
        Schema { name: "EphemeralStorageSize", kind: Kind::Integer { min: Some(512), max: Some(32768) } };
    pub static EVENT_SOURCE_TOKEN: Schema = Schema {
        name: "EventSourceToken",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(256),
            Some(Pattern::new(r"[a-zA-Z0-9._\-]+")),
            &[],
            false,
        )),
    };
    pub static EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU: Schema = Schema {
        name: "ExecutionEnvironmentMemoryGiBPerVCpu",
        kind: Kind::Double { min: Some(2.0), max: Some(8.0) },
    };
    pub static EXECUTION_TIMEOUT: Schema =
        Schema { name: "ExecutionTimeout", kind: Kind::Integer { min: Some(1), max: Some(31622400) } };
    pub static FILE_SYSTEM_ARN: Schema = Schema {
        name: "FileSystemArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(256),
            Some(Pattern::new(
                r"arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}",
            )),
            &[],
            false,
        )),
    };
    pub static FILE_SYSTEM_CONFIG: Schema = Schema {
        name: "FileSystemConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("Arn", &FILE_SYSTEM_ARN).required(),
                Member::body("LocalMountPath", &LOCAL_MOUNT_PATH).required(),
                Member::body("S3FilesConfig", &S3_FILES_CONFIG),
            ],
        },
    };
    pub static FILE_SYSTEM_CONFIG_LIST: Schema = Schema {
        name: "FileSystemConfigList",
        kind: Kind::List {
            member: &FILE_SYSTEM_CONFIG,
            wire_name: None,
            flattened: false,
            min: Some(0),
            max: Some(1),
        },
    };
    pub static FUNCTION_ARN: Schema = Schema {
        name: "FunctionArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(
                r"arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?",
            )),
            &[],
            false,
        )),
    };
    pub static FUNCTION_ARN_LIST: Schema = Schema {
        name: "FunctionArnList",
        kind: Kind::List { member: &FUNCTION_ARN, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static FUNCTION_CODE: Schema = Schema {
        name: "FunctionCode",
        kind: Kind::Structure {
            members: &[
                Member::body("ZipFile", &BLOB),
                Member::body("S3Bucket", &S3_BUCKET),
                Member::body("S3Key", &S3_KEY),
                Member::body("S3ObjectVersion", &S3_OBJECT_VERSION),
                Member::body("S3ObjectStorageMode", &S3_OBJECT_STORAGE_MODE),
                Member::body("ImageUri", &STRING),
                Member::body("SourceKMSKeyArn", &KMS_KEY_ARN),
            ],
        },
    };
    pub static FUNCTION_CODE_LOCATION: Schema = Schema {
        name: "FunctionCodeLocation",
        kind: Kind::Structure {
            members: &[
                Member::body("RepositoryType", &STRING),
                Member::body("Location", &SENSITIVE_STRING_ON_SERVER_ONLY),
                Member::body("ImageUri", &STRING),
                Member::body("ResolvedImageUri", &STRING),
                Member::body("ResolvedS3Object", &RESOLVED_S3_OBJECT),
                Member::body("SourceKMSKeyArn", &KMS_KEY_ARN),
                Member::body("Error", &FUNCTION_CODE_LOCATION_ERROR),
            ],
        },
    };
    pub static FUNCTION_CODE_LOCATION_ERROR: Schema = Schema {
        name: "FunctionCodeLocationError",
        kind: Kind::Structure {
            members: &[Member::body("ErrorCode", &STRING), Member::body("Message", &SENSITIVE_STRING)],
        },
    };
    pub static FUNCTION_CONFIGURATION: Schema = Schema {
        name: "FunctionConfiguration",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME),
                Member::body("FunctionArn", &NAME_SPACED_FUNCTION_ARN),
                Member::body("Runtime", &RUNTIME),
                Member::body("Role", &ROLE_ARN),
                Member::body("Handler", &HANDLER),
                Member::body("CodeSize", &LONG),
                Member::body("Description", &DESCRIPTION),
                Member::body("Timeout", &TIMEOUT),
                Member::body("MemorySize", &MEMORY_SIZE),
                Member::body("LastModified", &TIMESTAMP),
                Member::body("CodeSha256", &STRING),
                Member::body("Version", &VERSION),
                Member::body("VpcConfig", &VPC_CONFIG_RESPONSE),
                Member::body("DeadLetterConfig", &DEAD_LETTER_CONFIG),
                Member::body("Environment", &ENVIRONMENT_RESPONSE),
                Member::body("KMSKeyArn", &KMS_KEY_ARN),
                Member::body("TracingConfig", &TRACING_CONFIG_RESPONSE),
                Member::body("MasterArn", &FUNCTION_ARN),
                Member::body("RevisionId", &STRING),
                Member::body("Layers", &LAYERS_REFERENCE_LIST),
                Member::body("State", &STATE),
                Member::body("StateReason", &STATE_REASON),
                Member::body("StateReasonCode", &STATE_REASON_CODE),
                Member::body("LastUpdateStatus", &LAST_UPDATE_STATUS),
                Member::body("LastUpdateStatusReason", &LAST_UPDATE_STATUS_REASON),
                Member::body("LastUpdateStatusReasonCode", &LAST_UPDATE_STATUS_REASON_CODE),
                Member::body("FileSystemConfigs", &FILE_SYSTEM_CONFIG_LIST),
                Member::body("SigningProfileVersionArn", &ARN),
                Member::body("SigningJobArn", &ARN),
                Member::body("PackageType", &PACKAGE_TYPE),
                Member::body("ImageConfigResponse", &IMAGE_CONFIG_RESPONSE),
                Member::body("Architectures", &ARCHITECTURES_LIST),
                Member::body("EphemeralStorage", &EPHEMERAL_STORAGE),
                Member::body("SnapStart", &SNAP_START_RESPONSE),
                Member::body("RuntimeVersionConfig", &RUNTIME_VERSION_CONFIG),
                Member::body("LoggingConfig", &LOGGING_CONFIG),
                Member::body("TenancyConfig", &TENANCY_CONFIG),
                Member::body("CapacityProviderConfig", &CAPACITY_PROVIDER_CONFIG),
                Member::body("ConfigSha256", &STRING),
                Member::body("DurableConfig", &DURABLE_CONFIG),
                Member::body("RuntimeConfig", &FUNCTION_RUNTIME_CONFIG),
                Member::body("AcceleratorConfig", &ACCELERATOR_CONFIG),
            ],
        },
    };
    pub static FUNCTION_LIST: Schema = Schema {
        name: "FunctionList",
        kind: Kind::List {
            member: &FUNCTION_CONFIGURATION,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static FUNCTION_NAME: Schema = Schema {
        name: "FunctionName",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(140),
            Some(Pattern::new(
                r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?",
            )),
            &[],
            false,
        )),
    };
    pub static FUNCTION_RUNTIME_ALIAS: Schema = Schema {
        name: "FunctionRuntimeAlias",
        kind: Kind::String(StringKind::new(Some(1), Some(128), None, &[], false)),
    };
    pub static FUNCTION_RUNTIME_ARN: Schema = Schema {
        name: "FunctionRuntimeArn",
        kind: Kind::String(StringKind::new(
            Some(48),
            Some(2048),
            Some(Pattern::new(r"arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:runtime/.+")),
            &[],
            false,
        )),
    };
    pub static FUNCTION_RUNTIME_CONFIG: Schema = Schema {
        name: "FunctionRuntimeConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("RuntimeArn", &FUNCTION_RUNTIME_ARN).required(),
                Member::body("RuntimeAlias", &FUNCTION_RUNTIME_ALIAS).required(),
            ],
        },
    };
    pub static FUNCTION_URL_AUTH_TYPE: Schema = Schema {
        name: "FunctionUrlAuthType",
        kind: Kind::String(StringKind::new(None, None, None, &["NONE", "AWS_IAM"], false)),
    };
    pub static FUNCTION_VERSION: Schema = Schema {
        name: "FunctionVersion",
        kind: Kind::String(StringKind::new(None, None, None, &["ALL"], false)),
    };
    pub static FUNCTION_VERSION_LATEST_PUBLISHED: Schema = Schema {
        name: "FunctionVersionLatestPublished",
        kind: Kind::String(StringKind::new(None, None, None, &["LATEST_PUBLISHED"], false)),
    };
    pub static GET_ACCOUNT_SETTINGS_REQUEST: Schema =
        Schema { name: "GetAccountSettingsRequest", kind: Kind::Structure { members: &[] } };
    pub static GET_ACCOUNT_SETTINGS_RESPONSE: Schema = Schema {
        name: "GetAccountSettingsResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("AccountLimit", &ACCOUNT_LIMIT),
                Member::body("AccountUsage", &ACCOUNT_USAGE),
            ],
        },
    };
    pub static GET_ALIAS_REQUEST: Schema = Schema {
        name: "GetAliasRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Name", &ALIAS).at(Location::Uri).required(),
            ],
        },
    };
    pub static GET_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "GetCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN)
                .at(Location::Uri)
                .required()],
        },
    };
    pub static GET_CODE_SIGNING_CONFIG_RESPONSE: Schema = Schema {
        name: "GetCodeSigningConfigResponse",
        kind: Kind::Structure {
            members: &[Member::body("CodeSigningConfig", &CODE_SIGNING_CONFIG).required()],
        },
    };
    pub static GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "GetFunctionCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required()],
        },
    };
    pub static GET_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE: Schema = Schema {
        name: "GetFunctionCodeSigningConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN).required(),
                Member::body("FunctionName", &FUNCTION_NAME).required(),
            ],
        },
    };
    pub static GET_FUNCTION_CONCURRENCY_REQUEST: Schema = Schema {
        name: "GetFunctionConcurrencyRequest",
        kind: Kind::Structure {
            members: &[Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required()],
        },
    };
    pub static GET_FUNCTION_CONCURRENCY_RESPONSE: Schema = Schema {
        name: "GetFunctionConcurrencyResponse",
        kind: Kind::Structure {
            members: &[Member::body("ReservedConcurrentExecutions", &RESERVED_CONCURRENT_EXECUTIONS)],
        },
    };
    pub static GET_FUNCTION_CONFIGURATION_REQUEST: Schema = Schema {
        name: "GetFunctionConfigurationRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
            ],
        },
    };
    pub static GET_FUNCTION_REQUEST: Schema = Schema {
        name: "GetFunctionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
            ],
        },
    };
    pub static GET_FUNCTION_RESPONSE: Schema = Schema {
        name: "GetFunctionResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Configuration", &FUNCTION_CONFIGURATION),
                Member::body("Code", &FUNCTION_CODE_LOCATION),
                Member::body("Tags", &TAGS),
                Member::body("TagsError", &TAGS_ERROR),
                Member::body("Concurrency", &CONCURRENCY),
            ],
        },
    };
    pub static GET_POLICY_REQUEST: Schema = Schema {
        name: "GetPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
            ],
        },
    };
    pub static GET_POLICY_RESPONSE: Schema = Schema {
        name: "GetPolicyResponse",
        kind: Kind::Structure {
            members: &[Member::body("Policy", &STRING), Member::body("RevisionId", &STRING)],
        },
    };
    pub static GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Schema = Schema {
        name: "GetProvisionedConcurrencyConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &QUALIFIER).at(Location::QueryString).required(),
            ],
        },
    };
    pub static GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE: Schema = Schema {
        name: "GetProvisionedConcurrencyConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("RequestedProvisionedConcurrentExecutions", &POSITIVE_INTEGER),
                Member::body("AvailableProvisionedConcurrentExecutions", &NON_NEGATIVE_INTEGER),
                Member::body("AllocatedProvisionedConcurrentExecutions", &NON_NEGATIVE_INTEGER),
                Member::body("Status", &PROVISIONED_CONCURRENCY_STATUS_ENUM),
                Member::body("StatusReason", &STRING),
                Member::body("LastModified", &TIMESTAMP),
            ],
        },
    };
    pub static GET_RUNTIME_MANAGEMENT_CONFIG_REQUEST: Schema = Schema {
        name: "GetRuntimeManagementConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
            ],
        },
    };
    pub static GET_RUNTIME_MANAGEMENT_CONFIG_RESPONSE: Schema = Schema {
        name: "GetRuntimeManagementConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("UpdateRuntimeOn", &UPDATE_RUNTIME_ON),
                Member::body("FunctionArn", &NAME_SPACED_FUNCTION_ARN),
                Member::body("RuntimeVersionArn", &RUNTIME_VERSION_ARN),
            ],
        },
    };
    pub static HANDLER: Schema = Schema {
        name: "Handler",
        kind: Kind::String(StringKind::new(Some(0), Some(128), Some(Pattern::new(r"[^\s]+")), &[], false)),
    };
    pub static IMAGE_CONFIG: Schema = Schema {
        name: "ImageConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("EntryPoint", &STRING_LIST),
                Member::body("Command", &STRING_LIST),
                Member::body("WorkingDirectory", &WORKING_DIRECTORY),
            ],
        },
    };
    pub static IMAGE_CONFIG_ERROR: Schema = Schema {
        name: "ImageConfigError",
        kind: Kind::Structure {
            members: &[Member::body("ErrorCode", &STRING), Member::body("Message", &SENSITIVE_STRING)],
        },
    };
    pub static IMAGE_CONFIG_RESPONSE: Schema = Schema {
        name: "ImageConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("ImageConfig", &IMAGE_CONFIG),
                Member::body("Error", &IMAGE_CONFIG_ERROR),
            ],
        },
    };
    pub static INTEGER: Schema = Schema { name: "Integer", kind: Kind::Integer { min: None, max: None } };
    pub static INVOCATION_REQUEST: Schema = Schema {
        name: "InvocationRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("InvocationType", &INVOCATION_TYPE)
                    .at(Location::Header)
                    .named("X-Amz-Invocation-Type"),
                Member::body("LogType", &LOG_TYPE).at(Location::Header).named("X-Amz-Log-Type"),
                Member::body("ClientContext", &STRING).at(Location::Header).named("X-Amz-Client-Context"),
                Member::body("DurableExecutionName", &DURABLE_EXECUTION_NAME)
                    .at(Location::Header)
                    .named("X-Amz-Durable-Execution-Name"),
                Member::body("Payload", &BLOB).at(Location::Payload),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
                Member::body("TenantId", &TENANT_ID).at(Location::Header).named("X-Amz-Tenant-Id"),
            ],
        },
    };
    pub static INVOCATION_RESPONSE: Schema = Schema {
        name: "InvocationResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("StatusCode", &INTEGER).at(Location::StatusCode),
                Member::body("FunctionError", &STRING).at(Location::Header).named("X-Amz-Function-Error"),
                Member::body("LogResult", &STRING).at(Location::Header).named("X-Amz-Log-Result"),
                Member::body("Payload", &BLOB).at(Location::Payload),
                Member::body("ExecutedVersion", &VERSION)
                    .at(Location::Header)
                    .named("X-Amz-Executed-Version"),
                Member::body("DurableExecutionArn", &DURABLE_EXECUTION_ARN)
                    .at(Location::Header)
                    .named("X-Amz-Durable-Execution-Arn"),
            ],
        },
    };
    pub static INVOCATION_TYPE: Schema = Schema {
        name: "InvocationType",
        kind: Kind::String(StringKind::new(None, None, None, &["Event", "RequestResponse", "DryRun"], false)),
    };
    pub static INVOKED_VIA_FUNCTION_URL: Schema =
        Schema { name: "InvokedViaFunctionUrl", kind: Kind::Boolean };
    pub static KMS_KEY_ARN: Schema = Schema {
        name: "KMSKeyArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(r"(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()")),
            &[],
            false,
        )),
    };
    pub static LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG: Schema = Schema {
        name: "LambdaManagedInstancesCapacityProviderConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("CapacityProviderArn", &CAPACITY_PROVIDER_ARN).required(),
                Member::body(
                    "PerExecutionEnvironmentMaxConcurrency",
                    &PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY,
                ),
                Member::body(
                    "ExecutionEnvironmentMemoryGiBPerVCpu",
                    &EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU,
                ),
            ],
        },
    };
    pub static LAST_UPDATE_STATUS: Schema = Schema {
        name: "LastUpdateStatus",
        kind: Kind::String(StringKind::new(None, None, None, &["Successful", "Failed", "InProgress"], false)),
    };
    pub static LAST_UPDATE_STATUS_REASON: Schema =
        Schema { name: "LastUpdateStatusReason", kind: Kind::String(StringKind::ANY) };
    pub static LAST_UPDATE_STATUS_REASON_CODE: Schema =
        Schema { name: "LastUpdateStatusReasonCode", kind: Kind::String(StringKind::ANY) };
    pub static LAYER: Schema = Schema {
        name: "Layer",
        kind: Kind::Structure {
            members: &[
                Member::body("Arn", &LAYER_VERSION_ARN),
                Member::body("CodeSize", &LONG),
                Member::body("SigningProfileVersionArn", &ARN),
                Member::body("SigningJobArn", &ARN),
            ],
        },
    };
    pub static LAYER_LIST: Schema = Schema {
        name: "LayerList",
        kind: Kind::List {
            member: &LAYER_VERSION_ARN,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static LAYER_VERSION_ARN: Schema = Schema {
        name: "LayerVersionArn",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(2048),
            Some(Pattern::new(
                r"((arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+))",
            )),
            &[],
            false,
        )),
    };
    pub static LAYERS_REFERENCE_LIST: Schema = Schema {
        name: "LayersReferenceList",
        kind: Kind::List { member: &LAYER, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static LIST_ALIASES_REQUEST: Schema = Schema {
        name: "ListAliasesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("FunctionVersion", &VERSION_WITH_LATEST_PUBLISHED).at(Location::QueryString),
                Member::body("Marker", &STRING).at(Location::QueryString),
                Member::body("MaxItems", &MAX_LIST_ITEMS).at(Location::QueryString),
            ],
        },
    };
    pub static LIST_ALIASES_RESPONSE: Schema = Schema {
        name: "ListAliasesResponse",
        kind: Kind::Structure {
            members: &[Member::body("NextMarker", &STRING), Member::body("Aliases", &ALIAS_LIST)],
        },
    };
    pub static LIST_CODE_SIGNING_CONFIGS_REQUEST: Schema = Schema {
        name: "ListCodeSigningConfigsRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Marker", &STRING).at(Location::QueryString),
                Member::body("MaxItems", &MAX_LIST_ITEMS).at(Location::QueryString),
            ],
        },
    };
    pub static LIST_CODE_SIGNING_CONFIGS_RESPONSE: Schema = Schema {
        name: "ListCodeSigningConfigsResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("NextMarker", &STRING),
                Member::body("CodeSigningConfigs", &CODE_SIGNING_CONFIG_LIST),
            ],
        },
    };
    pub static LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "ListFunctionsByCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN).at(Location::Uri).required(),
                Member::body("Marker", &STRING).at(Location::QueryString),
                Member::body("MaxItems", &MAX_LIST_ITEMS).at(Location::QueryString),
            ],
        },
    };
    pub static LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG_RESPONSE: Schema = Schema {
        name: "ListFunctionsByCodeSigningConfigResponse",
        kind: Kind::Structure {
            members: &[Member::body("NextMarker", &STRING), Member::body("FunctionArns", &FUNCTION_ARN_LIST)],
        },
    };
    pub static LIST_FUNCTIONS_REQUEST: Schema = Schema {
        name: "ListFunctionsRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("MasterRegion", &MASTER_REGION).at(Location::QueryString),
                Member::body("FunctionVersion", &FUNCTION_VERSION).at(Location::QueryString),
                Member::body("Marker", &STRING).at(Location::QueryString),
                Member::body("MaxItems", &MAX_LIST_ITEMS).at(Location::QueryString),
            ],
        },
    };
    pub static LIST_FUNCTIONS_RESPONSE: Schema = Schema {
        name: "ListFunctionsResponse",
        kind: Kind::Structure {
            members: &[Member::body("NextMarker", &STRING), Member::body("Functions", &FUNCTION_LIST)],
        },
    };
    pub static LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST: Schema = Schema {
        name: "ListProvisionedConcurrencyConfigsRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Marker", &STRING).at(Location::QueryString),
                Member::body("MaxItems", &MAX_PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEMS)
                    .at(Location::QueryString),
            ],
        },
    };
    pub static LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE: Schema = Schema {
        name: "ListProvisionedConcurrencyConfigsResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("ProvisionedConcurrencyConfigs", &PROVISIONED_CONCURRENCY_CONFIG_LIST),
                Member::body("NextMarker", &STRING),
            ],
        },
    };
    pub static LIST_TAGS_REQUEST: Schema = Schema {
        name: "ListTagsRequest",
        kind: Kind::Structure {
            members: &[Member::body("Resource", &TAGGABLE_RESOURCE).at(Location::Uri).required()],
        },
    };
    pub static LIST_TAGS_RESPONSE: Schema = Schema {
        name: "ListTagsResponse",
        kind: Kind::Structure { members: &[Member::body("Tags", &TAGS)] },
    };
    pub static LIST_VERSIONS_BY_FUNCTION_REQUEST: Schema = Schema {
        name: "ListVersionsByFunctionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Marker", &STRING).at(Location::QueryString),
                Member::body("MaxItems", &MAX_LIST_ITEMS).at(Location::QueryString),
            ],
        },
    };
    pub static LIST_VERSIONS_BY_FUNCTION_RESPONSE: Schema = Schema {
        name: "ListVersionsByFunctionResponse",
        kind: Kind::Structure {
            members: &[Member::body("NextMarker", &STRING), Member::body("Versions", &FUNCTION_LIST)],
        },
    };
    pub static LOCAL_MOUNT_PATH: Schema = Schema {
        name: "LocalMountPath",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(160),
            Some(Pattern::new(r"/mnt/[a-zA-Z0-9-_.]+")),
            &[],
            false,
        )),
    };
    pub static LOG_FORMAT: Schema = Schema {
        name: "LogFormat",
        kind: Kind::String(StringKind::new(None, None, None, &["JSON", "Text"], false)),
    };
    pub static LOG_GROUP: Schema = Schema {
        name: "LogGroup",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(512),
            Some(Pattern::new(r"[\.\-_/#A-Za-z0-9]+")),
            &[],
            false,
        )),
    };
    pub static LOG_TYPE: Schema = Schema {
        name: "LogType",
        kind: Kind::String(StringKind::new(None, None, None, &["None", "Tail"], false)),
    };
    pub static LOGGING_CONFIG: Schema = Schema {
        name: "LoggingConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("LogFormat", &LOG_FORMAT),
                Member::body("ApplicationLogLevel", &APPLICATION_LOG_LEVEL),
                Member::body("SystemLogLevel", &SYSTEM_LOG_LEVEL),
                Member::body("LogGroup", &LOG_GROUP),
            ],
        },
    };
    pub static LONG: Schema = Schema { name: "Long", kind: Kind::Long { min: None, max: None } };
    pub static MASTER_REGION: Schema = Schema {
        name: "MasterRegion",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(50),
            Some(Pattern::new(r"ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}")),
            &[],
            false,
        )),
    };
    pub static MAX_LIST_ITEMS: Schema =
        Schema { name: "MaxListItems", kind: Kind::Integer { min: Some(1), max: Some(10000) } };
    pub static MAX_PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEMS: Schema = Schema {
        name: "MaxProvisionedConcurrencyConfigListItems",
        kind: Kind::Integer { min: Some(1), max: Some(50) },
    };
    pub static MEMORY_SIZE: Schema =
        Schema { name: "MemorySize", kind: Kind::Integer { min: Some(128), max: Some(32768) } };
    pub static NAME_SPACED_FUNCTION_ARN: Schema = Schema {
        name: "NameSpacedFunctionArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(
                r"arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:function:[a-zA-Z0-9-_\.]+(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
            )),
            &[],
            false,
        )),
    };
    pub static NAMESPACED_FUNCTION_NAME: Schema = Schema {
        name: "NamespacedFunctionName",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(256),
            Some(Pattern::new(
                r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
            )),
            &[],
            false,
        )),
    };
    pub static NAMESPACED_STATEMENT_ID: Schema = Schema {
        name: "NamespacedStatementId",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(100),
            Some(Pattern::new(r"([a-zA-Z0-9-_.]+)")),
            &[],
            false,
        )),
    };
    pub static NON_NEGATIVE_INTEGER: Schema =
        Schema { name: "NonNegativeInteger", kind: Kind::Integer { min: Some(0), max: None } };
    pub static NULLABLE_BOOLEAN: Schema = Schema { name: "NullableBoolean", kind: Kind::Boolean };
    pub static NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER: Schema = Schema {
        name: "NumericLatestPublishedOrAliasQualifier",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+")),
            &[],
            false,
        )),
    };
    pub static PACKAGE_TYPE: Schema = Schema {
        name: "PackageType",
        kind: Kind::String(StringKind::new(None, None, None, &["Zip", "Image"], false)),
    };
    pub static PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY: Schema = Schema {
        name: "PerExecutionEnvironmentMaxConcurrency",
        kind: Kind::Integer { min: Some(1), max: Some(1600) },
    };
    pub static POSITIVE_INTEGER: Schema =
        Schema { name: "PositiveInteger", kind: Kind::Integer { min: Some(1), max: None } };
    pub static PRINCIPAL: Schema = Schema {
        name: "Principal",
        kind: Kind::String(StringKind::new(Some(0), Some(2048), Some(Pattern::new(r"[^\s]+")), &[], false)),
    };
    pub static PRINCIPAL_ORG_ID: Schema = Schema {
        name: "PrincipalOrgID",
        kind: Kind::String(StringKind::new(
            Some(12),
            Some(34),
            Some(Pattern::new(r"o-[a-z0-9]{10,32}")),
            &[],
            false,
        )),
    };
    pub static PROVISIONED_CONCURRENCY_CONFIG_LIST: Schema = Schema {
        name: "ProvisionedConcurrencyConfigList",
        kind: Kind::List {
            member: &PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM: Schema = Schema {
        name: "ProvisionedConcurrencyConfigListItem",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionArn", &FUNCTION_ARN),
                Member::body("RequestedProvisionedConcurrentExecutions", &POSITIVE_INTEGER),
                Member::body("AvailableProvisionedConcurrentExecutions", &NON_NEGATIVE_INTEGER),
                Member::body("AllocatedProvisionedConcurrentExecutions", &NON_NEGATIVE_INTEGER),
                Member::body("Status", &PROVISIONED_CONCURRENCY_STATUS_ENUM),
                Member::body("StatusReason", &STRING),
                Member::body("LastModified", &TIMESTAMP),
            ],
        },
    };
    pub static PROVISIONED_CONCURRENCY_STATUS_ENUM: Schema = Schema {
        name: "ProvisionedConcurrencyStatusEnum",
        kind: Kind::String(StringKind::new(None, None, None, &["IN_PROGRESS", "READY", "FAILED"], false)),
    };
    pub static PUBLISH_VERSION_REQUEST: Schema = Schema {
        name: "PublishVersionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("CodeSha256", &STRING),
                Member::body("Description", &DESCRIPTION),
                Member::body("RevisionId", &STRING),
                Member::body("PublishTo", &FUNCTION_VERSION_LATEST_PUBLISHED),
            ],
        },
    };
    pub static PUT_FUNCTION_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "PutFunctionCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN).required(),
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
            ],
        },
    };
    pub static PUT_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE: Schema = Schema {
        name: "PutFunctionCodeSigningConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN).required(),
                Member::body("FunctionName", &FUNCTION_NAME).required(),
            ],
        },
    };
    pub static PUT_FUNCTION_CONCURRENCY_REQUEST: Schema = Schema {
        name: "PutFunctionConcurrencyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("ReservedConcurrentExecutions", &RESERVED_CONCURRENT_EXECUTIONS).required(),
            ],
        },
    };
    pub static PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Schema = Schema {
        name: "PutProvisionedConcurrencyConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &QUALIFIER).at(Location::QueryString).required(),
                Member::body("ProvisionedConcurrentExecutions", &POSITIVE_INTEGER).required(),
            ],
        },
    };
    pub static PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE: Schema = Schema {
        name: "PutProvisionedConcurrencyConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("RequestedProvisionedConcurrentExecutions", &POSITIVE_INTEGER),
                Member::body("AllocatedProvisionedConcurrentExecutions", &NON_NEGATIVE_INTEGER),
                Member::body("AvailableProvisionedConcurrentExecutions", &NON_NEGATIVE_INTEGER),
                Member::body("Status", &PROVISIONED_CONCURRENCY_STATUS_ENUM),
                Member::body("StatusReason", &STRING),
                Member::body("LastModified", &TIMESTAMP),
            ],
        },
    };
    pub static PUT_RUNTIME_MANAGEMENT_CONFIG_REQUEST: Schema = Schema {
        name: "PutRuntimeManagementConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
                Member::body("UpdateRuntimeOn", &UPDATE_RUNTIME_ON).required(),
                Member::body("RuntimeVersionArn", &RUNTIME_VERSION_ARN),
            ],
        },
    };
    pub static PUT_RUNTIME_MANAGEMENT_CONFIG_RESPONSE: Schema = Schema {
        name: "PutRuntimeManagementConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("UpdateRuntimeOn", &UPDATE_RUNTIME_ON).required(),
                Member::body("FunctionArn", &FUNCTION_ARN).required(),
                Member::body("RuntimeVersionArn", &RUNTIME_VERSION_ARN),
            ],
        },
    };
    pub static QUALIFIER: Schema = Schema {
        name: "Qualifier",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"(|[a-zA-Z0-9$_-]+)")),
            &[],
            false,
        )),
    };
    pub static REMOVE_PERMISSION_REQUEST: Schema = Schema {
        name: "RemovePermissionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &NAMESPACED_FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("StatementId", &NAMESPACED_STATEMENT_ID).at(Location::Uri).required(),
                Member::body("Qualifier", &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER)
                    .at(Location::QueryString),
                Member::body("RevisionId", &STRING).at(Location::QueryString),
            ],
        },
    };
    pub static RESERVED_CONCURRENT_EXECUTIONS: Schema =
        Schema { name: "ReservedConcurrentExecutions", kind: Kind::Integer { min: Some(0), max: None } };
    pub static RESOLVED_S3_OBJECT: Schema = Schema {
        name: "ResolvedS3Object",
        kind: Kind::Structure {
            members: &[
                Member::body("S3Bucket", &S3_BUCKET),
                Member::body("S3Key", &S3_KEY),
                Member::body("S3ObjectVersion", &S3_OBJECT_VERSION),
            ],
        },
    };
    pub static RESOURCE_ARN: Schema = Schema {
        name: "ResourceArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(r"(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()")),
            &[],
            false,
        )),
    };
    pub static RETENTION_PERIOD_IN_DAYS: Schema =
        Schema { name: "RetentionPeriodInDays", kind: Kind::Integer { min: Some(1), max: Some(90) } };
    pub static ROLE_ARN: Schema = Schema {
        name: "RoleArn",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(10000),
            Some(Pattern::new(r"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+")),
            &[],
            false,
        )),
    };
    pub static RUNTIME: Schema = Schema { name: "Runtime", kind: Kind::String(StringKind::ANY) };
    pub static RUNTIME_VERSION_ARN: Schema = Schema {
        name: "RuntimeVersionArn",
        kind: Kind::String(StringKind::new(
            Some(26),
            Some(2048),
            Some(Pattern::new(
                r"((arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}::runtime:.+)|(arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:runtime/[A-Za-z0-9_.-]{1,128}/version/[A-Za-z0-9_.-]{1,128}))",
            )),
            &[],
            false,
        )),
    };
    pub static RUNTIME_VERSION_CONFIG: Schema = Schema {
        name: "RuntimeVersionConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("RuntimeVersionArn", &RUNTIME_VERSION_ARN),
                Member::body("Error", &RUNTIME_VERSION_ERROR),
            ],
        },
    };
    pub static RUNTIME_VERSION_ERROR: Schema = Schema {
        name: "RuntimeVersionError",
        kind: Kind::Structure {
            members: &[Member::body("ErrorCode", &STRING), Member::body("Message", &SENSITIVE_STRING)],
        },
    };
    pub static S3_BUCKET: Schema = Schema {
        name: "S3Bucket",
        kind: Kind::String(StringKind::new(
            Some(3),
            Some(63),
            Some(Pattern::new(r"[0-9A-Za-z\.\-_]*(?<!\.)")),
            &[],
            false,
        )),
    };
    pub static S3_FILES_CONFIG: Schema = Schema {
        name: "S3FilesConfig",
        kind: Kind::Structure { members: &[Member::body("DirectS3Read", &DIRECT_S3_READ)] },
    };
    pub static S3_KEY: Schema = Schema {
        name: "S3Key",
        kind: Kind::String(StringKind::new(Some(1), Some(1024), Some(Pattern::new(r".*")), &[], false)),
    };
    pub static S3_OBJECT_STORAGE_MODE: Schema = Schema {
        name: "S3ObjectStorageMode",
        kind: Kind::String(StringKind::new(None, None, None, &["COPY", "REFERENCE"], false)),
    };
    pub static S3_OBJECT_VERSION: Schema = Schema {
        name: "S3ObjectVersion",
        kind: Kind::String(StringKind::new(Some(1), Some(1024), Some(Pattern::new(r".*")), &[], false)),
    };
    pub static SECURITY_GROUP_ID: Schema = Schema {
        name: "SecurityGroupId",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(1024),
            Some(Pattern::new(r"sg-[0-9a-zA-Z]*")),
            &[],
            false,
        )),
    };
    pub static SECURITY_GROUP_IDS: Schema = Schema {
        name: "SecurityGroupIds",
        kind: Kind::List {
            member: &SECURITY_GROUP_ID,
            wire_name: None,
            flattened: false,
            min: Some(0),
            max: Some(5),
        },
    };
    pub static SENSITIVE_STRING: Schema =
        Schema { name: "SensitiveString", kind: Kind::String(StringKind::new(None, None, None, &[], true)) };
    pub static SENSITIVE_STRING_ON_SERVER_ONLY: Schema = Schema {
        name: "SensitiveStringOnServerOnly",
        kind: Kind::String(StringKind::new(Some(0), Some(10000), None, &[], false)),
    };
    pub static SIGNING_PROFILE_VERSION_ARNS: Schema = Schema {
        name: "SigningProfileVersionArns",
        kind: Kind::List { member: &ARN, wire_name: None, flattened: false, min: Some(1), max: Some(20) },
    };
    pub static SNAP_START: Schema = Schema {
        name: "SnapStart",
        kind: Kind::Structure { members: &[Member::body("ApplyOn", &SNAP_START_APPLY_ON)] },
    };
    pub static SNAP_START_APPLY_ON: Schema = Schema {
        name: "SnapStartApplyOn",
        kind: Kind::String(StringKind::new(None, None, None, &["PublishedVersions", "None"], false)),
    };
    pub static SNAP_START_OPTIMIZATION_STATUS: Schema = Schema {
        name: "SnapStartOptimizationStatus",
        kind: Kind::String(StringKind::new(None, None, None, &["On", "Off"], false)),
    };
    pub static SNAP_START_RESPONSE: Schema = Schema {
        name: "SnapStartResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("ApplyOn", &SNAP_START_APPLY_ON),
                Member::body("OptimizationStatus", &SNAP_START_OPTIMIZATION_STATUS),
            ],
        },
    };
    pub static SOURCE_OWNER: Schema = Schema {
        name: "SourceOwner",
        kind: Kind::String(StringKind::new(Some(0), Some(12), Some(Pattern::new(r"\d{12}")), &[], false)),
    };
    pub static STATE: Schema = Schema {
        name: "State",
        kind: Kind::String(StringKind::new(
            None,
            None,
            None,
            &[
                "Pending",
                "Active",
                "Inactive",
                "Failed",
                "Deactivating",
                "Deactivated",
                "ActiveNonInvocable",
                "Deleting",
            ],
            false,
        )),
    };
    pub static STATE_REASON: Schema = Schema { name: "StateReason", kind: Kind::String(StringKind::ANY) };
    pub static STATE_REASON_CODE: Schema = Schema {
        name: "StateReasonCode",
        kind: Kind::String(StringKind::new(
            None,
            None,
            None,
            &[
                "Idle",
                "Creating",
                "Restoring",
                "EniLimitExceeded",
                "InsufficientRolePermissions",
                "InvalidConfiguration",
                "InternalError",
                "SubnetOutOfIPAddresses",
                "InvalidSubnet",
                "InvalidSecurityGroup",
                "ImageDeleted",
                "ImageAccessDenied",
                "InvalidImage",
                "KMSKeyAccessDenied",
                "KMSKeyNotFound",
                "InvalidStateKMSKey",
                "DisabledKMSKey",
                "EFSIOError",
                "EFSMountConnectivityError",
                "EFSMountFailure",
                "EFSMountTimeout",
                "InvalidRuntime",
                "InvalidZipFileException",
                "FunctionError",
                "ServiceQuotaExceededException",
                "VcpuLimitExceeded",
                "CapacityProviderScalingLimitExceeded",
                "InsufficientCapacity",
                "EC2RequestLimitExceeded",
                "FunctionError.InitTimeout",
                "FunctionError.RuntimeInitError",
                "FunctionError.ExtensionInitError",
                "FunctionError.InvalidEntryPoint",
                "FunctionError.InvalidWorkingDirectory",
                "FunctionError.PermissionDenied",
                "FunctionError.TooManyExtensions",
                "FunctionError.InitResourceExhausted",
                "DisallowedByVpcEncryptionControl",
                "DrainingDurableExecutions",
                "IncompatibleAcceleratorInstanceTypes",
                "DependencyError",
            ],
            false,
        )),
    };
    pub static STATEMENT_ID: Schema = Schema {
        name: "StatementId",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(100),
            Some(Pattern::new(r"([a-zA-Z0-9-_]+)")),
            &[],
            false,
        )),
    };
    pub static STRING: Schema = Schema { name: "String", kind: Kind::String(StringKind::ANY) };
    pub static STRING_LIST: Schema = Schema {
        name: "StringList",
        kind: Kind::List {
            member: &STRING,
            wire_name: None,
            flattened: false,
            min: Some(0),
            max: Some(1500),
        },
    };
    pub static SUBNET_ID: Schema = Schema {
        name: "SubnetId",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(1024),
            Some(Pattern::new(r"subnet-[0-9a-z]*")),
            &[],
            false,
        )),
    };
    pub static SUBNET_IDS: Schema = Schema {
        name: "SubnetIds",
        kind: Kind::List {
            member: &SUBNET_ID,
            wire_name: None,
            flattened: false,
            min: Some(0),
            max: Some(16),
        },
    };
    pub static SYSTEM_LOG_LEVEL: Schema = Schema {
        name: "SystemLogLevel",
        kind: Kind::String(StringKind::new(None, None, None, &["DEBUG", "INFO", "WARN"], false)),
    };
    pub static TAG_KEY: Schema = Schema {
        name: "TagKey",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)")),
            &[],
            false,
        )),
    };
    pub static TAG_KEY_LIST: Schema = Schema {
        name: "TagKeyList",
        kind: Kind::List { member: &TAG_KEY, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static TAG_RESOURCE_REQUEST: Schema = Schema {
        name: "TagResourceRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Resource", &TAGGABLE_RESOURCE).at(Location::Uri).required(),
                Member::body("Tags", &TAGS).required(),
            ],
        },
    };
    pub static TAG_VALUE: Schema = Schema {
        name: "TagValue",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(256),
            Some(Pattern::new(r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)")),
            &[],
            false,
        )),
    };
    pub static TAGGABLE_RESOURCE: Schema = Schema {
        name: "TaggableResource",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(10000),
            Some(Pattern::new(
                r"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|(capacity-provider|network-connector):[a-zA-Z0-9-_]{1,64})",
            )),
            &[],
            false,
        )),
    };
    pub static TAGS: Schema = Schema {
        name: "Tags",
        kind: Kind::Map {
            key: &TAG_KEY,
            value: &TAG_VALUE,
            key_wire_name: "key",
            value_wire_name: "value",
            flattened: false,
            sensitive: false,
            min: None,
            max: None,
        },
    };
    pub static TAGS_ERROR: Schema = Schema {
        name: "TagsError",
        kind: Kind::Structure {
            members: &[
                Member::body("ErrorCode", &TAGS_ERROR_CODE).required(),
                Member::body("Message", &TAGS_ERROR_MESSAGE).required(),
            ],
        },
    };
    pub static TAGS_ERROR_CODE: Schema = Schema {
        name: "TagsErrorCode",
        kind: Kind::String(StringKind::new(
            Some(10),
            Some(21),
            Some(Pattern::new(r"[A-Za-z]+Exception")),
            &[],
            false,
        )),
    };
    pub static TAGS_ERROR_MESSAGE: Schema = Schema {
        name: "TagsErrorMessage",
        kind: Kind::String(StringKind::new(Some(84), Some(1000), Some(Pattern::new(r".*")), &[], false)),
    };
    pub static TENANCY_CONFIG: Schema = Schema {
        name: "TenancyConfig",
        kind: Kind::Structure {
            members: &[Member::body("TenantIsolationMode", &TENANT_ISOLATION_MODE).required()],
        },
    };
    pub static TENANT_ID: Schema = Schema {
        name: "TenantId",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(256),
            Some(Pattern::new(r"[a-zA-Z0-9\._:\/=+\-@ ]+")),
            &[],
            false,
        )),
    };
    pub static TENANT_ISOLATION_MODE: Schema = Schema {
        name: "TenantIsolationMode",
        kind: Kind::String(StringKind::new(None, None, None, &["PER_TENANT"], false)),
    };
    pub static TIMEOUT: Schema =
        Schema { name: "Timeout", kind: Kind::Integer { min: Some(1), max: Some(5400) } };
    pub static TIMESTAMP: Schema = Schema {
        name: "Timestamp",
        kind: Kind::String(StringKind::new(Some(0), Some(100), Some(Pattern::new(r".*")), &[], false)),
    };
    pub static TRACING_CONFIG: Schema = Schema {
        name: "TracingConfig",
        kind: Kind::Structure { members: &[Member::body("Mode", &TRACING_MODE)] },
    };
    pub static TRACING_CONFIG_RESPONSE: Schema = Schema {
        name: "TracingConfigResponse",
        kind: Kind::Structure { members: &[Member::body("Mode", &TRACING_MODE)] },
    };
    pub static TRACING_MODE: Schema = Schema {
        name: "TracingMode",
        kind: Kind::String(StringKind::new(None, None, None, &["Active", "PassThrough"], false)),
    };
    pub static UNRESERVED_CONCURRENT_EXECUTIONS: Schema =
        Schema { name: "UnreservedConcurrentExecutions", kind: Kind::Integer { min: Some(0), max: None } };
    pub static UNTAG_RESOURCE_REQUEST: Schema = Schema {
        name: "UntagResourceRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Resource", &TAGGABLE_RESOURCE).at(Location::Uri).required(),
                Member::body("TagKeys", &TAG_KEY_LIST).at(Location::QueryString).named("tagKeys").required(),
            ],
        },
    };
    pub static UPDATE_ALIAS_REQUEST: Schema = Schema {
        name: "UpdateAliasRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Name", &ALIAS).at(Location::Uri).required(),
                Member::body("FunctionVersion", &VERSION_WITH_LATEST_PUBLISHED),
                Member::body("Description", &DESCRIPTION),
                Member::body("RoutingConfig", &ALIAS_ROUTING_CONFIGURATION),
                Member::body("RevisionId", &STRING),
            ],
        },
    };
    pub static UPDATE_CODE_SIGNING_CONFIG_REQUEST: Schema = Schema {
        name: "UpdateCodeSigningConfigRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("CodeSigningConfigArn", &CODE_SIGNING_CONFIG_ARN).at(Location::Uri).required(),
                Member::body("Description", &DESCRIPTION),
                Member::body("AllowedPublishers", &ALLOWED_PUBLISHERS),
                Member::body("CodeSigningPolicies", &CODE_SIGNING_POLICIES),
            ],
        },
    };
    pub static UPDATE_CODE_SIGNING_CONFIG_RESPONSE: Schema = Schema {
        name: "UpdateCodeSigningConfigResponse",
        kind: Kind::Structure {
            members: &[Member::body("CodeSigningConfig", &CODE_SIGNING_CONFIG).required()],
        },
    };
    pub static UPDATE_FUNCTION_CODE_REQUEST: Schema = Schema {
        name: "UpdateFunctionCodeRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("ZipFile", &BLOB),
                Member::body("S3Bucket", &S3_BUCKET),
                Member::body("S3Key", &S3_KEY),
                Member::body("S3ObjectVersion", &S3_OBJECT_VERSION),
                Member::body("S3ObjectStorageMode", &S3_OBJECT_STORAGE_MODE),
                Member::body("ImageUri", &STRING),
                Member::body("Architectures", &ARCHITECTURES_LIST),
                Member::body("Publish", &BOOLEAN),
                Member::body("PublishTo", &FUNCTION_VERSION_LATEST_PUBLISHED),
                Member::body("DryRun", &BOOLEAN),
                Member::body("RevisionId", &STRING),
                Member::body("SourceKMSKeyArn", &KMS_KEY_ARN),
            ],
        },
    };
    pub static UPDATE_FUNCTION_CONFIGURATION_REQUEST: Schema = Schema {
        name: "UpdateFunctionConfigurationRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("FunctionName", &FUNCTION_NAME).at(Location::Uri).required(),
                Member::body("Role", &ROLE_ARN),
                Member::body("Handler", &HANDLER),
                Member::body("Description", &DESCRIPTION),
                Member::body("Timeout", &TIMEOUT),
                Member::body("MemorySize", &MEMORY_SIZE),
                Member::body("VpcConfig", &VPC_CONFIG),
                Member::body("Environment", &ENVIRONMENT),
                Member::body("Runtime", &RUNTIME),
                Member::body("DeadLetterConfig", &DEAD_LETTER_CONFIG),
                Member::body("KMSKeyArn", &KMS_KEY_ARN),
                Member::body("TracingConfig", &TRACING_CONFIG),
                Member::body("RevisionId", &STRING),
                Member::body("Layers", &LAYER_LIST),
                Member::body("FileSystemConfigs", &FILE_SYSTEM_CONFIG_LIST),
                Member::body("ImageConfig", &IMAGE_CONFIG),
                Member::body("EphemeralStorage", &EPHEMERAL_STORAGE),
                Member::body("SnapStart", &SNAP_START),
                Member::body("LoggingConfig", &LOGGING_CONFIG),
                Member::body("CapacityProviderConfig", &CAPACITY_PROVIDER_CONFIG),
                Member::body("DurableConfig", &DURABLE_CONFIG),
                Member::body("RuntimeConfig", &FUNCTION_RUNTIME_CONFIG),
                Member::body("AcceleratorConfig", &ACCELERATOR_CONFIG),
            ],
        },
    };
    pub static UPDATE_RUNTIME_ON: Schema = Schema {
        name: "UpdateRuntimeOn",
        kind: Kind::String(StringKind::new(None, None, None, &["Auto", "Manual", "FunctionUpdate"], false)),
    };
    pub static VERSION: Schema = Schema {
        name: "Version",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(1024),
            Some(Pattern::new(r"(\$LATEST|[0-9]+)")),
            &[],
            false,
        )),
    };
    pub static VERSION_WITH_LATEST_PUBLISHED: Schema = Schema {
        name: "VersionWithLatestPublished",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(1024),
            Some(Pattern::new(r"(\$LATEST(\.PUBLISHED)?|[0-9]+)")),
            &[],
            false,
        )),
    };
    pub static VPC_CONFIG: Schema = Schema {
        name: "VpcConfig",
        kind: Kind::Structure {
            members: &[
                Member::body("SubnetIds", &SUBNET_IDS),
                Member::body("SecurityGroupIds", &SECURITY_GROUP_IDS),
                Member::body("Ipv6AllowedForDualStack", &NULLABLE_BOOLEAN),
            ],
        },
    };
    pub static VPC_CONFIG_RESPONSE: Schema = Schema {
        name: "VpcConfigResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("SubnetIds", &SUBNET_IDS),
                Member::body("SecurityGroupIds", &SECURITY_GROUP_IDS),
                Member::body("VpcId", &VPC_ID),
                Member::body("Ipv6AllowedForDualStack", &NULLABLE_BOOLEAN),
            ],
        },
    };
    pub static VPC_ID: Schema = Schema { name: "VpcId", kind: Kind::String(StringKind::ANY) };
    pub static WEIGHT: Schema =
        Schema { name: "Weight", kind: Kind::Double { min: Some(0.0), max: Some(1.0) } };
    pub static WORKING_DIRECTORY: Schema = Schema {
        name: "WorkingDirectory",
        kind: Kind::String(StringKind::new(Some(0), Some(1000), None, &[], false)),
    };
}
