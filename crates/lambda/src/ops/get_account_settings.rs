//! GetAccountSettings: the limits of the account in this region, and what of them is used.

use crate::Lambda;
use crate::concurrency;
use crate::table;
use crate::usage;
use limits::lambda as limit;
use model::lambda::{
    AccountLimit, AccountUsage, GetAccountSettings, GetAccountSettingsInput, GetAccountSettingsOutput,
};
use service::{Ctx, Handle, Result};

impl Handle<GetAccountSettings> for Lambda {
    async fn handle(&self, ctx: &Ctx, _: GetAccountSettingsInput) -> Result<GetAccountSettingsOutput> {
        let concurrency_max = self.concurrency_max();
        let shard = table::shard(&ctx.account, &ctx.region);
        let (usage, unreserved) = self
            .store
            .read(shard, |tx| -> Result<_> {
                Ok((usage::of(tx, ctx)?, concurrency::unreserved(tx, ctx, concurrency_max)?))
            })
            .await?;
        Ok(GetAccountSettingsOutput {
            account_limit: Some(AccountLimit {
                total_code_size: Some(limit::CODE_STORAGE_BYTES_MAX.value as i64),
                code_size_unzipped: Some(limit::CODE_UNZIPPED_BYTES_MAX.value as i64),
                code_size_zipped: Some(limit::CODE_ZIPPED_BYTES_MAX.value as i64),
                concurrent_executions: Some(concurrency_max as i32),
                unreserved_concurrent_executions: Some(unreserved as i32),
            }),
            account_usage: Some(AccountUsage {
                total_code_size: Some(usage.code_bytes as i64),
                function_count: Some(usage.functions as i64),
            }),
        })
    }
}
