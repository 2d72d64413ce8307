//! Made from `limits.toml` by `cargo xtask codegen`: edit that.

/// Every limit of every service, by name.
pub const ALL: &[&[crate::Row]] = &[iam::ALL, lambda::ALL, sts::ALL];

pub mod iam {
    use crate::{Fact, Limit, Range, Row, Unit};

    /// Access keys of a user, active or not.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const ACCESS_KEYS_PER_USER_MAX: Limit = Limit {
        value: 2,
        fact: Fact {
            name: "iam.access_keys_per_user_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateAccessKey",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Access keys of a user, active or not.",
        },
    };

    /// Items of a page when the caller names no number; at most 1,000 otherwise.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const LIST_PAGE_ITEMS: Limit = Limit {
        value: 100,
        fact: Fact {
            name: "iam.list_page_items",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "every list of IAM",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Items of a page when the caller names no number; at most 1,000 otherwise.",
        },
    };

    /// A version of a managed policy, white space not counted.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const MANAGED_POLICY_CHARS_MAX: Limit = Limit {
        value: 6144,
        fact: Fact {
            name: "iam.managed_policy_chars_max",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "CreatePolicy, CreatePolicyVersion",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "A version of a managed policy, white space not counted.",
        },
    };

    /// The longest session that a role allows.
    ///
    /// Source: AWS STS API reference (text of 2025-26).
    pub const MAX_SESSION_S: Range = Range {
        min: 3600, max: 43200, default: 3600,
        fact: Fact {
            name: "iam.max_session_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateRole, UpdateRole",
            source: "AWS STS API reference (text of 2025-26)",
            doc: "The longest session that a role allows.",
        },
    };

    /// Customer managed policies of an account.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const POLICIES_MAX: Limit = Limit {
        value: 1500,
        fact: Fact {
            name: "iam.policies_max",
            unit: Unit::Count,
            adjustable: true,
            overridable: false,
            enforced_by: "CreatePolicy",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Customer managed policies of an account.",
        },
    };

    /// Managed policies attached to a role.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const POLICIES_PER_ROLE_MAX: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "iam.policies_per_role_max",
            unit: Unit::Count,
            adjustable: true,
            overridable: false,
            enforced_by: "AttachRolePolicy",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Managed policies attached to a role.",
        },
    };

    /// Managed policies attached to a user.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const POLICIES_PER_USER_MAX: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "iam.policies_per_user_max",
            unit: Unit::Count,
            adjustable: true,
            overridable: false,
            enforced_by: "AttachUserPolicy",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Managed policies attached to a user.",
        },
    };

    /// Versions of a managed policy.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const POLICY_VERSIONS_MAX: Limit = Limit {
        value: 5,
        fact: Fact {
            name: "iam.policy_versions_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreatePolicyVersion",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Versions of a managed policy.",
        },
    };

    /// All inline policies of a role together, white space not counted.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const ROLE_INLINE_CHARS_MAX: Limit = Limit {
        value: 10240,
        fact: Fact {
            name: "iam.role_inline_chars_max",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "PutRolePolicy",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "All inline policies of a role together, white space not counted.",
        },
    };

    /// Roles of an account.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const ROLES_MAX: Limit = Limit {
        value: 1000,
        fact: Fact {
            name: "iam.roles_max",
            unit: Unit::Count,
            adjustable: true,
            overridable: false,
            enforced_by: "CreateRole",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Roles of an account.",
        },
    };

    /// Tags of a role, a user or a policy.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const TAGS_MAX: Limit = Limit {
        value: 50,
        fact: Fact {
            name: "iam.tags_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "TagRole, TagPolicy and the operations that create",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Tags of a role, a user or a policy.",
        },
    };

    /// A role's trust policy, white space not counted.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const TRUST_POLICY_CHARS_MAX: Limit = Limit {
        value: 2048,
        fact: Fact {
            name: "iam.trust_policy_chars_max",
            unit: Unit::Characters,
            adjustable: true,
            overridable: false,
            enforced_by: "CreateRole, UpdateAssumeRolePolicy",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "A role's trust policy, white space not counted.",
        },
    };

    /// All inline policies of a user together, white space not counted.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const USER_INLINE_CHARS_MAX: Limit = Limit {
        value: 2048,
        fact: Fact {
            name: "iam.user_inline_chars_max",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "PutUserPolicy",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "All inline policies of a user together, white space not counted.",
        },
    };

    /// Users of an account.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas" (text of 2025-26).
    pub const USERS_MAX: Limit = Limit {
        value: 5000,
        fact: Fact {
            name: "iam.users_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateUser",
            source: "IAM User Guide, \"IAM and AWS STS quotas\" (text of 2025-26)",
            doc: "Users of an account.",
        },
    };

    /// Every limit of this service, by name.
    pub const ALL: &[Row] = &[
        Row::Limit(&ACCESS_KEYS_PER_USER_MAX),
        Row::Limit(&LIST_PAGE_ITEMS),
        Row::Limit(&MANAGED_POLICY_CHARS_MAX),
        Row::Range(&MAX_SESSION_S),
        Row::Limit(&POLICIES_MAX),
        Row::Limit(&POLICIES_PER_ROLE_MAX),
        Row::Limit(&POLICIES_PER_USER_MAX),
        Row::Limit(&POLICY_VERSIONS_MAX),
        Row::Limit(&ROLE_INLINE_CHARS_MAX),
        Row::Limit(&ROLES_MAX),
        Row::Limit(&TAGS_MAX),
        Row::Limit(&TRUST_POLICY_CHARS_MAX),
        Row::Limit(&USER_INLINE_CHARS_MAX),
        Row::Limit(&USERS_MAX),
    ];
}

