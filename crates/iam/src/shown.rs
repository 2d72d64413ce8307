//! Roles and users as IAM shows them.

use crate::entity;
use crate::rules::{documents_url_encoded, tag_list};
use crate::table::{Holder, Role, User};
use model::iam as api;

/// How much an operation shows of a role or user.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    Created,
    Listed,
    Got,
}

fn boundary(holder: &Holder) -> Option<api::AttachedPermissionsBoundary> {
    holder.boundary.clone().map(|arn| api::AttachedPermissionsBoundary {
        permissions_boundary_type: Some(api::PermissionsBoundaryAttachmentType::PermissionsBoundaryPolicy),
        permissions_boundary_arn: Some(arn),
    })
}

/// Source: IAM API reference: lists show neither tags, boundary nor last use; a create answers no session length.
impl Role {
    pub(crate) fn shown(&self, account: &str, detail: Detail) -> api::Role {
        let holder = &self.holder;
        let tags = (!holder.tags.is_empty() && detail != Detail::Listed).then(|| tag_list(&holder.tags));
        api::Role {
            path: holder.path.clone(),
            role_name: holder.name.clone(),
            role_id: holder.id.clone(),
            arn: entity::arn(self, account),
            create_date: holder.created,
            assume_role_policy_document: Some(documents_url_encoded(&self.trust)),
            description: self.description.clone(),
            max_session_duration: (detail != Detail::Created).then_some(self.session_s_max as i32),
            permissions_boundary: if detail == Detail::Listed { None } else { boundary(holder) },
            tags,
            // When a role was last used is not kept, which looks as if it never was.
            role_last_used: (detail == Detail::Got).then(api::RoleLastUsed::default),
            ..Default::default()
        }
    }
}

impl User {
    pub(crate) fn shown(&self, account: &str, detail: Detail) -> api::User {
        let holder = &self.holder;
        let tags = (!holder.tags.is_empty() && detail != Detail::Listed).then(|| tag_list(&holder.tags));
        api::User {
            path: holder.path.clone(),
            user_name: holder.name.clone(),
            user_id: holder.id.clone(),
            arn: entity::arn(self, account),
            create_date: holder.created,
            permissions_boundary: if detail == Detail::Listed { None } else { boundary(holder) },
            tags,
            ..Default::default()
        }
    }
}
