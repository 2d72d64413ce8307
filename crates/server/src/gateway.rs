//! The platform as functions see it: the AWS API on a listener of their environment, and no admin API.

use crate::activity::Activity;
use crate::front::Sender;
use crate::platform::{Inner, Platform};
use crate::serve::{Origin, serve};
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
        // A platform that is gone answers nothing any more.
        let platform = self.0.upgrade().map(Platform);
        Box::pin(async move {
            let Some(platform) = platform else { return };
            let activity = Activity::new(&platform.0.parts.clock);
            let origin = Origin { sender: Sender::Function(function), address: None, reserved: false };
            serve(platform, connection, origin, activity, std::future::pending()).await;
        })
    }
}
