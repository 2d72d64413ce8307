//! Changes of functions, told on the bus once they are stored.

use crate::table::Number;
use service::Ctx;
use service::bus::{Change, Event, Subject};

pub(crate) fn tell(ctx: &Ctx, function: &str, number: Number, change: Change) {
    let subject = Subject {
        account: ctx.account.clone(),
        region: ctx.region.clone(),
        function: function.into(),
        version: number.to_string().into(),
    };
    ctx.emit(Event::Deployed { subject, change, at: ctx.now() });
}
