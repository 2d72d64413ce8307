//! What the fake processes do: a runtime whose functions are written in their handler's name.
//!
//! A handler is words with commas between them, carried out in order for each event. Unless one of them has answered,
//! the event is the answer; words after the answer are carried out before the runtime asks for the next event.
//! `_` stands for a space. A word with `init:` before it is carried out when the process starts, and one with `once:`
//! only the first time in its environment (noted in `/tmp`). `do` stands for the words in the event's `do`.
//!
//! | word | does |
//! |---|---|
//! | `echo` | answers the event |
//! | `answer:TEXT`, `size:N` | answers the text, or N bytes of JSON |
//! | `code` | answers the text of `/var/task/bootstrap` |
//! | `count` | answers how many events the process and the environment have had |
//! | `variables`, `context` | answers the environment variables, or what came with the event |
//! | `call:METHOD:PATH[:BODY]` | answers what the platform's port answers |
//! | `query:SERVICE:FORM` | answers what a service that takes forms answers, such as `query:sts:Action=…` |
//! | `fail:TYPE:TEXT` | answers an error; at init reports it and exits with 1 |
//! | `mode:TEXT` | answers in a response mode |
//! | `truncate`, `break:TYPE:TEXT` | answers with a body that breaks off, or with a stream whose trailers tell of an error |
//! | `exit:N`, `signal:N`, `crash:N`, `oom` | ends: with a status, by a signal, by one with a core, for want of memory |
//! | `sleep:TIME`, `hang` | waits, by host time (`2s`, `300ms`), or for ever |
//! | `dies:TIME` | exits with 1 after that time if it waits for an event then |
//! | `print:TEXT`, `write:TEXT` | writes to standard output, with a newline or without |
//! | `memory:MB` | has used so much at its peak |
//! | `api:METHOD:PATH[:BODY]` | calls the Runtime API and prints the answer; `ID` is the current request's |

mod answers;
mod runtime;

use clock::Clock;
use runtime::Process;
use sandbox::fake::{FakeProcess, Program};
use std::sync::Arc;

/// The program for a fake engine.
pub(crate) fn program(clock: Clock) -> Program {
    Arc::new(move |world: FakeProcess| {
        let clock = clock.clone();
        Box::pin(async move {
            let process = Process::start(world, clock).await;
            let Err(exit) = process.live().await;
            exit
        })
    })
}
