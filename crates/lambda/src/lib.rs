//! Lambda's control plane: functions and their life. What runs them is `lambda-exec`.

mod alias;
mod changes;
mod code_signing;
mod concurrency;
mod function;
#[doc(hidden)]
pub mod fuzzing;
mod idle;
mod lookup;
mod name;
mod ops;
pub mod package;
mod page;
mod pins;
mod policy;
mod publish;
mod role;
mod rules;
mod runtime_dates;
mod runtime_updates;
mod serving;
mod table;
mod tags;
mod update;
mod usage;

use auth::{Addresses, Unfit};
use bytes::Bytes;
use clock::{Clock, Ids};
use idle::Idle;
use lambda_exec::Exec;
use model::lambda as api;
use package::Packages;
use pins::Pins;
use service::{BodyLimit, Jobs, Service};
use serving::Serving;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::sync::Mutex;

/// What the control plane is made of.
pub struct Deps {
    pub store: Store,
    pub packages: Packages,
    pub exec: Arc<Exec>,
    pub clock: Clock,
    pub ids: Ids,
    pub jobs: Jobs,
    /// Where a client of the machine reaches the platform, such as `http://127.0.0.1:4566`.
    pub endpoint: Arc<str>,
}

/// The control plane. Cheap to clone.
#[derive(Clone)]
pub struct Lambda {
    store: Store,
    packages: Arc<Packages>,
    pins: Arc<Pins>,
    exec: Arc<Exec>,
    clock: Clock,
    ids: Ids,
    jobs: Jobs,
    endpoint: Arc<str>,
    addresses: Arc<Addresses>,
    serving: Arc<Serving>,
    /// Held by whoever tells the data plane of a reservation.
    reserving: Arc<Mutex<()>>,
    idle: Arc<Idle>,
}

impl Lambda {
    pub fn new(deps: Deps) -> Lambda {
        let packages = Arc::new(deps.packages);
        let started = deps.clock.now();
        Lambda {
            pins: Pins::new(deps.store.clone(), packages.clone()),
            store: deps.store,
            packages,
            exec: deps.exec,
            clock: deps.clock,
            // A restart closes the addresses that were open: whoever needs one asks for another.
            addresses: Arc::new(Addresses::new(deps.ids.secret())),
            ids: deps.ids,
            jobs: deps.jobs,
            endpoint: deps.endpoint,
            serving: Arc::default(),
            reserving: Arc::default(),
            idle: Arc::new(Idle::new(started)),
        }
    }

    /// For a backup.
    pub fn packages(&self) -> &Arc<Packages> {
        &self.packages
    }

    /// Where whoever has the address can fetch a package for a while.
    pub(crate) fn location(&self, hex: &str) -> String {
        let lasts = Duration::from_secs(limits::lambda::CODE_LOCATION_S.value);
        let path = format!("{PACKAGES_PATH}{hex}.zip");
        format!("{}{}", self.endpoint, self.addresses.open(&path, self.clock.host_wall(), lasts))
    }

    /// The zip that an address leads to; `None` if it is no longer there.
    ///
    /// # Errors
    /// [`Unfit`] if the address lets nobody in.
    pub async fn package(&self, path: &str, query: &str) -> Result<Option<Bytes>, Unfit> {
        self.addresses.admits(path, query, self.clock.host_wall())?;
        let hex = path.strip_prefix(PACKAGES_PATH).and_then(|name| name.strip_suffix(".zip"));
        let Some(path) = hex.and_then(|hex| self.packages.zip_path(hex).ok()) else { return Ok(None) };
        let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
        Ok(read.ok().and_then(Result::ok).map(Bytes::from))
    }
}

/// Under which path packages can be fetched.
pub const PACKAGES_PATH: &str = "/_hikeshi/packages/";

/// What is offered.
pub fn service(lambda: &Lambda) -> Service {
    let limit = |bytes: &limits::Limit, named| BodyLimit { bytes: bytes.value, named };
    let other = limits::lambda::REQUEST_BYTES_MAX.value;
    Service::list(&api::SERVICE, Arc::new(lambda.clone()), other)
        .op::<api::AddPermission>()
        .op::<api::CreateAlias>()
        .op::<api::CreateCodeSigningConfig>()
        .op_limited::<api::CreateFunction>(limit(
            &limits::lambda::CREATE_FUNCTION_REQUEST_BYTES_MAX,
            "CreateFunction",
        ))
        .op::<api::DeleteAlias>()
        .op::<api::DeleteCodeSigningConfig>()
        .op::<api::DeleteFunction>()
        .op::<api::DeleteFunctionCodeSigningConfig>()
        .op::<api::DeleteFunctionConcurrency>()
        .op::<api::DeleteProvisionedConcurrencyConfig>()
        .op::<api::GetAccountSettings>()
        .op::<api::GetAlias>()
        .op::<api::GetCodeSigningConfig>()
        .op::<api::GetFunction>()
        .op::<api::GetFunctionCodeSigningConfig>()
        .op::<api::GetFunctionConcurrency>()
        .op::<api::GetFunctionConfiguration>()
        .op::<api::GetPolicy>()
        .op::<api::GetProvisionedConcurrencyConfig>()
        .op::<api::GetRuntimeManagementConfig>()
        .op_limited::<api::Invoke>(limit(&limits::lambda::REQUEST_BYTES_MAX, "InvokeFunction"))
        .shows_trace::<api::Invoke>()
        .op::<api::ListAliases>()
        .op::<api::ListCodeSigningConfigs>()
        .op::<api::ListFunctions>()
        .op::<api::ListFunctionsByCodeSigningConfig>()
        .op::<api::ListProvisionedConcurrencyConfigs>()
        .op::<api::ListTags>()
        .op::<api::ListVersionsByFunction>()
        .op::<api::PublishVersion>()
        .op::<api::PutFunctionCodeSigningConfig>()
        .op::<api::PutFunctionConcurrency>()
        .op::<api::PutProvisionedConcurrencyConfig>()
        .op::<api::PutRuntimeManagementConfig>()
        .op::<api::RemovePermission>()
        .op::<api::TagResource>()
        .op::<api::UntagResource>()
        .op::<api::UpdateAlias>()
        .op::<api::UpdateCodeSigningConfig>()
        .op_limited::<api::UpdateFunctionCode>(limit(
            &limits::lambda::UPDATE_FUNCTION_CODE_REQUEST_BYTES_MAX,
            "UpdateFunctionCode",
        ))
        .op::<api::UpdateFunctionConfiguration>()
        .done()
}
