//! What comes out of an environment: its output, and what it says to the Runtime API.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The longest event of the splitter that is tried: short, so that cutting happens.
const EVENT_BYTES_MAX: usize = 64;

/// The first byte says into which pieces the rest comes.
pub(crate) fn split(bytes: &[u8]) {
    let Some((step, rest)) = bytes.split_first() else { return };
    let pieces = rest.chunks(usize::from(*step).max(1));
    let events = lambda_exec::fuzzing::split(pieces, EVENT_BYTES_MAX);
    for event in &events {
        // Three bytes stand for each that is not UTF-8.
        assert!(event.len() <= 3 * EVENT_BYTES_MAX.max(rest.len()), "{}", event.len());
    }
    let whole = lambda_exec::fuzzing::split(std::iter::once(rest), EVENT_BYTES_MAX);
    if rest.is_ascii() {
        // Without frames nothing is lost or added.
        assert_eq!(events.concat().as_bytes(), rest);
        assert_eq!(whole, events);
    }
}

/// A runtime that says anything, on one connection.
pub(crate) fn runtime_api(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("it needs only a thread");
    runtime.block_on(async {
        let (mut ours, theirs) = tokio::io::duplex(1 << 20);
        let talking = async {
            let _ = ours.write_all(bytes).await;
            let _ = ours.shutdown().await;
            let mut answers = Vec::new();
            let _ = ours.read_to_end(&mut answers).await;
            answers
        };
        let answers = tokio::select! {
            answers = talking => answers,
            () = lambda_exec::fuzzing::runtime_api(theirs) => unreachable!("it serves for ever"),
        };
        assert!(answers.is_empty() || answers.starts_with(b"HTTP/1."), "{answers:?}");
    });
}
