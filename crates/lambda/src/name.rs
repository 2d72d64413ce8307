//! A function that a request names; [`FunctionParts`] reads all ways to name it.

use auth::FunctionParts;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::errors::RESOURCE_NOT_FOUND_EXCEPTION;
use service::Ctx;
use shape::{ApiError, framework};

/// `$LATEST`, the version that is not published.
pub(crate) const LATEST: &str = "$LATEST";

/// A function of the caller's account and region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FunctionName {
    pub name: String,
    /// As the caller gave it: a version, an alias, or `$LATEST`.
    pub qualifier: Option<String>,
}

impl FunctionName {
    /// Reads a name that satisfies the model's pattern, and a `Qualifier` given beside it. `action` is what a policy
    /// calls the operation.
    ///
    /// # Errors
    /// 404 for another region, 403 for another account, 400 for two qualifiers that differ.
    pub(crate) fn parse(
        ctx: &Ctx,
        action: &str,
        text: &str,
        qualifier: Option<&str>,
    ) -> Result<FunctionName, ApiError> {
        let parts = FunctionParts::cut(text);
        if let Some(region) = parts.region.filter(|region| **region != *ctx.region) {
            return Err(RESOURCE_NOT_FOUND_EXCEPTION.with(format!(
                "Functions from '{region}' are not reachable in this region ('{}')",
                ctx.region
            )));
        }
        if let Some(account) = parts.account.filter(|account| **account != *ctx.account) {
            let qualifier = parts.qualifier.or(qualifier).map(|q| format!(":{q}")).unwrap_or_default();
            return Err(framework::ACCESS_DENIED_EXCEPTION.with(format!(
                "User: {} is not authorized to perform: lambda:{action} on resource: arn:aws:lambda:{}:{account}:function:{}{qualifier}",
                ctx.who.identity.arn(), ctx.region, parts.name
            )));
        }
        if let (Some(inside), Some(beside)) = (parts.qualifier, qualifier)
            && inside != beside
        {
            return Err(INVALID_PARAMETER_VALUE_EXCEPTION.with(
                "The derived qualifier from the function name does not match the specified qualifier.",
            ));
        }
        let qualifier = parts.qualifier.or(qualifier).map(str::to_owned);
        Ok(FunctionName { name: parts.name.to_owned(), qualifier })
    }

    pub(crate) fn of(name: &str, qualifier: Option<String>) -> FunctionName {
        FunctionName { name: name.to_owned(), qualifier }
    }

    /// For operations on `$LATEST`: published versions never change.
    ///
    /// # Errors
    /// 400 if another version, or an alias, is named.
    pub(crate) fn only_latest(self) -> Result<FunctionName, ApiError> {
        match self.qualifier.as_deref() {
            None | Some(LATEST) => Ok(self),
            Some(_) => Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("Current operation does not support versions other than $LATEST.")),
        }
    }

    /// For operations on a function as a whole.
    ///
    /// # Errors
    /// 400 if a version or an alias is named.
    pub(crate) fn only_function(self) -> Result<FunctionName, ApiError> {
        match self.qualifier {
            None => Ok(self),
            Some(_) => Err(INVALID_PARAMETER_VALUE_EXCEPTION.with(
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
            )),
        }
    }

    /// Without qualifier.
    pub(crate) fn arn(&self, ctx: &Ctx) -> String {
        ctx.arn("lambda", &format!("function:{}", self.name))
    }

    /// With the qualifier that the caller gave, if any.
    pub(crate) fn qualified_arn(&self, ctx: &Ctx) -> String {
        match &self.qualifier {
            Some(qualifier) => format!("{}:{qualifier}", self.arn(ctx)),
            None => self.arn(ctx),
        }
    }

    pub(crate) fn not_found(&self, ctx: &Ctx) -> ApiError {
        RESOURCE_NOT_FOUND_EXCEPTION.with(format!("Function not found: {}", self.qualified_arn(ctx)))
    }
}
