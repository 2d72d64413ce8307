//! IAM as deployers and SDKs use it: roles, users, managed and inline policies, access keys. It is a service of the
//! account: all regions see the same.

mod access_key;
mod aws_managed;
mod directory;
mod entity;
mod ops;
mod page;
mod policy;
mod rules;
mod shown;
mod table;

use clock::Ids;
use model::iam as api;
use service::Service;
use std::sync::Arc;
use store::{Shard, Store};

/// The service's state. Cheap to clone.
#[derive(Clone)]
pub struct Iam {
    store: Store,
    ids: Ids,
}

/// A request names at most a few documents of 128 KB.
const REQUEST_BYTES_MAX: u64 = 1 << 20;

impl Iam {
    pub fn new(store: Store, ids: Ids) -> Iam {
        Iam { store, ids }
    }

    /// Removes everything of every account.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn reset(&self) -> service::Result<()> {
        for shard in Shard::all() {
            let is_empty = self.store.read(shard, table::is_empty).await?;
            if !is_empty {
                self.store.write(shard, table::clear).await?;
            }
        }
        Ok(())
    }
}

/// What is offered.
pub fn service(iam: &Iam) -> Service {
    Service::list(&api::SERVICE, Arc::new(iam.clone()), REQUEST_BYTES_MAX)
        // Roles
        .op::<api::CreateRole>()
        .op::<api::GetRole>()
        .op::<api::ListRoles>()
        .op::<api::UpdateRole>()
        .op::<api::UpdateRoleDescription>()
        .op::<api::UpdateAssumeRolePolicy>()
        .op::<api::DeleteRole>()
        .op::<api::TagRole>()
        .op::<api::UntagRole>()
        .op::<api::ListRoleTags>()
        .op::<api::PutRolePermissionsBoundary>()
        .op::<api::DeleteRolePermissionsBoundary>()
        .op::<api::PutRolePolicy>()
        .op::<api::GetRolePolicy>()
        .op::<api::ListRolePolicies>()
        .op::<api::DeleteRolePolicy>()
        .op::<api::AttachRolePolicy>()
        .op::<api::DetachRolePolicy>()
        .op::<api::ListAttachedRolePolicies>()
        .op::<api::ListInstanceProfilesForRole>()
        // Managed policies
        .op::<api::CreatePolicy>()
        .op::<api::GetPolicy>()
        .op::<api::ListPolicies>()
        .op::<api::DeletePolicy>()
        .op::<api::CreatePolicyVersion>()
        .op::<api::GetPolicyVersion>()
        .op::<api::ListPolicyVersions>()
        .op::<api::SetDefaultPolicyVersion>()
        .op::<api::DeletePolicyVersion>()
        .op::<api::ListEntitiesForPolicy>()
        .op::<api::TagPolicy>()
        .op::<api::UntagPolicy>()
        .op::<api::ListPolicyTags>()
        // Users
        .op::<api::CreateUser>()
        .op::<api::GetUser>()
        .op::<api::ListUsers>()
        .op::<api::DeleteUser>()
        .op::<api::PutUserPolicy>()
        .op::<api::GetUserPolicy>()
        .op::<api::ListUserPolicies>()
        .op::<api::DeleteUserPolicy>()
        .op::<api::AttachUserPolicy>()
        .op::<api::DetachUserPolicy>()
        .op::<api::ListAttachedUserPolicies>()
        .op::<api::CreateAccessKey>()
        .op::<api::ListAccessKeys>()
        .op::<api::UpdateAccessKey>()
        .op::<api::DeleteAccessKey>()
        .done()
}
