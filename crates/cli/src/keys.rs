//! `--auth FILE`: the access keys that the platform is started with.

use auth::policy::{Malformed, Use, parse};
use auth::{FileKey, FileKeys, Identity};
use serde::Deserialize;
use std::path::Path;

/// The file. Unknown keys are refused, so that a misspelt one does not open a door.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    key: Vec<Key>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    id: String,
    secret: String,
    /// ARN of an account's root, of a user or of a role.
    principal: String,
    /// Policy documents as JSON text, and ARNs of managed policies.
    #[serde(default)]
    policies: Vec<String>,
}

/// Access key ids have between 16 and 128 letters and digits.
/// Source: the model of IAM, accessKeyIdType.
const ID_CHARS: std::ops::RangeInclusive<usize> = 16..=128;

pub(crate) fn read(path: &Path) -> Result<FileKeys, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("could not read {}: {error}", path.display()))?;
    understood(&text).map_err(|why| format!("could not understand {}: {why}", path.display()).into())
}

fn understood(text: &str) -> Result<FileKeys, String> {
    // What the parser shows of a line may be a secret.
    let file: File = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    if file.key.is_empty() {
        return Err("it has no [[key]], so that nobody could come in".into());
    }
    let mut keys = FileKeys::new();
    for key in file.key {
        let id = key.id.clone();
        let known = checked(key).map_err(|why| format!("key {id}: {why}"))?;
        if keys.insert(id.clone(), known).is_some() {
            return Err(format!("key {id} is there twice"));
        }
    }
    Ok(keys)
}

fn checked(key: Key) -> Result<FileKey, String> {
    let is_word = key.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !ID_CHARS.contains(&key.id.len()) || !is_word {
        return Err("an id has 16 to 128 letters, digits and underscores".into());
    }
    if key.secret.is_empty() {
        return Err("its secret is empty".into());
    }
    let identity = Identity::of_arn(&key.principal, &key.id)
        .ok_or_else(|| format!("{} is not the ARN of a root, a user or a role", key.principal))?;
    for policy in key.policies.iter().filter(|policy| !policy.starts_with("arn:")) {
        parse(policy, Use::Inline).map_err(|Malformed(why)| why)?;
    }
    Ok(FileKey { secret: key.secret, identity, policies: key.policies })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        [[key]]
        id = "AKIAIOSFODNN7EXAMPLE"
        secret = "s"
        principal = "arn:aws:iam::123456789012:root"

        [[key]]
        id = "AKIADEPLOYEREXAMPLE1"
        secret = "t"
        principal = "arn:aws:iam::123456789012:user/ci/deployer"
        policies = [
            "arn:aws:iam::aws:policy/AWSLambda_FullAccess",
            '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}',
        ]
    "#;

    #[test]
    fn keys_are_read() {
        let keys = understood(GOOD).unwrap();
        assert_eq!(keys["AKIAIOSFODNN7EXAMPLE"].identity.arn(), "arn:aws:iam::123456789012:root");
        assert_eq!(keys["AKIADEPLOYEREXAMPLE1"].policies.len(), 2);
    }

    #[test]
    fn what_would_open_or_close_a_door_by_mistake_is_refused() {
        for (wrong, why) in [
            ("", "it has no [[key]], so that nobody could come in"),
            (&GOOD.replace("user/ci", "group/ci"), "is not the ARN of a root"),
            (&GOOD.replace("Allow", "allow"), "Syntax errors in policy."),
            (&GOOD.replace("policies", "polices"), "unknown field `polices`"),
            (&GOOD.replace("AKIADEPLOYEREXAMPLE1", "AKIAIOSFODNN7EXAMPLE"), "is there twice"),
            (&GOOD.replace("\"t\"", "\"\""), "its secret is empty"),
            (&GOOD.replace("AKIADEPLOYEREXAMPLE1", "short"), "an id has 16 to 128"),
        ] {
            let said = understood(wrong).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }
}
