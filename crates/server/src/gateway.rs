//! The platform as functions see it: the AWS API on a listener of their environment, and no admin API.

use crate::front::Sender;
use crate::platform::{Inner, Platform};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use lambda_exec::{Function, Gateway};
use sandbox::{BoxFuture, Connection};
use std::sync::{Arc, Weak};

/// Does not keep the platform alive: the data plane, which the platform owns, holds this.
pub(crate) struct Inside(Weak<Inner>);

impl Inside {
    pub(crate) fn new(platform: &Platform) -> Inside {
        Inside(Arc::downgrade(&platform.0))
    }
}

impl Gateway for Inside {
    fn serve(&self, connection: Connection, function: Arc<Function>) -> BoxFuture<'static, ()> {
        let inner = self.0.clone();
        Box::pin(async move {
            let service = service_fn(|request| {
                let (platform, function) = (inner.upgrade().map(Platform), function.clone());
                async move {
                    let platform = platform.ok_or("the platform is stopping")?;
                    Ok::<_, &'static str>(platform.answer(request, &Sender::Function(function)).await)
                }
            });
            // A process that breaks its connection, or is killed, ends it with an error that nobody needs to hear.
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(connection), service)
                .await;
        })
    }
}
