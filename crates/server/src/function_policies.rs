//! What AddPermission has written down of a function, where the guard looks for it.

use auth::{BoxFuture, Failure, ResourcePolicies};
use lambda::Lambda;
use std::sync::Arc;

/// The policies of functions, versions and aliases.
pub struct FunctionPolicies(pub Arc<Lambda>);

impl ResourcePolicies for FunctionPolicies {
    fn policy_of<'a>(&'a self, arn: &'a str) -> BoxFuture<'a, Result<Option<String>, Failure>> {
        Box::pin(async move {
            let parts: Vec<&str> = arn.split(':').collect();
            let (region, account, name, qualifier) = match parts[..] {
                ["arn", _, "lambda", region, account, "function", name] => (region, account, name, None),
                ["arn", _, "lambda", region, account, "function", name, qualifier] => {
                    (region, account, name, Some(qualifier))
                }
                _ => return Ok(None),
            };
            let policy = self.0.resource_policy(account, region, name, qualifier).await;
            policy.map_err(|error| error.to_string().into())
        })
    }
}
