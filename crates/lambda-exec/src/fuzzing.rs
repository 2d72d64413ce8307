//! What takes bytes from inside a sandbox, for `fuzz-targets`.

use crate::logs::Splitter;
use crate::runtime_api::{self, Delivery, Side, Signal};
use bytes::Bytes;
use clock::{Clock, Timestamp};
use sandbox::Listener;
use tokio::io::DuplexStream;
use tokio::sync::mpsc;

/// The events of output that comes in these pieces.
pub fn split<'a>(pieces: impl Iterator<Item = &'a [u8]>, event_bytes_max: usize) -> Vec<String> {
    let mut splitter = Splitter::new(event_bytes_max);
    let mut events = Vec::new();
    for piece in pieces {
        splitter.buffer().extend_from_slice(piece);
        events.extend(splitter.complete());
    }
    events.extend(splitter.all());
    events
}

/// Serves the Runtime API on one connection, and never ends. Whoever asks for an event gets one, and its answer is heard.
pub async fn runtime_api(connection: DuplexStream) {
    const RESPONSE_BYTES_MAX: u64 = 1 << 10;
    let side = Side::new();
    side.begin();
    let (clock, _hand) = Clock::virtual_at(Timestamp::from_secs(0));
    let (connect, connected) = mpsc::channel(1);
    // There is room for one.
    let _ = connect.try_send(connection);
    let serving = runtime_api::serve(Listener::Memory(connected), side.clone(), RESPONSE_BYTES_MAX, clock);
    let driving = async {
        loop {
            match side.heard().await {
                // It may have hung up meanwhile, and may ask again.
                Signal::Ready => drop(side.deliver(event())),
                Signal::Answer(_) | Signal::InitError { .. } => {}
            }
        }
    };
    tokio::join!(serving, driving);
}

fn event() -> Delivery {
    Delivery {
        request_id: "r".into(),
        deadline_ms: 1,
        invoked_arn: "arn".into(),
        trace: "trace".into(),
        client_context: None,
        payload: Bytes::from_static(b"{}"),
    }
}
