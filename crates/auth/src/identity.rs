//! Who somebody is.

use serde::{Deserialize, Serialize};

/// A principal of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Twelve digits.
    pub account: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The account itself: whoever owns it may do everything in it.
    Root,
    User {
        name: String,
        /// `/`, or between slashes.
        path: String,
        /// `AIDA…`
        id: String,
    },
    /// A session of a role.
    Role {
        name: String,
        path: String,
        /// `AROA…`
        id: String,
        session: String,
    },
}

impl Identity {
    pub fn root(account: &str) -> Identity {
        Identity { account: account.to_owned(), kind: Kind::Root }
    }

    /// From the ARN of a root, a user or a role; a role's session is called `session`.
    pub fn of_arn(arn: &str, session: &str) -> Option<Identity> {
        let rest = arn.strip_prefix("arn:aws:iam::")?;
        let (account, resource) = rest.split_once(':')?;
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kind = match resource.split_once('/') {
            None if resource == "root" => Kind::Root,
            Some((kind, named)) => {
                let (path, name) = match named.rsplit_once('/') {
                    Some((path, name)) => (format!("/{path}/"), name.to_owned()),
                    None => ("/".to_owned(), named.to_owned()),
                };
                if name.is_empty() {
                    return None;
                }
                match kind {
                    "user" => Kind::User { name, path, id: crate::key_id::entity_of("AIDA", arn) },
                    "role" => {
                        let id = crate::key_id::entity_of("AROA", arn);
                        Kind::Role { name, path, id, session: session.to_owned() }
                    }
                    _ => return None,
                }
            }
            None => return None,
        };
        Some(Identity { account: account.to_owned(), kind })
    }

    /// What GetCallerIdentity answers; a session's names its role without path.
    pub fn arn(&self) -> String {
        let account = &self.account;
        match &self.kind {
            Kind::Root => format!("arn:aws:iam::{account}:root"),
            Kind::User { name, path, .. } => format!("arn:aws:iam::{account}:user{path}{name}"),
            Kind::Role { name, session, .. } => {
                format!("arn:aws:sts::{account}:assumed-role/{name}/{session}")
            }
        }
    }

    /// The user or the role: what policies name, and `aws:PrincipalArn`.
    pub fn principal_arn(&self) -> String {
        match &self.kind {
            Kind::Role { name, path, .. } => format!("arn:aws:iam::{}:role{path}{name}", self.account),
            _ => self.arn(),
        }
    }

    /// `aws:userid`.
    pub fn user_id(&self) -> String {
        match &self.kind {
            Kind::Root => self.account.clone(),
            Kind::User { id, .. } => id.clone(),
            Kind::Role { id, session, .. } => format!("{id}:{session}"),
        }
    }

    /// `aws:PrincipalType`.
    pub fn kind(&self) -> &'static str {
        match &self.kind {
            Kind::Root => "Account",
            Kind::User { .. } => "User",
            Kind::Role { .. } => "AssumedRole",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_becomes_an_identity_and_back() {
        for arn in ["arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:user/team/ann"] {
            assert_eq!(Identity::of_arn(arn, "").unwrap().arn(), arn);
        }
        let role = Identity::of_arn("arn:aws:iam::123456789012:role/a/b/deployer", "now").unwrap();
        assert_eq!(role.arn(), "arn:aws:sts::123456789012:assumed-role/deployer/now");
        assert_eq!(role.principal_arn(), "arn:aws:iam::123456789012:role/a/b/deployer");
        assert!(role.user_id().ends_with(":now"));
        for arn in [
            "",
            "arn:aws:iam::1:root",
            "arn:aws:iam::123456789012:group/g",
            "arn:aws:iam::123456789012:role/",
        ] {
            assert_eq!(Identity::of_arn(arn, ""), None, "{arn}");
        }
    }
}
