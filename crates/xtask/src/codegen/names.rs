//! Names of the model as names of Rust.

/// `KMSKeyArn` → `kms_key_arn`, `S3Bucket` → `s3_bucket`, `CodeSha256` → `code_sha256`.
pub fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut text = String::new();
    for (i, &c) in chars.iter().enumerate() {
        if c == '-' || c == '.' || c == ' ' {
            text.push('_');
            continue;
        }
        if c.is_ascii_uppercase() && i > 0 && !text.ends_with('_') {
            let previous = chars[i - 1];
            let ends_word = previous.is_ascii_lowercase() || previous.is_ascii_digit();
            let ends_acronym =
                previous.is_ascii_uppercase() && chars.get(i + 1).is_some_and(char::is_ascii_lowercase);
            if ends_word || ends_acronym {
                text.push('_');
            }
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

/// A field's name: [`snake`], with keywords escaped.
pub fn field(name: &str) -> String {
    let name = snake(name);
    match name.as_str() {
        "type" | "match" | "where" | "in" | "as" | "ref" | "static" | "enum" | "loop" | "move" | "final" => {
            format!("r#{name}")
        }
        "self" | "super" | "crate" => format!("{name}_"),
        _ => name,
    }
}

/// `FunctionName` → `FUNCTION_NAME`.
pub fn screaming(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// What serde's `rename_all = "PascalCase"` makes of a field: its word starts in upper case.
pub fn serde_pascal(field: &str) -> String {
    let mut upper = true;
    let mut text = String::new();
    for c in field.trim_start_matches("r#").chars() {
        if c == '_' {
            upper = true;
        } else {
            text.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        }
    }
    text
}

/// What serde's `rename_all = "camelCase"` makes of a field.
pub fn serde_camel(field: &str) -> String {
    let pascal = serde_pascal(field);
    let mut chars = pascal.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
}

/// An enum's value as a variant: `x86_64` → `X86_64`, `python3.10` → `Python3_10`, `LATEST_PUBLISHED` → `LatestPublished`.
pub fn variant(value: &str) -> String {
    let shouts = !value.chars().any(|c| c.is_ascii_lowercase());
    let mut text = String::new();
    let mut upper = true;
    for (i, c) in value.char_indices() {
        if !c.is_ascii_alphanumeric() {
            let next_is_digit = value[i + c.len_utf8()..].starts_with(|n: char| n.is_ascii_digit());
            if next_is_digit && text.ends_with(|p: char| p.is_ascii_digit()) {
                text.push('_');
            }
            upper = true;
            continue;
        }
        text.push(match c {
            c if upper => c.to_ascii_uppercase(),
            c if shouts => c.to_ascii_lowercase(),
            c => c,
        });
        upper = false;
    }
    if text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit()) {
        text.insert(0, 'V');
    }
    if text == "Self" { "Self_".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_become_fields() {
        for (name, expected) in [
            ("FunctionName", "function_name"),
            ("KMSKeyArn", "kms_key_arn"),
            ("S3Bucket", "s3_bucket"),
            ("CodeSha256", "code_sha256"),
            ("Type", "r#type"),
            ("UUID", "uuid"),
            ("EC2ErrorCode", "ec2_error_code"),
            ("Ipv6AllowedForDualStack", "ipv6_allowed_for_dual_stack"),
            ("sourceArn", "source_arn"),
            ("ExecutionEnvironmentMemoryGiBPerVCpu", "execution_environment_memory_gi_b_per_v_cpu"),
        ] {
            assert_eq!(field(name), expected);
        }
        assert_eq!(serde_pascal("r#type"), "Type");
        assert_eq!(serde_camel("source_arn"), "sourceArn");
    }

    #[test]
    fn values_become_variants() {
        for (value, expected) in [
            ("x86_64", "X86_64"),
            ("arm64", "Arm64"),
            ("python3.10", "Python3_10"),
            ("nodejs4.3-edge", "Nodejs4_3Edge"),
            ("LATEST_PUBLISHED", "LatestPublished"),
            ("ALL", "All"),
            ("FunctionError.InitTimeout", "FunctionErrorInitTimeout"),
            ("RequestResponse", "RequestResponse"),
            ("2012", "V2012"),
        ] {
            assert_eq!(variant(value), expected);
        }
    }
}
