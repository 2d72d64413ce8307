//! AddPermission: one more statement in the policy of a function, a version or an alias.

use crate::Lambda;
use crate::lookup;
use crate::name::{FunctionName, LATEST};
use crate::policy;
use crate::table::{self, POLICIES, Statement};
use limits::lambda::POLICY_BYTES_MAX;
use model::lambda::errors::{
    INVALID_PARAMETER_VALUE_EXCEPTION, POLICY_LENGTH_EXCEEDED_EXCEPTION, RESOURCE_CONFLICT_EXCEPTION,
};
use model::lambda::{AddPermission, AddPermissionInput, AddPermissionOutput, FunctionUrlAuthType};
use service::{Ctx, Handle, Result};
use shape::ApiError;

impl Handle<AddPermission> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: AddPermissionInput) -> Result<AddPermissionOutput> {
        let name =
            FunctionName::parse(ctx, "AddPermission", &input.function_name, input.qualifier.as_deref())?;
        not_latest(&name)?;
        let asked_revision = input.revision_id.clone();
        let statement = statement(input)?;
        let (resource, revision_id) = (name.qualified_arn(ctx), self.ids.uuid());
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                lookup::found(tx, ctx, &name)?;
                let mut policy = policy::of(tx, ctx, &name)?.unwrap_or_default();
                policy.check_revision(asked_revision.as_deref())?;
                if policy.statements.iter().any(|old| old.sid == statement.sid) {
                    return Err(already_exists(&statement.sid).into());
                }
                policy.statements.push(statement.clone());
                policy.revision_id.clone_from(&revision_id);
                if !POLICY_BYTES_MAX.allows(policy::document(&policy, &resource).len()) {
                    return Err(too_long().into());
                }
                Ok(tx.put(&POLICIES, policy::key(ctx, &name), &policy)?)
            })
            .await?;
        Ok(AddPermissionOutput { statement: Some(policy::rendered(&statement, &resource)) })
    }
}

/// (text: observed)
pub(super) fn not_latest(name: &FunctionName) -> Result<(), ApiError> {
    match name.qualifier.as_deref() {
        Some(LATEST) => Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with("We currently do not support adding policies for $LATEST.")),
        _ => Ok(()),
    }
}

fn statement(input: AddPermissionInput) -> Result<Statement, ApiError> {
    if !policy::is_principal(&input.principal) {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with("The provided principal was invalid. Please check the principal and try again."));
    }
    // The model's pattern admits `*` alone, which the service does not. (text: unsure)
    if input.action == "*" {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with("The provided action was invalid. Please check the action and try again."));
    }
    // (text: observed)
    if input.function_url_auth_type.is_some() && input.action != "lambda:InvokeFunctionUrl" {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action"));
    }
    Ok(Statement {
        sid: input.statement_id,
        action: input.action,
        principal: input.principal,
        source_arn: input.source_arn,
        source_account: input.source_account,
        event_source_token: input.event_source_token,
        principal_org_id: input.principal_org_id,
        function_url_auth_type: input
            .function_url_auth_type
            .map(|kind| FunctionUrlAuthType::as_str(kind).to_owned()),
        invoked_via_function_url: input.invoked_via_function_url,
    })
}

fn already_exists(sid: &str) -> ApiError {
    RESOURCE_CONFLICT_EXCEPTION.with(format!(
        "The statement id ({sid}) provided already exists. Please provide a new statement id, or remove the existing statement."
    ))
}

/// (text: unsure)
fn too_long() -> ApiError {
    POLICY_LENGTH_EXCEEDED_EXCEPTION
        .with(format!("The final policy size is bigger than the limit ({}).", POLICY_BYTES_MAX.value))
}
