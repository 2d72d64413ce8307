//! Who calls, and what they may: SigV4 verification, access keys and sessions, policies and their evaluation.
//!
//! A request's [`sigv4::Signature`] names a key; a [`Guard`] finds whose key it is, verifies, and later decides whether
//! the policies that apply let the operation happen. What is stored of users and roles it asks a [`Directory`], which
//! the service that stores them implements; what hangs on resources it asks [`ResourcePolicies`].

pub mod actions;
mod address;
mod function_name;
mod guard;
mod hash;
mod identity;
pub mod key_id;
pub mod policy;
mod refusal;
mod session;
pub mod sigv4;

pub use address::{Addresses, Unfit};
pub use function_name::FunctionParts;
pub use guard::{
    Allowances, BoxFuture, Claim, Directory, Failure, FileKey, FileKeys, Forbidden, Guard, KnownKey,
    PLATFORM, Question, ResourcePolicies, Unclaimed, Who,
};
pub use identity::{Identity, Kind};
pub use refusal::{ACCESS_DENIED, Dialect, Refusal};
pub use session::{Credentials, NotOurs, Session, Sessions, new_secret};
