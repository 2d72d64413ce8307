//! Functions as the first version of the row had them: one flat record, when there was nothing but `$LATEST`.

use super::{Life, Logging, Number, Package, RuntimeUpdates, Version, Vpc, micros};
use clock::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(super) struct Function {
    name: String,
    role: String,
    description: String,
    runtime: String,
    handler: String,
    timeout_s: u32,
    memory_mb: u32,
    tmp_mb: u32,
    variables: Option<BTreeMap<String, String>>,
    package: Package,
    architecture: String,
    tags: BTreeMap<String, String>,
    logging: Logging,
    tracing_mode: String,
    dead_letter_arn: Option<String>,
    kms_key_arn: Option<String>,
    vpc: Option<Vpc>,
    revision_id: String,
    #[serde(with = "micros")]
    last_modified: Timestamp,
    life: Life,
}

impl From<Function> for super::Function {
    fn from(old: Function) -> super::Function {
        let latest = Version {
            number: Number::LATEST,
            role: old.role,
            description: old.description,
            runtime: old.runtime,
            handler: old.handler,
            timeout_s: old.timeout_s,
            memory_mb: old.memory_mb,
            tmp_mb: old.tmp_mb,
            variables: old.variables,
            package: old.package,
            architecture: old.architecture,
            logging: old.logging,
            tracing_mode: old.tracing_mode,
            dead_letter_arn: old.dead_letter_arn,
            kms_key_arn: old.kms_key_arn,
            vpc: old.vpc,
            file_systems: Vec::new(),
            snap_start: false,
            runtime_updates: RuntimeUpdates::default(),
            revision_id: old.revision_id,
            last_modified: old.last_modified,
            life: old.life,
        };
        super::Function {
            name: old.name,
            latest,
            before: None,
            published: None,
            tags: old.tags,
            reserved_concurrency: None,
            code_signing_config: None,
        }
    }
}
