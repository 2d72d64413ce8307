//! The role of a function, as far as it is known: Lambda must be able to assume it.

use auth::policy::{Context, Use, parse};
use auth::{Identity, Kind};
use model::iam::errors::NO_SUCH_ENTITY_EXCEPTION;
use model::iam::{GetRole, GetRoleInput};
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use percent_encoding::percent_decode_str;
use service::Ctx;
use shape::{ApiError, framework};

/// Whom a function's trust policy has to name.
const PRINCIPAL: &str = "lambda.amazonaws.com";

/// # Errors
/// A role that is stored and does not trust Lambda; where callers are verified, also one that is not stored, or another
/// account's. In development mode a function may have any role.
pub(crate) async fn check(ctx: &Ctx, arn: &str) -> Result<(), ApiError> {
    let Some(Identity { account, kind: Kind::Role { name, .. } }) = Identity::of_arn(arn, "") else {
        // The model's pattern lets other partitions through, whose roles are nowhere stored.
        return if ctx.who.verified { Err(untrusting()) } else { Ok(()) };
    };
    if account != *ctx.account {
        return match ctx.who.verified {
            true => Err(framework::ACCESS_DENIED_EXCEPTION.with("Cross-account pass role is not allowed.")),
            false => Ok(()),
        };
    }
    let role = match ctx.call::<GetRole>(GetRoleInput { role_name: name }).await {
        Ok(output) => Some(output.role).filter(|role| role.arn == arn),
        Err(error) if error.shape.code == NO_SUCH_ENTITY_EXCEPTION.code => None,
        // A platform without IAM knows no roles.
        Err(error) if error.shape.code == framework::NOT_IMPLEMENTED.code => return Ok(()),
        Err(error) => return Err(error),
    };
    let trusts = match role.and_then(|role| role.assume_role_policy_document) {
        None => !ctx.who.verified,
        Some(encoded) => {
            let document = percent_decode_str(&encoded).decode_utf8_lossy();
            parse(&document, Use::Trust)
                .is_ok_and(|policy| policy.trusts_service(PRINCIPAL, &Context::default()))
        }
    };
    match trusts {
        true => Ok(()),
        false => Err(untrusting()),
    }
}

fn untrusting() -> ApiError {
    INVALID_PARAMETER_VALUE_EXCEPTION.with("The role defined for the function cannot be assumed by Lambda.")
}