pub mod lambda {
    use crate::{Bounds, Fact, Limit, Range, Row, Unit};

    /// Versions that an alias may send part of its traffic to, beside its own.
    ///
    /// Source: recorded from AWS (undated).
    pub const ALIAS_ADDITIONAL_VERSIONS_MAX: Limit = Limit {
        value: 1,
        fact: Fact {
            name: "lambda.alias_additional_versions_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateAlias, UpdateAlias",
            source: "recorded from AWS (undated)",
            doc: "Versions that an alias may send part of its traffic to, beside its own.",
        },
    };

    /// Length of an alias's name.
    ///
    /// Source: the public API model of Lambda, as botocore ships it (2025-26).
    pub const ALIAS_NAME_CHARS: Bounds = Bounds {
        min: 1, max: 128,
        fact: Fact {
            name: "lambda.alias_name_chars",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateAlias",
            source: "the public API model of Lambda, as botocore ships it (2025-26)",
            doc: "Length of an alias's name.",
        },
    };

    /// Architectures of a function: exactly one.
    ///
    /// Source: recorded from AWS (undated).
    pub const ARCHITECTURES_MAX: Limit = Limit {
        value: 1,
        fact: Fact {
            name: "lambda.architectures_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionCode",
            source: "recorded from AWS (undated)",
            doc: "Architectures of a function: exactly one.",
        },
    };

