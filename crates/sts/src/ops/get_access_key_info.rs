//! GetAccessKeyInfo: the account of an access key id, which the id itself tells.

use crate::Sts;
use model::sts::{GetAccessKeyInfo, GetAccessKeyInfoInput, GetAccessKeyInfoOutput};
use service::{Ctx, Handle, Result};
use shape::framework;

impl Handle<GetAccessKeyInfo> for Sts {
    async fn handle(&self, _: &Ctx, input: GetAccessKeyInfoInput) -> Result<GetAccessKeyInfoOutput> {
        match auth::key_id::account(&input.access_key_id) {
            Some(account) => Ok(GetAccessKeyInfoOutput { account: Some(account) }),
            // (text: unsure)
            None => Err(framework::VALIDATION_EXCEPTION
                .with(format!("The access key ID {} is not valid.", input.access_key_id))
                .into()),
        }
    }
}
