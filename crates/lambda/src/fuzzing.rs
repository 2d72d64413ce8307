//! What takes text from clients, for `fuzz-targets`.

use crate::name::FunctionName;
use clock::{Clock, Timestamp};
use service::{Caller, Ctx};

/// Reads a name in any of its forms. What comes out is named again by its own ARN.
pub fn function_name(text: &str, qualifier: Option<&str>) {
    let (clock, _hand) = Clock::virtual_at(Timestamp::from_secs(0));
    let ctx = Ctx::new("123456789012".into(), "eu-west-1".into(), "request".into(), Caller::Client, clock);
    let Ok(name) = FunctionName::parse(&ctx, "GetFunction", text, qualifier) else { return };
    let arn = name.qualified_arn(&ctx);
    let _ = name.not_found(&ctx);
    // A colon within a part would be one of the ARN's own.
    let plain = |part: &str| !part.contains(':');
    if plain(&name.name) && name.qualifier.as_deref().is_none_or(plain) && !name.name.contains(":lambda:") {
        assert_eq!(FunctionName::parse(&ctx, "GetFunction", &arn, None).ok(), Some(name), "{arn}");
    }
}