    /// The payload of an asynchronous invocation; 262,144 before October 2025.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const ASYNC_REQUEST_BYTES_MAX: Limit = Limit {
        value: 1048576,
        fact: Fact {
            name: "lambda.async_request_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke, Event (413)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "The payload of an asynchronous invocation; 262,144 before October 2025.",
        },
    };

    /// The X-Amz-Client-Context header, as base64.
    ///
    /// Source: the public API model of Lambda, as botocore ships it (2025-26).
    pub const CLIENT_CONTEXT_BYTES_MAX: Limit = Limit {
        value: 3583,
        fact: Fact {
            name: "lambda.client_context_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke",
            source: "the public API model of Lambda, as botocore ships it (2025-26)",
            doc: "The X-Amz-Client-Context header, as base64.",
        },
    };

    /// Entries of a zip archive, so that a small archive cannot make millions of empty files: a large node_modules has about 50,000.
    ///
    /// Source: hikeshi's own choice, with no counterpart at AWS.
    pub const CODE_ENTRIES_MAX: Limit = Limit {
        value: 200000,
        fact: Fact {
            name: "lambda.code_entries_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionCode, PublishLayerVersion",
            source: "hikeshi's own choice, with no counterpart at AWS",
            doc: "Entries of a zip archive, so that a small archive cannot make millions of empty files: a large node_modules has about 50,000.",
        },
    };

    /// A container image, uncompressed, all layers.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const CODE_IMAGE_BYTES_MAX: Limit = Limit {
        value: 10737418240,
        fact: Fact {
            name: "lambda.code_image_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionCode",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "A container image, uncompressed, all layers.",
        },
    };

    /// How long the address of a package that GetFunction answers opens it, by the host's clock.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const CODE_LOCATION_S: Limit = Limit {
        value: 600,
        fact: Fact {
            name: "lambda.code_location_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the address that GetFunction answers",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "How long the address of a package that GetFunction answers opens it, by the host's clock.",
        },
    };

    /// A path within a zip archive, so that any file can be reached below the data directory (the kernel's own limit is 4,096).
    ///
    /// Source: hikeshi's own choice, with no counterpart at AWS.
    pub const CODE_PATH_BYTES_MAX: Limit = Limit {
        value: 1024,
        fact: Fact {
            name: "lambda.code_path_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionCode, PublishLayerVersion",
            source: "hikeshi's own choice, with no counterpart at AWS",
            doc: "A path within a zip archive, so that any file can be reached below the data directory (the kernel's own limit is 4,096).",
        },
    };

    /// All versions of all functions and layers of one account and region, zipped.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const CODE_STORAGE_BYTES_MAX: Limit = Limit {
        value: 80530636800,
        fact: Fact {
            name: "lambda.code_storage_bytes_max",
            unit: Unit::Bytes,
            adjustable: true,
            overridable: true,
            enforced_by: "CreateFunction, UpdateFunctionCode, PublishVersion, PublishLayerVersion",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "All versions of all functions and layers of one account and region, zipped.",
        },
    };

    /// The code and its layers, unpacked.
    ///
    /// Source: recorded from AWS (undated).
    pub const CODE_UNZIPPED_BYTES_MAX: Limit = Limit {
        value: 262144000,
        fact: Fact {
            name: "lambda.code_unzipped_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionCode, UpdateFunctionConfiguration",
            source: "recorded from AWS (undated)",
            doc: "The code and its layers, unpacked.",
        },
    };

    /// A zip archive given in the request, decoded.
    ///
    /// Source: recorded from AWS (undated).
    pub const CODE_ZIPPED_BYTES_MAX: Limit = Limit {
        value: 52428800,
        fact: Fact {
            name: "lambda.code_zipped_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionCode, PublishLayerVersion (413)",
            source: "recorded from AWS (undated)",
            doc: "A zip archive given in the request, decoded.",
        },
    };

    /// Invocations of one account and region that may run at a time.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const CONCURRENT_EXECUTIONS_MAX: Limit = Limit {
        value: 1000,
        fact: Fact {
            name: "lambda.concurrent_executions_max",
            unit: Unit::Count,
            adjustable: true,
            overridable: true,
            enforced_by: "Invoke (429, ConcurrentInvocationLimitExceeded)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Invocations of one account and region that may run at a time.",
        },
    };

    /// Requests to all other operations together, of an account and region, a second.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const CONTROL_PLANE_RPS: Limit = Limit {
        value: 15,
        fact: Fact {
            name: "lambda.control_plane_rps",
            unit: Unit::PerSecond,
            adjustable: false,
            overridable: false,
            enforced_by: "every other operation but Invoke (429)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Requests to all other operations together, of an account and region, a second.",
        },
    };

    /// RLIMIT_CORE as a function reads it.
    ///
    /// Source: recorded from AWS (undated).
    pub const CORE_FILE_BYTES_MAX: Limit = Limit {
        value: 10737418240,
        fact: Fact {
            name: "lambda.core_file_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "RLIMIT_CORE of the sandbox",
            source: "recorded from AWS (undated)",
            doc: "RLIMIT_CORE as a function reads it.",
        },
    };

    /// The memory size at which a function has one whole CPU; its share is proportional.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const CPU_MEMORY_MB: Limit = Limit {
        value: 1769,
        fact: Fact {
            name: "lambda.cpu_memory_mb",
            unit: Unit::Mebibytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the cpu cgroup of the sandbox",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "The memory size at which a function has one whole CPU; its share is proportional.",
        },
    };

    /// The period over which the share of CPU is enforced: as short as lets the smallest function have the millisecond that the kernel wants at least.
    ///
    /// Source: hikeshi's own choice, with no counterpart at AWS.
    pub const CPU_PERIOD_US: Limit = Limit {
        value: 20000,
        fact: Fact {
            name: "lambda.cpu_period_us",
            unit: Unit::Microseconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the cpu cgroup of the sandbox",
            source: "hikeshi's own choice, with no counterpart at AWS",
            doc: "The period over which the share of CPU is enforced: as short as lets the smallest function have the millisecond that the kernel wants at least.",
        },
    };

    /// CPUs of the largest function, and never more than the machine has.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const CPUS_MAX: Limit = Limit {
        value: 6,
        fact: Fact {
            name: "lambda.cpus_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "the cpu cgroup of the sandbox",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "CPUs of the largest function, and never more than the machine has.",
        },
    };

    /// The body of a CreateFunction request: 50 MB in base64, and slack.
    ///
    /// Source: recorded from AWS (undated).
    pub const CREATE_FUNCTION_REQUEST_BYTES_MAX: Limit = Limit {
        value: 70167211,
        fact: Fact {
            name: "lambda.create_function_request_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the front, before the body is parsed (413)",
            source: "recorded from AWS (undated)",
            doc: "The body of a CreateFunction request: 50 MB in base64, and slack.",
        },
    };

    /// Length of a description.
    ///
    /// Source: the public API model of Lambda, as botocore ships it (2025-26).
    pub const DESCRIPTION_CHARS_MAX: Limit = Limit {
        value: 256,
        fact: Fact {
            name: "lambda.description_chars_max",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration, PublishVersion, CreateAlias, UpdateAlias",
            source: "the public API model of Lambda, as botocore ships it (2025-26)",
            doc: "Length of a description.",
        },
    };

    /// All environment variables, measured as one compact JSON object, quotes and escapes included.
    ///
    /// Source: recorded from AWS (undated).
    pub const ENVIRONMENT_BYTES_MAX: Limit = Limit {
        value: 4096,
        fact: Fact {
            name: "lambda.environment_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration",
            source: "recorded from AWS (undated)",
            doc: "All environment variables, measured as one compact JSON object, quotes and escapes included.",
        },
    };

    /// Extensions of an environment, external and internal together.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const EXTENSIONS_MAX: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "lambda.extensions_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "the Extensions API (403), the init phase",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Extensions of an environment, external and internal together.",
        },
    };

    /// Length of a function name given as an ARN; longer is a ValidationException.
    ///
    /// Source: recorded from AWS (undated).
    pub const FUNCTION_ARN_CHARS_MAX: Limit = Limit {
        value: 140,
        fact: Fact {
            name: "lambda.function_arn_chars_max",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "every operation on a function's configuration",
            source: "recorded from AWS (undated)",
            doc: "Length of a function name given as an ARN; longer is a ValidationException.",
        },
    };

    /// Length of a function's bare name; longer is an InvalidParameterValueException.
    ///
    /// Source: recorded from AWS (undated).
    pub const FUNCTION_NAME_CHARS: Bounds = Bounds {
        min: 1, max: 64,
        fact: Fact {
            name: "lambda.function_name_chars",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "every operation that names a function",
            source: "recorded from AWS (undated)",
            doc: "Length of a function's bare name; longer is an InvalidParameterValueException.",
        },
    };

    /// GetFunction requests of an account and region a second.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const GET_FUNCTION_RPS: Limit = Limit {
        value: 100,
        fact: Fact {
            name: "lambda.get_function_rps",
            unit: Unit::PerSecond,
            adjustable: false,
            overridable: false,
            enforced_by: "GetFunction (429)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "GetFunction requests of an account and region a second.",
        },
    };

    /// GetPolicy requests of an account and region a second.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const GET_POLICY_RPS: Limit = Limit {
        value: 15,
        fact: Fact {
            name: "lambda.get_policy_rps",
            unit: Unit::PerSecond,
            adjustable: false,
            overridable: false,
            enforced_by: "GetPolicy (429)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "GetPolicy requests of an account and region a second.",
        },
    };

    /// Length of a handler's name.
    ///
    /// Source: the public API model of Lambda, as botocore ships it (2025-26).
    pub const HANDLER_CHARS_MAX: Limit = Limit {
        value: 128,
        fact: Fact {
            name: "lambda.handler_chars_max",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration",
            source: "the public API model of Lambda, as botocore ships it (2025-26)",
            doc: "Length of a handler's name.",
        },
    };

    /// A function in a network that nobody invokes for so long is Inactive; the invocation that then comes is refused and wakes it.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const IDLE_S: Limit = Limit {
        value: 1209600,
        fact: Fact {
            name: "lambda.idle_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke of a function in a network (502), GetFunction, GetFunctionConfiguration",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "A function in a network that nobody invokes for so long is Inactive; the invocation that then comes is refused and wakes it.",
        },
    };

    /// Entry point, command and working directory of a container image function together.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const IMAGE_SETTINGS_BYTES_MAX: Limit = Limit {
        value: 16384,
        fact: Fact {
            name: "lambda.image_settings_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Entry point, command and working directory of a container image function together.",
        },
    };

    /// Init may take this long or the function's timeout, whichever is more.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const INIT_TIMEOUT_PROVISIONED_MIN_S: Limit = Limit {
        value: 130,
        fact: Fact {
            name: "lambda.init_timeout_provisioned_min_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the init phase of provisioned and SnapStart environments",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Init may take this long or the function's timeout, whichever is more.",
        },
    };

    /// Init of an on-demand environment.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const INIT_TIMEOUT_S: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "lambda.init_timeout_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the init phase: killed, and repeated within the invocation",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Init of an on-demand environment.",
        },
    };

    /// Layers of a function version.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const LAYERS_MAX: Limit = Limit {
        value: 5,
        fact: Fact {
            name: "lambda.layers_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Layers of a function version.",
        },
    };

    /// Functions in one answer, however many of up to 10,000 were asked for.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const LIST_FUNCTIONS_PAGE_ITEMS: Limit = Limit {
        value: 50,
        fact: Fact {
            name: "lambda.list_functions_page_items",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "ListFunctions",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Functions in one answer, however many of up to 10,000 were asked for.",
        },
    };

    /// Rows of the other lists in one answer, however many were asked for.
    ///
    /// Source: from memory of AWS's behaviour, not recorded.
    pub const LIST_PAGE_ITEMS: Limit = Limit {
        value: 50,
        fact: Fact {
            name: "lambda.list_page_items",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "ListAliases, ListCodeSigningConfigs, ListFunctionsByCodeSigningConfig, ListProvisionedConcurrencyConfigs",
            source: "from memory of AWS's behaviour, not recorded",
            doc: "Rows of the other lists in one answer, however many were asked for.",
        },
    };

    /// Versions in one answer, however many of up to 10,000 were asked for.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const LIST_VERSIONS_PAGE_ITEMS: Limit = Limit {
        value: 50,
        fact: Fact {
            name: "lambda.list_versions_page_items",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "ListVersionsByFunction",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Versions in one answer, however many of up to 10,000 were asked for.",
        },
    };

    /// Memory that a process may lock.
    ///
    /// Source: recorded from AWS (undated).
    pub const LOCKED_MEMORY_BYTES_MAX: Limit = Limit {
        value: 65536,
        fact: Fact {
            name: "lambda.locked_memory_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "RLIMIT_MEMLOCK of the sandbox",
            source: "recorded from AWS (undated)",
            doc: "Memory that a process may lock.",
        },
    };

    /// One log record of a function; AWS's split size is not documented.
    ///
    /// Source: from memory of AWS's behaviour, not recorded.
    pub const LOG_RECORD_BYTES_MAX: Limit = Limit {
        value: 262144,
        fact: Fact {
            name: "lambda.log_record_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the log reader of the sandbox: a longer line becomes several records",
            source: "from memory of AWS's behaviour, not recorded",
            doc: "One log record of a function; AWS's split size is not documented.",
        },
    };

    /// The end of the invocation's log that X-Amz-Log-Result carries, before base64; what is in front of it is cut off.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const LOG_TAIL_BYTES: Limit = Limit {
        value: 4096,
        fact: Fact {
            name: "lambda.log_tail_bytes",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke with LogType Tail",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "The end of the invocation's log that X-Amz-Log-Result carries, before base64; what is in front of it is cut off.",
        },
    };

    /// Memory of all processes of an environment; new AWS accounts are capped at 3,008 or 512 MB until they are used.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const MEMORY_MB: Range = Range {
        min: 128, max: 10240, default: 128,
        fact: Fact {
            name: "lambda.memory_mb",
            unit: Unit::Mebibytes,
            adjustable: true,
            overridable: true,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration; the memory cgroup of the sandbox",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Memory of all processes of an environment; new AWS accounts are capped at 3,008 or 512 MB until they are used.",
        },
    };

    /// What the API model lets through: outside it is a ValidationException, and between it and memory_mb an InvalidParameterValueException.
    ///
    /// Source: the public API model of Lambda, as botocore ships it (2025-26).
    pub const MEMORY_MODEL_MB: Bounds = Bounds {
        min: 128, max: 32768,
        fact: Fact {
            name: "lambda.memory_model_mb",
            unit: Unit::Mebibytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the constraint check of CreateFunction and UpdateFunctionConfiguration",
            source: "the public API model of Lambda, as botocore ships it (2025-26)",
            doc: "What the API model lets through: outside it is a ValidationException, and between it and memory_mb an InvalidParameterValueException.",
        },
    };

    /// File descriptors of a process.
    ///
    /// Source: recorded from AWS (undated).
    pub const OPEN_FILES_MAX: Limit = Limit {
        value: 1024,
        fact: Fact {
            name: "lambda.open_files_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "RLIMIT_NOFILE of the sandbox (EMFILE)",
            source: "recorded from AWS (undated)",
            doc: "File descriptors of a process.",
        },
    };

    /// A function's resource-based policy, as JSON.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const POLICY_BYTES_MAX: Limit = Limit {
        value: 20480,
        fact: Fact {
            name: "lambda.policy_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "AddPermission",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "A function's resource-based policy, as JSON.",
        },
    };

    /// Processes and threads of an environment; AWS documents 1,024 and was measured at 742 in 2025-11: we follow the document.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const PROCESSES_MAX: Limit = Limit {
        value: 1024,
        fact: Fact {
            name: "lambda.processes_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "the pids cgroup of the sandbox (EAGAIN)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Processes and threads of an environment; AWS documents 1,024 and was measured at 742 in 2025-11: we follow the document.",
        },
    };

    /// The smallest provisioned concurrency.
    ///
    /// Source: recorded from AWS (undated).
    pub const PROVISIONED_CONCURRENCY_MIN: Limit = Limit {
        value: 1,
        fact: Fact {
            name: "lambda.provisioned_concurrency_min",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "PutProvisionedConcurrencyConfig",
            source: "recorded from AWS (undated)",
            doc: "The smallest provisioned concurrency.",
        },
    };

    /// The payload of a synchronous invocation.
    ///
    /// Source: recorded from AWS (undated).
    pub const REQUEST_BYTES_MAX: Limit = Limit {
        value: 6291456,
        fact: Fact {
            name: "lambda.request_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke, RequestResponse (413)",
            source: "recorded from AWS (undated)",
            doc: "The payload of a synchronous invocation.",
        },
    };

    /// Synchronous requests a second for each unit of a function's, an account's or a provisioned concurrency.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const REQUESTS_PER_CONCURRENCY_RPS: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "lambda.requests_per_concurrency_rps",
            unit: Unit::PerSecond,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke (429, FunctionInvocationRateLimitExceeded)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Synchronous requests a second for each unit of a function's, an account's or a provisioned concurrency.",
        },
    };

    /// A buffered response: 6 MB and 100 bytes.
    ///
    /// Source: recorded from AWS, 2025-11.
    pub const RESPONSE_BYTES_MAX: Limit = Limit {
        value: 6291556,
        fact: Fact {
            name: "lambda.response_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the Runtime API's /response (413); the caller gets 200 with Function.ResponseSizeTooLarge",
            source: "recorded from AWS, 2025-11",
            doc: "A buffered response: 6 MB and 100 bytes.",
        },
    };

    /// The beginning of a streamed response that goes at full speed.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const RESPONSE_STREAM_BURST_BYTES: Limit = Limit {
        value: 6291456,
        fact: Fact {
            name: "lambda.response_stream_burst_bytes",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the copy from runtime to caller",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "The beginning of a streamed response that goes at full speed.",
        },
    };

    /// A streamed response; 20 MB in older texts.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const RESPONSE_STREAM_BYTES_MAX: Limit = Limit {
        value: 209715200,
        fact: Fact {
            name: "lambda.response_stream_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "InvokeWithResponseStream",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "A streamed response; 20 MB in older texts.",
        },
    };

    /// The speed of a streamed response after its burst.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const RESPONSE_STREAM_RATE_BYTES_PER_S: Limit = Limit {
        value: 2097152,
        fact: Fact {
            name: "lambda.response_stream_rate_bytes_per_s",
            unit: Unit::BytesPerSecond,
            adjustable: false,
            overridable: false,
            enforced_by: "the copy from runtime to caller",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "The speed of a streamed response after its burst.",
        },
    };

    /// After-restore hooks together.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const RESTORE_TIMEOUT_S: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "lambda.restore_timeout_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the restore phase of SnapStart",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "After-restore hooks together.",
        },
    };

    /// New environments that one function may start within scaling_interval_s; refilled evenly, never saved up.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda function scaling" (text of 2025-26).
    pub const SCALING_BURST_ENVIRONMENTS: Limit = Limit {
        value: 1000,
        fact: Fact {
            name: "lambda.scaling_burst_environments",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke that needs a new environment (429)",
            source: "AWS Lambda Developer Guide, \"Lambda function scaling\" (text of 2025-26)",
            doc: "New environments that one function may start within scaling_interval_s; refilled evenly, never saved up.",
        },
    };

    /// The time in which scaling_burst_environments refills.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda function scaling" (text of 2025-26).
    pub const SCALING_INTERVAL_S: Limit = Limit {
        value: 10,
        fact: Fact {
            name: "lambda.scaling_interval_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke that needs a new environment (429)",
            source: "AWS Lambda Developer Guide, \"Lambda function scaling\" (text of 2025-26)",
            doc: "The time in which scaling_burst_environments refills.",
        },
    };

    /// Shutdown of an environment that has external extensions.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const SHUTDOWN_EXTERNAL_MS: Limit = Limit {
        value: 2000,
        fact: Fact {
            name: "lambda.shutdown_external_ms",
            unit: Unit::Milliseconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the shutdown phase: killed after it",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Shutdown of an environment that has external extensions.",
        },
    };

    /// Shutdown of an environment that has internal extensions only; one without any gets no time.
    ///
    /// Source: AWS Lambda Developer Guide (text of 2025-26).
    pub const SHUTDOWN_INTERNAL_MS: Limit = Limit {
        value: 500,
        fact: Fact {
            name: "lambda.shutdown_internal_ms",
            unit: Unit::Milliseconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the shutdown phase: killed after it",
            source: "AWS Lambda Developer Guide (text of 2025-26)",
            doc: "Shutdown of an environment that has internal extensions only; one without any gets no time.",
        },
    };

    /// The stack of a process's first thread; it may raise this itself.
    ///
    /// Source: recorded from AWS (undated).
    pub const STACK_BYTES: Limit = Limit {
        value: 8388608,
        fact: Fact {
            name: "lambda.stack_bytes",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "RLIMIT_STACK of the sandbox, soft",
            source: "recorded from AWS (undated)",
            doc: "The stack of a process's first thread; it may raise this itself.",
        },
    };

    /// Tags of a function.
    ///
    /// Source: recorded from AWS (undated).
    pub const TAGS_MAX: Limit = Limit {
        value: 50,
        fact: Fact {
            name: "lambda.tags_max",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, TagResource",
            source: "recorded from AWS (undated)",
            doc: "Tags of a function.",
        },
    };

    /// Bytes that a subscriber lets gather (buffering.maxBytes).
    ///
    /// Source: AWS Lambda Telemetry API reference (text of 2025-26).
    pub const TELEMETRY_BYTES: Range = Range {
        min: 262144, max: 1048576, default: 262144,
        fact: Fact {
            name: "lambda.telemetry_bytes",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the Telemetry API (400)",
            source: "AWS Lambda Telemetry API reference (text of 2025-26)",
            doc: "Bytes that a subscriber lets gather (buffering.maxBytes).",
        },
    };

    /// Events that a subscriber lets gather (buffering.maxItems).
    ///
    /// Source: AWS Lambda Telemetry API reference (text of 2025-26).
    pub const TELEMETRY_ITEMS: Range = Range {
        min: 1000, max: 10000, default: 10000,
        fact: Fact {
            name: "lambda.telemetry_items",
            unit: Unit::Count,
            adjustable: false,
            overridable: false,
            enforced_by: "the Telemetry API (400)",
            source: "AWS Lambda Telemetry API reference (text of 2025-26)",
            doc: "Events that a subscriber lets gather (buffering.maxItems).",
        },
    };

    /// How long a subscriber lets events gather (buffering.timeoutMs).
    ///
    /// Source: AWS Lambda Telemetry API reference (text of 2025-26).
    pub const TELEMETRY_TIMEOUT_MS: Range = Range {
        min: 25, max: 30000, default: 1000,
        fact: Fact {
            name: "lambda.telemetry_timeout_ms",
            unit: Unit::Milliseconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the Telemetry API (400)",
            source: "AWS Lambda Telemetry API reference (text of 2025-26)",
            doc: "How long a subscriber lets events gather (buffering.timeoutMs).",
        },
    };

    /// Length of the X-Amz-Tenant-Id header.
    ///
    /// Source: the public API model of Lambda, as botocore ships it (2025-26).
    pub const TENANT_ID_CHARS: Bounds = Bounds {
        min: 1, max: 256,
        fact: Fact {
            name: "lambda.tenant_id_chars",
            unit: Unit::Characters,
            adjustable: false,
            overridable: false,
            enforced_by: "Invoke",
            source: "the public API model of Lambda, as botocore ships it (2025-26)",
            doc: "Length of the X-Amz-Tenant-Id header.",
        },
    };

    /// How long an invocation may run, extensions and a repeated init included.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const TIMEOUT_S: Range = Range {
        min: 1, max: 900, default: 3,
        fact: Fact {
            name: "lambda.timeout_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration; the sandbox kills what runs longer",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "How long an invocation may run, extensions and a repeated init included.",
        },
    };

    /// Room in /tmp (EphemeralStorage.Size).
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const TMP_MB: Range = Range {
        min: 512, max: 10240, default: 512,
        fact: Fact {
            name: "lambda.tmp_mb",
            unit: Unit::Mebibytes,
            adjustable: false,
            overridable: false,
            enforced_by: "CreateFunction, UpdateFunctionConfiguration; the size of the file system at /tmp (ENOSPC)",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Room in /tmp (EphemeralStorage.Size).",
        },
    };

    /// What reservations must leave for the functions that have none.
    ///
    /// Source: recorded from AWS (undated).
    pub const UNRESERVED_CONCURRENCY_MIN: Limit = Limit {
        value: 100,
        fact: Fact {
            name: "lambda.unreserved_concurrency_min",
            unit: Unit::Count,
            adjustable: false,
            overridable: true,
            enforced_by: "PutFunctionConcurrency",
            source: "recorded from AWS (undated)",
            doc: "What reservations must leave for the functions that have none.",
        },
    };

    /// The body of an UpdateFunctionCode request: 50 MB in base64, and slack.
    ///
    /// Source: recorded from AWS (undated).
    pub const UPDATE_FUNCTION_CODE_REQUEST_BYTES_MAX: Limit = Limit {
        value: 69905067,
        fact: Fact {
            name: "lambda.update_function_code_request_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the front, before the body is parsed (413)",
            source: "recorded from AWS (undated)",
            doc: "The body of an UpdateFunctionCode request: 50 MB in base64, and slack.",
        },
    };

    /// Request line and headers of a request to a function URL.
    ///
    /// Source: AWS Lambda Developer Guide, "Lambda quotas" (text of 2025-26).
    pub const URL_HEADER_BYTES_MAX: Limit = Limit {
        value: 1048576,
        fact: Fact {
            name: "lambda.url_header_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "function URLs",
            source: "AWS Lambda Developer Guide, \"Lambda quotas\" (text of 2025-26)",
            doc: "Request line and headers of a request to a function URL.",
        },
    };

    /// The Lambda-Runtime-Function-XRay-Error-Cause header; AWS's runtime clients leave out a larger one.
    ///
    /// Source: AWS's public runtime interface clients and emulator (2025-26).
    pub const XRAY_ERROR_CAUSE_BYTES_MAX: Limit = Limit {
        value: 1048576,
        fact: Fact {
            name: "lambda.xray_error_cause_bytes_max",
            unit: Unit::Bytes,
            adjustable: false,
            overridable: false,
            enforced_by: "the Runtime API's /error",
            source: "AWS's public runtime interface clients and emulator (2025-26)",
            doc: "The Lambda-Runtime-Function-XRay-Error-Cause header; AWS's runtime clients leave out a larger one.",
        },
    };

    /// Every limit of this service, by name.
    pub const ALL: &[Row] = &[
        Row::Limit(&ALIAS_ADDITIONAL_VERSIONS_MAX),
        Row::Bounds(&ALIAS_NAME_CHARS),
        Row::Limit(&ARCHITECTURES_MAX),
        Row::Limit(&ASYNC_REQUEST_BYTES_MAX),
        Row::Limit(&CLIENT_CONTEXT_BYTES_MAX),
        Row::Limit(&CODE_ENTRIES_MAX),
        Row::Limit(&CODE_IMAGE_BYTES_MAX),
        Row::Limit(&CODE_LOCATION_S),
        Row::Limit(&CODE_PATH_BYTES_MAX),
        Row::Limit(&CODE_STORAGE_BYTES_MAX),
        Row::Limit(&CODE_UNZIPPED_BYTES_MAX),
        Row::Limit(&CODE_ZIPPED_BYTES_MAX),
        Row::Limit(&CONCURRENT_EXECUTIONS_MAX),
        Row::Limit(&CONTROL_PLANE_RPS),
        Row::Limit(&CORE_FILE_BYTES_MAX),
        Row::Limit(&CPU_MEMORY_MB),
        Row::Limit(&CPU_PERIOD_US),
        Row::Limit(&CPUS_MAX),
        Row::Limit(&CREATE_FUNCTION_REQUEST_BYTES_MAX),
        Row::Limit(&DESCRIPTION_CHARS_MAX),
        Row::Limit(&ENVIRONMENT_BYTES_MAX),
        Row::Limit(&EXTENSIONS_MAX),
        Row::Limit(&FUNCTION_ARN_CHARS_MAX),
        Row::Bounds(&FUNCTION_NAME_CHARS),
        Row::Limit(&GET_FUNCTION_RPS),
        Row::Limit(&GET_POLICY_RPS),
        Row::Limit(&HANDLER_CHARS_MAX),
        Row::Limit(&IDLE_S),
        Row::Limit(&IMAGE_SETTINGS_BYTES_MAX),
        Row::Limit(&INIT_TIMEOUT_PROVISIONED_MIN_S),
        Row::Limit(&INIT_TIMEOUT_S),
        Row::Limit(&LAYERS_MAX),
        Row::Limit(&LIST_FUNCTIONS_PAGE_ITEMS),
        Row::Limit(&LIST_PAGE_ITEMS),
        Row::Limit(&LIST_VERSIONS_PAGE_ITEMS),
        Row::Limit(&LOCKED_MEMORY_BYTES_MAX),
        Row::Limit(&LOG_RECORD_BYTES_MAX),
        Row::Limit(&LOG_TAIL_BYTES),
        Row::Range(&MEMORY_MB),
        Row::Bounds(&MEMORY_MODEL_MB),
        Row::Limit(&OPEN_FILES_MAX),
        Row::Limit(&POLICY_BYTES_MAX),
        Row::Limit(&PROCESSES_MAX),
        Row::Limit(&PROVISIONED_CONCURRENCY_MIN),
        Row::Limit(&REQUEST_BYTES_MAX),
        Row::Limit(&REQUESTS_PER_CONCURRENCY_RPS),
        Row::Limit(&RESPONSE_BYTES_MAX),
        Row::Limit(&RESPONSE_STREAM_BURST_BYTES),
        Row::Limit(&RESPONSE_STREAM_BYTES_MAX),
        Row::Limit(&RESPONSE_STREAM_RATE_BYTES_PER_S),
        Row::Limit(&RESTORE_TIMEOUT_S),
        Row::Limit(&SCALING_BURST_ENVIRONMENTS),
        Row::Limit(&SCALING_INTERVAL_S),
        Row::Limit(&SHUTDOWN_EXTERNAL_MS),
        Row::Limit(&SHUTDOWN_INTERNAL_MS),
        Row::Limit(&STACK_BYTES),
        Row::Limit(&TAGS_MAX),
        Row::Range(&TELEMETRY_BYTES),
        Row::Range(&TELEMETRY_ITEMS),
        Row::Range(&TELEMETRY_TIMEOUT_MS),
        Row::Bounds(&TENANT_ID_CHARS),
        Row::Range(&TIMEOUT_S),
        Row::Range(&TMP_MB),
        Row::Limit(&UNRESERVED_CONCURRENCY_MIN),
        Row::Limit(&UPDATE_FUNCTION_CODE_REQUEST_BYTES_MAX),
        Row::Limit(&URL_HEADER_BYTES_MAX),
        Row::Limit(&XRAY_ERROR_CAUSE_BYTES_MAX),
    ];
}

