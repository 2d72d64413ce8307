//! RemovePermission: one statement less; a policy without any is none.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::policy;
use crate::table::{self, POLICIES};
use model::lambda::errors::RESOURCE_NOT_FOUND_EXCEPTION;
use model::lambda::{RemovePermission, RemovePermissionInput};
use service::{Ctx, Handle, Result};
use shape::{ApiError, Unit};

impl Handle<RemovePermission> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: RemovePermissionInput) -> Result<Unit> {
        let qualifier = input.qualifier.as_deref();
        let name = FunctionName::parse(ctx, "RemovePermission", &input.function_name, qualifier)?;
        let revision_id = self.ids.uuid();
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                lookup::found(tx, ctx, &name)?;
                let Some(mut policy) = policy::of(tx, ctx, &name)? else {
                    return Err(no_policy().into());
                };
                let at = policy.statements.iter().position(|statement| statement.sid == input.statement_id);
                let Some(at) = at else { return Err(no_statement(&input.statement_id).into()) };
                policy.check_revision(input.revision_id.as_deref())?;
                policy.statements.remove(at);
                policy.revision_id.clone_from(&revision_id);
                let key = policy::key(ctx, &name);
                match policy.statements.is_empty() {
                    true => tx.delete(&POLICIES, key),
                    false => tx.put(&POLICIES, key, &policy)?,
                }
                Ok(())
            })
            .await?;
        Ok(Unit {})
    }
}

/// (text: observed)
fn no_policy() -> ApiError {
    RESOURCE_NOT_FOUND_EXCEPTION.with("No policy is associated with the given resource.")
}

/// (text: observed)
fn no_statement(sid: &str) -> ApiError {
    RESOURCE_NOT_FOUND_EXCEPTION.with(format!("Statement {sid} is not found in resource policy."))
}
