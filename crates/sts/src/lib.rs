//! STS: temporary credentials, and who somebody is. Nothing is stored of a session: its token holds it (see
//! [`auth::Sessions`]), sealed with a key that is kept with the platform's state.

mod ops;
mod seal;

pub use seal::sessions;

use auth::{Credentials, Sessions};
use model::sts as api;
use service::Service;
use std::sync::Arc;

/// The service's state. Cheap to clone.
#[derive(Clone)]
pub struct Sts {
    sessions: Sessions,
}

/// The largest is an AssumeRole with a policy and tags.
const REQUEST_BYTES_MAX: u64 = 256 << 10;

impl Sts {
    pub fn new(sessions: Sessions) -> Sts {
        Sts { sessions }
    }
}

/// What is offered.
pub fn service(sts: &Sts) -> Service {
    Service::list(&api::SERVICE, Arc::new(sts.clone()), REQUEST_BYTES_MAX)
        .op::<api::AssumeRole>()
        .op::<api::GetAccessKeyInfo>()
        .op::<api::GetCallerIdentity>()
        .op::<api::GetSessionToken>()
        .done()
}

fn shown(credentials: Credentials) -> api::Credentials {
    api::Credentials {
        access_key_id: credentials.access_key,
        secret_access_key: credentials.secret,
        session_token: credentials.token,
        expiration: credentials.expires,
    }
}