pub mod sts {
    use crate::{Fact, Limit, Range, Row, Unit};

    /// How long a session of a session may last.
    ///
    /// Source: AWS STS API reference (text of 2025-26).
    pub const ASSUME_ROLE_CHAINED_S_MAX: Limit = Limit {
        value: 3600,
        fact: Fact {
            name: "sts.assume_role_chained_s_max",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "AssumeRole with the credentials of a role",
            source: "AWS STS API reference (text of 2025-26)",
            doc: "How long a session of a session may last.",
        },
    };

    /// How long a role's session lasts; at most the role's MaxSessionDuration.
    ///
    /// Source: AWS STS API reference (text of 2025-26).
    pub const ASSUME_ROLE_S: Range = Range {
        min: 900, max: 43200, default: 3600,
        fact: Fact {
            name: "sts.assume_role_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "AssumeRole",
            source: "AWS STS API reference (text of 2025-26)",
            doc: "How long a role's session lasts; at most the role's MaxSessionDuration.",
        },
    };

    /// How long a root's session may last.
    ///
    /// Source: AWS STS API reference (text of 2025-26).
    pub const GET_SESSION_TOKEN_ROOT_S_MAX: Limit = Limit {
        value: 3600,
        fact: Fact {
            name: "sts.get_session_token_root_s_max",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "GetSessionToken of an account's root",
            source: "AWS STS API reference (text of 2025-26)",
            doc: "How long a root's session may last.",
        },
    };

