//! What may carry tags, and the rules of tags.

use crate::lookup;
use crate::name::FunctionName;
use crate::table::{CODE_SIGNING_CONFIGS, FUNCTIONS};
use limits::lambda as limit;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use service::{Ctx, Result};
use shape::{ApiError, framework};
use std::collections::BTreeMap;
use store::Tx;

pub(crate) type Tags = BTreeMap<String, String>;

/// What an ARN of a tagging operation names.
pub(crate) enum Tagged {
    Function(FunctionName),
    /// By its ARN.
    CodeSigningConfig(String),
}

impl Tagged {
    /// Reads an ARN that satisfies the model's pattern.
    ///
    /// # Errors
    /// 400 for what carries no tags of its own, 501 for what hikeshi does not have.
    pub(crate) fn parse(ctx: &Ctx, action: &str, arn: &str) -> Result<Tagged> {
        let kind = arn.split(':').nth(5).unwrap_or_default();
        match kind {
            "function" => {
                let name = FunctionName::parse(ctx, action, arn, None)?;
                match name.qualifier {
                    None => Ok(Tagged::Function(name)),
                    // (text: observed)
                    Some(_) => Err(INVALID_PARAMETER_VALUE_EXCEPTION
                        .with("Tags on function aliases and versions are not supported. Please specify a function ARN.")
                        .into()),
                }
            }
            "code-signing-config" => Ok(Tagged::CodeSigningConfig(arn.to_owned())),
            other => Err(framework::NOT_IMPLEMENTED
                .with(format!("hikeshi does not offer tags of {other} resources yet."))
                .into()),
        }
    }

    /// # Errors
    /// 404 if it is not there.
    pub(crate) fn tags(&self, tx: &Tx<'_>, ctx: &Ctx) -> Result<Tags> {
        match self {
            Tagged::Function(name) => Ok(lookup::function(tx, ctx, name)?.tags),
            Tagged::CodeSigningConfig(arn) => Ok(crate::code_signing::find(tx, ctx, arn)?.tags),
        }
    }

    /// # Errors
    /// 404 if it is not there.
    pub(crate) fn change(&self, tx: &mut Tx<'_>, ctx: &Ctx, change: impl FnOnce(&mut Tags)) -> Result<()> {
        match self {
            Tagged::Function(name) => {
                let mut function = lookup::function(tx, ctx, name)?;
                change(&mut function.tags);
                checked_count(&function.tags)?;
                Ok(tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?)
            }
            Tagged::CodeSigningConfig(arn) => {
                let mut config = crate::code_signing::find(tx, ctx, arn)?;
                change(&mut config.tags);
                checked_count(&config.tags)?;
                Ok(tx.put(&CODE_SIGNING_CONFIGS, (&*ctx.account, &*ctx.region, &**arn), &config)?)
            }
        }
    }
}

/// Tags that are given with something new.
pub(crate) fn given(tags: Option<Tags>) -> Result<Tags, ApiError> {
    let tags = tags.unwrap_or_default();
    checked_keys(tags.keys())?;
    checked_count(&tags)?;
    Ok(tags)
}

/// `aws:` belongs to AWS. (text: unsure)
pub(crate) fn checked_keys<'a>(keys: impl Iterator<Item = &'a String>) -> Result<(), ApiError> {
    for key in keys {
        if key.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:")) {
            return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("aws: prefixed tag key names are not allowed for external use."));
        }
    }
    Ok(())
}

fn checked_count(tags: &Tags) -> Result<(), ApiError> {
    match limit::TAGS_MAX.allows(tags.len()) {
        true => Ok(()),
        false => Err(INVALID_PARAMETER_VALUE_EXCEPTION.with("Number of tags exceeds resource tag limit.")),
    }
}
