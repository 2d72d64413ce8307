//! sts: generated from models/sts.json by `cargo xtask codegen`; changes go there or to the generator.

use serde::{Deserialize, Serialize};
use shape::{Operation, OperationSchema, ServiceSchema};

/// The service's names, and every operation that AWS has.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "sts",
    signing_name: "sts",
    endpoint_prefix: "sts",
    target_prefix: None,
    api_version: "2011-06-15",
    xml_namespace: Some("https://sts.amazonaws.com/doc/2011-06-15/"),
    protocols: &["query"],
    json_version: None,
    namespace: "com.amazonaws.sts",
    query_compatible: false,
    bare_errors: false,
    operations: &[
        &operations::ASSUME_ROLE,
        &operations::ASSUME_ROLE_WITH_SAML,
        &operations::ASSUME_ROLE_WITH_WEB_IDENTITY,
        &operations::ASSUME_ROOT,
        &operations::DECODE_AUTHORIZATION_MESSAGE,
        &operations::GET_ACCESS_KEY_INFO,
        &operations::GET_CALLER_IDENTITY,
        &operations::GET_DELEGATED_ACCESS_TOKEN,
        &operations::GET_FEDERATION_TOKEN,
        &operations::GET_SESSION_TOKEN,
        &operations::GET_WEB_IDENTITY_TOKEN,
    ],
};

/// POST /
pub struct AssumeRole;

impl Operation for AssumeRole {
    type Input = AssumeRoleInput;
    type Output = AssumeRoleOutput;
    const SCHEMA: &'static OperationSchema = &operations::ASSUME_ROLE;
}

/// POST /
pub struct GetAccessKeyInfo;

impl Operation for GetAccessKeyInfo {
    type Input = GetAccessKeyInfoInput;
    type Output = GetAccessKeyInfoOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_ACCESS_KEY_INFO;
}

/// POST /
pub struct GetCallerIdentity;

impl Operation for GetCallerIdentity {
    type Input = GetCallerIdentityInput;
    type Output = GetCallerIdentityOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_CALLER_IDENTITY;
}

/// POST /
pub struct GetSessionToken;

impl Operation for GetSessionToken {
    type Input = GetSessionTokenInput;
    type Output = GetSessionTokenOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_SESSION_TOKEN;
}