    /// How long a user's session lasts.
    ///
    /// Source: AWS STS API reference (text of 2025-26).
    pub const GET_SESSION_TOKEN_S: Range = Range {
        min: 900, max: 129600, default: 43200,
        fact: Fact {
            name: "sts.get_session_token_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "GetSessionToken",
            source: "AWS STS API reference (text of 2025-26)",
            doc: "How long a user's session lasts.",
        },
    };

    /// How far a signature's date may lie from the host's time, before and after; outside of S3, X-Amz-Expires changes nothing.
    ///
    /// Source: IAM User Guide, "AWS Signature Version 4 for API requests" (text of 2025-26).
    pub const SIGNATURE_SKEW_S: Limit = Limit {
        value: 900,
        fact: Fact {
            name: "sts.signature_skew_s",
            unit: Unit::Seconds,
            adjustable: false,
            overridable: false,
            enforced_by: "the verification of every signature, with --auth",
            source: "IAM User Guide, \"AWS Signature Version 4 for API requests\" (text of 2025-26)",
            doc: "How far a signature's date may lie from the host's time, before and after; outside of S3, X-Amz-Expires changes nothing.",
        },
    };

    /// Every limit of this service, by name.
    pub const ALL: &[Row] = &[
        Row::Limit(&ASSUME_ROLE_CHAINED_S_MAX),
        Row::Range(&ASSUME_ROLE_S),
        Row::Limit(&GET_SESSION_TOKEN_ROOT_S_MAX),
        Row::Range(&GET_SESSION_TOKEN_S),
        Row::Limit(&SIGNATURE_SKEW_S),
    ];
}
