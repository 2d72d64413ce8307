//! What IAM checks beyond the model's constraints, and how it shows things.

use auth::policy::{Malformed, Policy, Use};
use limits::iam as limit;
use model::iam::Tag;
use model::iam::errors::{
    INVALID_INPUT_EXCEPTION, LIMIT_EXCEEDED_EXCEPTION, MALFORMED_POLICY_DOCUMENT_EXCEPTION,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use service::{Ctx, Error, Result};
use shape::{ApiError, framework};
use std::collections::BTreeMap;

/// A well-formed document.
pub(crate) fn document(text: &str, purpose: Use) -> Result<Policy, ApiError> {
    auth::policy::parse(text, purpose).map_err(|Malformed(why)| MALFORMED_POLICY_DOCUMENT_EXCEPTION.with(why))
}

/// A trust policy within its quota.
pub(crate) fn trust(text: &str) -> Result<(), ApiError> {
    document(text, Use::Trust)?;
    match limit::TRUST_POLICY_CHARS_MAX.allows(counted_chars(text)) {
        true => Ok(()),
        false => Err(LIMIT_EXCEEDED_EXCEPTION.with(format!(
            "Cannot exceed quota for ACLSizePerRole: {}",
            limit::TRUST_POLICY_CHARS_MAX.value
        ))),
    }
}

/// A managed policy's document within its quota.
pub(crate) fn managed(text: &str) -> Result<(), ApiError> {
    document(text, Use::Managed)?;
    match limit::MANAGED_POLICY_CHARS_MAX.allows(counted_chars(text)) {
        true => Ok(()),
        false => Err(LIMIT_EXCEEDED_EXCEPTION
            .with(format!("Cannot exceed quota for PolicySize: {}", limit::MANAGED_POLICY_CHARS_MAX.value))),
    }
}

/// IAM does not count white space.
pub(crate) fn counted_chars(document: &str) -> usize {
    document.chars().filter(|c| !c.is_whitespace()).count()
}

/// RFC 3986, as documents stand in IAM's answers.
pub(crate) fn documents_url_encoded(document: &str) -> String {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(document, ENCODED).to_string()
}

/// Tags that something is created with.
pub(crate) fn new_tags(tags: Option<Vec<Tag>>) -> Result<BTreeMap<String, String>, ApiError> {
    let mut all = BTreeMap::new();
    add_tags(&mut all, tags.unwrap_or_default())?;
    Ok(all)
}

pub(crate) fn add_tags(tags: &mut BTreeMap<String, String>, more: Vec<Tag>) -> Result<(), ApiError> {
    for (at, tag) in more.iter().enumerate() {
        if more[..at].iter().any(|before| before.key.eq_ignore_ascii_case(&tag.key)) {
            return Err(INVALID_INPUT_EXCEPTION
                .with("Duplicate tag keys found. Please note that Tag keys are case insensitive."));
        }
        if tag.key.to_ascii_lowercase().starts_with("aws:") {
            return Err(INVALID_INPUT_EXCEPTION.with(
                "Caller is not an internal service or IAM service. Tag keys starting with aws: are reserved.",
            ));
        }
    }
    for tag in more {
        // The same key in another case takes the place of the old one.
        tags.retain(|key, _| !key.eq_ignore_ascii_case(&tag.key));
        tags.insert(tag.key, tag.value);
    }
    match limit::TAGS_MAX.allows(tags.len()) {
        true => Ok(()),
        false => Err(LIMIT_EXCEEDED_EXCEPTION
            .with(format!("The number of tags has reached the maximum limit. {}", limit::TAGS_MAX.value))),
    }
}

pub(crate) fn remove_tags(tags: &mut BTreeMap<String, String>, keys: &[String]) {
    tags.retain(|key, _| !keys.iter().any(|gone| gone.eq_ignore_ascii_case(key)));
}

pub(crate) fn tag_list(tags: &BTreeMap<String, String>) -> Vec<Tag> {
    tags.iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() }).collect()
}

/// The user that an operation means when it names none: whoever calls.
pub(crate) fn user_name(ctx: &Ctx, named: Option<String>) -> Result<String, Error> {
    match (named, &ctx.who.identity.kind) {
        (Some(name), _) => Ok(name),
        (None, auth::Kind::User { name, .. }) => Ok(name.clone()),
        (None, _) => Err(framework::VALIDATION_EXCEPTION
            .with("Must specify userName when calling with non-User credentials")
            .into()),
    }
}