/// Every operation's name and binding.
pub mod operations {
    use super::OperationSchema;
    use super::schemas;
    pub static ASSUME_ROLE: OperationSchema = OperationSchema::known("AssumeRole", "POST", "/", 200)
        .offered(&schemas::ASSUME_ROLE_REQUEST, &schemas::ASSUME_ROLE_RESPONSE)
        .wrapped("AssumeRoleResult");
    pub static ASSUME_ROLE_WITH_SAML: OperationSchema =
        OperationSchema::known("AssumeRoleWithSAML", "POST", "/", 200);
    pub static ASSUME_ROLE_WITH_WEB_IDENTITY: OperationSchema =
        OperationSchema::known("AssumeRoleWithWebIdentity", "POST", "/", 200);
    pub static ASSUME_ROOT: OperationSchema = OperationSchema::known("AssumeRoot", "POST", "/", 200);
    pub static DECODE_AUTHORIZATION_MESSAGE: OperationSchema =
        OperationSchema::known("DecodeAuthorizationMessage", "POST", "/", 200);
    pub static GET_ACCESS_KEY_INFO: OperationSchema =
        OperationSchema::known("GetAccessKeyInfo", "POST", "/", 200)
            .offered(&schemas::GET_ACCESS_KEY_INFO_REQUEST, &schemas::GET_ACCESS_KEY_INFO_RESPONSE)
            .wrapped("GetAccessKeyInfoResult");
    pub static GET_CALLER_IDENTITY: OperationSchema =
        OperationSchema::known("GetCallerIdentity", "POST", "/", 200)
            .offered(&schemas::GET_CALLER_IDENTITY_REQUEST, &schemas::GET_CALLER_IDENTITY_RESPONSE)
            .wrapped("GetCallerIdentityResult");
    pub static GET_DELEGATED_ACCESS_TOKEN: OperationSchema =
        OperationSchema::known("GetDelegatedAccessToken", "POST", "/", 200);
    pub static GET_FEDERATION_TOKEN: OperationSchema =
        OperationSchema::known("GetFederationToken", "POST", "/", 200);
    pub static GET_SESSION_TOKEN: OperationSchema =
        OperationSchema::known("GetSessionToken", "POST", "/", 200)
            .offered(&schemas::GET_SESSION_TOKEN_REQUEST, &schemas::GET_SESSION_TOKEN_RESPONSE)
            .wrapped("GetSessionTokenResult");
    pub static GET_WEB_IDENTITY_TOKEN: OperationSchema =
        OperationSchema::known("GetWebIdentityToken", "POST", "/", 200);
}
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleInput {
    pub role_arn: String,
    pub role_session_name: String,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub policy: Option<String>,
    pub duration_seconds: Option<i32>,
    pub tags: Option<Vec<Tag>>,
    pub transitive_tag_keys: Option<Vec<String>>,
    pub external_id: Option<String>,
    pub serial_number: Option<String>,
    pub token_code: Option<String>,
    pub source_identity: Option<String>,
    pub provided_contexts: Option<Vec<ProvidedContext>>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleOutput {
    pub credentials: Option<Credentials>,
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub packed_policy_size: Option<i32>,
    pub source_identity: Option<String>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumedRoleUser {
    pub assumed_role_id: String,
    pub arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Credentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: String,
    #[serde(with = "shape::timestamp")]
    pub expiration: shape::Timestamp,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetAccessKeyInfoInput {
    pub access_key_id: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetAccessKeyInfoOutput {
    pub account: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GetCallerIdentityInput {}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetCallerIdentityOutput {
    pub user_id: Option<String>,
    pub account: Option<String>,
    pub arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetSessionTokenInput {
    pub duration_seconds: Option<i32>,
    pub serial_number: Option<String>,
    pub token_code: Option<String>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetSessionTokenOutput {
    pub credentials: Option<Credentials>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyDescriptorType {
    pub arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProvidedContext {
    pub provider_arn: Option<String>,
    pub context_assertion: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: String,
    pub value: String,
}

/// Errors that the model has.
pub mod errors {
    use shape::{ErrorShape, Fault};
    pub static EXPIRED_TOKEN_EXCEPTION: ErrorShape =
        ErrorShape::new("ExpiredTokenException", 400, Fault::Client, "message", false);
    pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: ErrorShape =
        ErrorShape::new("MalformedPolicyDocument", 400, Fault::Client, "message", false);
    pub static PACKED_POLICY_TOO_LARGE_EXCEPTION: ErrorShape =
        ErrorShape::new("PackedPolicyTooLarge", 400, Fault::Client, "message", false);
    pub static REGION_DISABLED_EXCEPTION: ErrorShape =
        ErrorShape::new("RegionDisabledException", 403, Fault::Client, "message", false);
}

/// Shapes and constraints.
mod schemas {
    use shape::{Kind, Member, Pattern, Schema, StringKind};
    pub static ASSUME_ROLE_REQUEST: Schema = Schema {
        name: "AssumeRoleRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleArn", &ARN_TYPE).required(),
                Member::body("RoleSessionName", &ROLE_SESSION_NAME_TYPE).required(),
                Member::body("PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
                Member::body("Policy", &UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE),
                Member::body("DurationSeconds", &ROLE_DURATION_SECONDS_TYPE),
                Member::body("Tags", &TAG_LIST_TYPE),
                Member::body("TransitiveTagKeys", &TAG_KEY_LIST_TYPE),
                Member::body("ExternalId", &EXTERNAL_ID_TYPE),
                Member::body("SerialNumber", &SERIAL_NUMBER_TYPE),
                Member::body("TokenCode", &TOKEN_CODE_TYPE),
                Member::body("SourceIdentity", &SOURCE_IDENTITY_TYPE),
                Member::body("ProvidedContexts", &PROVIDED_CONTEXTS_LIST_TYPE),
                Member::body("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
            ],
        },
    };
    pub static ASSUME_ROLE_RESPONSE: Schema = Schema {
        name: "AssumeRoleResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Credentials", &CREDENTIALS),
                Member::body("AssumedRoleUser", &ASSUMED_ROLE_USER),
                Member::body("PackedPolicySize", &NON_NEGATIVE_INTEGER_TYPE),
                Member::body("SourceIdentity", &SOURCE_IDENTITY_TYPE),
                Member::body("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
                Member::body("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
            ],
        },
    };
    pub static ASSUMED_ROLE_USER: Schema = Schema {
        name: "AssumedRoleUser",
        kind: Kind::Structure {
            members: &[
                Member::body("AssumedRoleId", &ASSUMED_ROLE_ID_TYPE).required(),
                Member::body("Arn", &ARN_TYPE).required(),
            ],
        },
    };
    pub static CREDENTIALS: Schema = Schema {
        name: "Credentials",
        kind: Kind::Structure {
            members: &[
                Member::body("AccessKeyId", &ACCESS_KEY_ID_TYPE).required(),
                Member::body("SecretAccessKey", &ACCESS_KEY_SECRET_TYPE).required(),
                Member::body("SessionToken", &TOKEN_TYPE).required(),
                Member::body("Expiration", &DATE_TYPE).required(),
            ],
        },
    };
    pub static GET_ACCESS_KEY_INFO_REQUEST: Schema = Schema {
        name: "GetAccessKeyInfoRequest",
        kind: Kind::Structure { members: &[Member::body("AccessKeyId", &ACCESS_KEY_ID_TYPE).required()] },
    };
    pub static GET_ACCESS_KEY_INFO_RESPONSE: Schema = Schema {
        name: "GetAccessKeyInfoResponse",
        kind: Kind::Structure { members: &[Member::body("Account", &ACCOUNT_TYPE)] },
    };
    pub static GET_CALLER_IDENTITY_REQUEST: Schema =
        Schema { name: "GetCallerIdentityRequest", kind: Kind::Structure { members: &[] } };
    pub static GET_CALLER_IDENTITY_RESPONSE: Schema = Schema {
        name: "GetCallerIdentityResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("UserId", &USER_ID_TYPE),
                Member::body("Account", &ACCOUNT_TYPE),
                Member::body("Arn", &ARN_TYPE),
            ],
        },
    };
    pub static GET_SESSION_TOKEN_REQUEST: Schema = Schema {
        name: "GetSessionTokenRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("DurationSeconds", &DURATION_SECONDS_TYPE),
                Member::body("SerialNumber", &SERIAL_NUMBER_TYPE),
                Member::body("TokenCode", &TOKEN_CODE_TYPE),
                Member::body("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
            ],
        },
    };
    pub static GET_SESSION_TOKEN_RESPONSE: Schema = Schema {
        name: "GetSessionTokenResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Credentials", &CREDENTIALS),
                Member::body("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
                Member::body("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
            ],
        },
    };
    pub static POLICY_DESCRIPTOR_TYPE: Schema = Schema {
        name: "PolicyDescriptorType",
        kind: Kind::Structure { members: &[Member::body("arn", &ARN_TYPE)] },
    };
    pub static PROVIDED_CONTEXT: Schema = Schema {
        name: "ProvidedContext",
        kind: Kind::Structure {
            members: &[
                Member::body("ProviderArn", &ARN_TYPE),
                Member::body("ContextAssertion", &CONTEXT_ASSERTION_TYPE),
            ],
        },
    };
    pub static PROVIDED_CONTEXTS_LIST_TYPE: Schema = Schema {
        name: "ProvidedContextsListType",
        kind: Kind::List {
            member: &PROVIDED_CONTEXT,
            wire_name: None,
            flattened: false,
            min: Some(1),
            max: Some(5),
        },
    };
    pub static TAG: Schema = Schema {
        name: "Tag",
        kind: Kind::Structure {
            members: &[
                Member::body("Key", &TAG_KEY_TYPE).required(),
                Member::body("Value", &TAG_VALUE_TYPE).required(),
            ],
        },
    };
    pub static ACCESS_KEY_ID_TYPE: Schema = Schema {
        name: "accessKeyIdType",
        kind: Kind::String(StringKind::new(Some(16), Some(128), Some(Pattern::new(r"[\w]*")), &[], false)),
    };
    pub static ACCESS_KEY_SECRET_TYPE: Schema = Schema {
        name: "accessKeySecretType",
        kind: Kind::String(StringKind::new(None, None, None, &[], true)),
    };
    pub static ACCOUNT_TYPE: Schema = Schema { name: "accountType", kind: Kind::String(StringKind::ANY) };
    pub static ARN_TYPE: Schema = Schema {
        name: "arnType",
        kind: Kind::String(StringKind::new(
            Some(20),
            Some(2048),
            Some(Pattern::new(
                r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+",
            )),
            &[],
            false,
        )),
    };
    pub static ASSUMED_ROLE_ID_TYPE: Schema = Schema {
        name: "assumedRoleIdType",
        kind: Kind::String(StringKind::new(
            Some(2),
            Some(193),
            Some(Pattern::new(r"[\w+=,.@:-]*")),
            &[],
            false,
        )),
    };
    pub static CONTEXT_ASSERTION_TYPE: Schema = Schema {
        name: "contextAssertionType",
        kind: Kind::String(StringKind::new(Some(4), Some(2048), None, &[], false)),
    };
    pub static DATE_TYPE: Schema = Schema { name: "dateType", kind: Kind::Timestamp { format: None } };
    pub static DURATION_SECONDS_TYPE: Schema =
        Schema { name: "durationSecondsType", kind: Kind::Integer { min: Some(900), max: Some(129600) } };
    pub static EXTERNAL_ID_TYPE: Schema = Schema {
        name: "externalIdType",
        kind: Kind::String(StringKind::new(
            Some(2),
            Some(1224),
            Some(Pattern::new(r"[\w+=,.@:\/-]*")),
            &[],
            false,
        )),
    };
    pub static MINIMUM_SESSION_TOKEN_SIZE_TYPE: Schema =
        Schema { name: "minimumSessionTokenSizeType", kind: Kind::Integer { min: Some(0), max: Some(4096) } };
    pub static NON_NEGATIVE_INTEGER_TYPE: Schema =
        Schema { name: "nonNegativeIntegerType", kind: Kind::Integer { min: Some(0), max: None } };
    pub static POLICY_DESCRIPTOR_LIST_TYPE: Schema = Schema {
        name: "policyDescriptorListType",
        kind: Kind::List {
            member: &POLICY_DESCRIPTOR_TYPE,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static ROLE_DURATION_SECONDS_TYPE: Schema =
        Schema { name: "roleDurationSecondsType", kind: Kind::Integer { min: Some(900), max: Some(43200) } };
    pub static ROLE_SESSION_NAME_TYPE: Schema = Schema {
        name: "roleSessionNameType",
        kind: Kind::String(StringKind::new(
            Some(2),
            Some(64),
            Some(Pattern::new(r"[\w+=,.@-]*")),
            &[],
            false,
        )),
    };
    pub static SERIAL_NUMBER_TYPE: Schema = Schema {
        name: "serialNumberType",
        kind: Kind::String(StringKind::new(
            Some(9),
            Some(256),
            Some(Pattern::new(r"[\w+=/:,.@-]*")),
            &[],
            false,
        )),
    };
    pub static SESSION_TOKEN_SIZE_TYPE: Schema =
        Schema { name: "sessionTokenSizeType", kind: Kind::Integer { min: Some(0), max: None } };
    pub static SESSION_TOKEN_UTILIZATION_TYPE: Schema =
        Schema { name: "sessionTokenUtilizationType", kind: Kind::Integer { min: Some(0), max: None } };
    pub static SOURCE_IDENTITY_TYPE: Schema = Schema {
        name: "sourceIdentityType",
        kind: Kind::String(StringKind::new(
            Some(2),
            Some(64),
            Some(Pattern::new(r"[\w+=,.@-]*")),
            &[],
            false,
        )),
    };
    pub static TAG_KEY_LIST_TYPE: Schema = Schema {
        name: "tagKeyListType",
        kind: Kind::List {
            member: &TAG_KEY_TYPE,
            wire_name: None,
            flattened: false,
            min: None,
            max: Some(50),
        },
    };
    pub static TAG_KEY_TYPE: Schema = Schema {
        name: "tagKeyType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+")),
            &[],
            false,
        )),
    };
    pub static TAG_LIST_TYPE: Schema = Schema {
        name: "tagListType",
        kind: Kind::List { member: &TAG, wire_name: None, flattened: false, min: None, max: Some(50) },
    };
    pub static TAG_VALUE_TYPE: Schema = Schema {
        name: "tagValueType",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(256),
            Some(Pattern::new(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*")),
            &[],
            false,
        )),
    };
    pub static TOKEN_CODE_TYPE: Schema = Schema {
        name: "tokenCodeType",
        kind: Kind::String(StringKind::new(Some(6), Some(6), Some(Pattern::new(r"[\d]*")), &[], false)),
    };
    pub static TOKEN_TYPE: Schema = Schema { name: "tokenType", kind: Kind::String(StringKind::ANY) };
    pub static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Schema = Schema {
        name: "unrestrictedSessionPolicyDocumentType",
        kind: Kind::String(StringKind::new(
            Some(1),
            None,
            Some(Pattern::new(r"[\u0009\u000A\u000D\u0020-\u00FF]+")),
            &[],
            false,
        )),
    };
    pub static USER_ID_TYPE: Schema = Schema { name: "userIdType", kind: Kind::String(StringKind::ANY) };
}
