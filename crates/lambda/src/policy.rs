//! Resource-based policies: who may invoke a function, a version or an alias, as AddPermission wrote it down.

use crate::Lambda;
use crate::name::FunctionName;
use crate::table::{self, POLICIES, Policy, Statement};
use model::lambda::errors::PRECONDITION_FAILED_EXCEPTION;
use serde_json::{Map, Value, json};
use service::{Ctx, Result};
use shape::ApiError;
use store::Tx;

/// The qualifier under which the policy of the function itself is kept.
pub(crate) const UNQUALIFIED: &str = "";

impl Lambda {
    /// The policy that stands at a function's ARN, unqualified, or at one of its qualified ones, as a document for
    /// whoever evaluates it. `None` if nobody was given anything there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn resource_policy(
        &self,
        account: &str,
        region: &str,
        function: &str,
        qualifier: Option<&str>,
    ) -> Result<Option<String>> {
        let key = (account, region, function, qualifier.unwrap_or(UNQUALIFIED));
        let policy = self.store.read(table::shard(account, region), |tx| tx.get(&POLICIES, key)).await?;
        let arn = format!("arn:aws:lambda:{region}:{account}:function:{function}");
        let resource = match qualifier {
            None => arn,
            Some(qualifier) => format!("{arn}:{qualifier}"),
        };
        Ok(policy.map(|policy| document(&policy, &resource)))
    }
}

pub(crate) fn key<'a>(ctx: &'a Ctx, name: &'a FunctionName) -> (&'a str, &'a str, &'a str, &'a str) {
    (&ctx.account, &ctx.region, &name.name, name.qualifier.as_deref().unwrap_or(UNQUALIFIED))
}

pub(crate) fn of(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName) -> Result<Option<Policy>> {
    Ok(tx.get(&POLICIES, key(ctx, name))?)
}

impl Policy {
    /// Refuses a caller that knows another state of the policy. (text: that of functions, with the operation changed)
    pub(crate) fn check_revision(&self, asked: Option<&str>) -> Result<(), ApiError> {
        match asked.filter(|asked| *asked != self.revision_id) {
            None => Ok(()),
            Some(_) => Err(PRECONDITION_FAILED_EXCEPTION.with(
                "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id",
            )),
        }
    }
}

/// `{"Version":"2012-10-17","Id":"default","Statement":[…]}`
/// Source: Lambda API reference, GetPolicy.
pub(crate) fn document(policy: &Policy, resource: &str) -> String {
    let statements: Vec<String> =
        policy.statements.iter().map(|statement| rendered(statement, resource)).collect();
    format!(r#"{{"Version":"2012-10-17","Id":"default","Statement":[{}]}}"#, statements.join(","))
}

/// One statement, its members in AWS's order.
pub(crate) fn rendered(statement: &Statement, resource: &str) -> String {
    let mut text = format!(
        r#"{{"Sid":{},"Effect":"Allow","Principal":{},"Action":{},"Resource":{}"#,
        json!(statement.sid),
        principal(&statement.principal),
        json!(statement.action),
        json!(resource),
    );
    let conditions = conditions(statement);
    if !conditions.is_empty() {
        let rendered: Vec<String> = conditions
            .iter()
            .map(|(operator, keys)| format!("{}:{}", json!(operator), Value::Object(keys.clone())))
            .collect();
        text += &format!(r#","Condition":{{{}}}"#, rendered.join(","));
    }
    text + "}"
}

/// Operators in the order in which AWS's examples show them.
fn conditions(statement: &Statement) -> Vec<(&'static str, Map<String, Value>)> {
    let equals = [
        ("AWS:SourceAccount", &statement.source_account),
        ("lambda:EventSourceToken", &statement.event_source_token),
        ("lambda:FunctionUrlAuthType", &statement.function_url_auth_type),
        ("aws:PrincipalOrgID", &statement.principal_org_id),
    ];
    let invoked_via_url = statement.invoked_via_function_url.map(|via| via.to_string());
    let arn_like = [("AWS:SourceArn", &statement.source_arn)];
    let is = [("lambda:InvokedViaFunctionUrl", &invoked_via_url)];
    let given = |keys: &[(&str, &Option<String>)]| -> Map<String, Value> {
        keys.iter().filter_map(|(key, value)| Some(((*key).to_owned(), json!(value.as_ref()?)))).collect()
    };
    [("StringEquals", given(&equals)), ("Bool", given(&is)), ("ArnLike", given(&arn_like))]
        .into_iter()
        .filter(|(_, keys)| !keys.is_empty())
        .collect()
}

/// A service, an account, somebody with an ARN, or everybody.
fn principal(given: &str) -> Value {
    if given == "*" {
        return json!("*");
    }
    if is_account(given) {
        return json!({"AWS": format!("arn:aws:iam::{given}:root")});
    }
    match given.starts_with("arn:") {
        true => json!({"AWS": given}),
        false => json!({"Service": given}),
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a principal is one of the forms that there are: `*`, an account, an ARN of IAM or STS, or a service's name.
pub(crate) fn is_principal(given: &str) -> bool {
    let service = || {
        let (name, domain) = given.split_once('.').unwrap_or((given, ""));
        let domains = ["amazonaws.com", "amazonaws.com.cn", "amazon.com", "aws.internal"];
        !name.is_empty()
            && domains.iter().any(|known| domain == *known || domain.ends_with(&format!(".{known}")))
    };
    given == "*"
        || is_account(given)
        || given.starts_with("arn:aws:iam::")
        || given.starts_with("arn:aws:sts::")
        || service()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn principals_are_told_apart() {
        for good in [
            "*",
            "123456789012",
            "arn:aws:iam::123456789012:role/r",
            "s3.amazonaws.com",
            "logs.eu-west-1.amazonaws.com",
            "alexa-appkit.amazon.com",
        ] {
            assert!(is_principal(good), "{good}");
        }
        for bad in
            ["nobody", "1234", "arn:aws:s3:::bucket", ".amazonaws.com", "s3.amazonaws.com.evil.example"]
        {
            assert!(!is_principal(bad), "{bad}");
        }
    }
}
