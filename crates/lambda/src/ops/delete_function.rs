//! DeleteFunction: the function is gone at once; invocations under way still end.

use crate::Lambda;
use crate::name::{FunctionName, LATEST};
use crate::table::{self, FUNCTIONS, Function};
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{DeleteFunction, DeleteFunctionInput, DeleteFunctionOutput};
use service::{Ctx, Handle, Result};

/// What AWS answers a synchronous delete with; the model names another default.
const NO_CONTENT: i32 = 204;

impl Handle<DeleteFunction> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: DeleteFunctionInput) -> Result<DeleteFunctionOutput> {
        let name =
            FunctionName::parse(ctx, "DeleteFunction", &input.function_name, input.qualifier.as_deref())?;
        match name.qualifier.as_deref() {
            None => {}
            Some(LATEST) => {
                return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                    .with("$LATEST version cannot be deleted without deleting the function.")
                    .into());
            }
            // Nothing is published yet, so no other version is there to delete.
            Some(_) => return Err(name.not_found(ctx).into()),
        }

        let deleted = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Function> {
                let key = (&*ctx.account, &*ctx.region, &*name.name);
                let function = tx.get(&FUNCTIONS, key)?.ok_or_else(|| name.not_found(ctx))?;
                tx.delete(&FUNCTIONS, key);
                Ok(function)
            })
            .await?;

        self.serving.forget(ctx, &name.name);
        self.exec.retire(&name.arn(ctx), LATEST, None);
        // Nothing may have run it since the start; then this is the pin whose going is noticed.
        drop(self.pins.pin(&deleted.package.hex));
        Ok(DeleteFunctionOutput { status_code: Some(NO_CONTENT) })
    }
}
