//! `hikeshi logs`: from a running platform, or from the data directory of one that does not run.

use crate::Done;
use crate::args::LogsArgs;
use crate::assemble::LOGS;
use crate::client::Client;
use crate::start::runtime;
use clock::{Clock, Timestamp};
use hyper::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use segments::{Group, LogStore, Query};
use serde::Deserialize;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// A follower waits so long between attempts for a platform that has gone to come back,
const AGAIN: Duration = Duration::from_millis(500);
/// and gives up after so many.
const AGAIN_MAX: u32 = 60;

#[derive(Deserialize)]
struct Page {
    events: Vec<Event>,
    #[serde(default)]
    more: bool,
}

#[derive(Deserialize)]
struct Event {
    number: u64,
    timestamp: i64,
    message: String,
}

pub(crate) fn run(args: &LogsArgs) -> Done {
    let group = match args.function.starts_with('/') {
        true => args.function.clone(),
        false => format!("/aws/lambda/{}", args.function),
    };
    let since = args.since.map(|since| Clock::real().now() - since);
    match &args.data_dir {
        Some(directory) => offline(args, directory, &group, since),
        None => runtime()?.block_on(online(args, &group, since)),
    }
}

async fn online(args: &LogsArgs, group: &str, since: Option<Timestamp>) -> Done {
    let target = &args.target;
    let client = Client::new(&target.endpoint, &target.account, &target.region)?;
    let mut asked = format!("account={}&region={}", encoded(&target.account), encoded(&target.region));
    asked += &format!("&group={}&follow={}", encoded(group), args.follow);
    for (name, value) in [("stream", &args.stream), ("filter", &args.filter)] {
        if let Some(value) = value {
            asked += &format!("&{name}={}", encoded(value));
        }
    }
    if let Some(since) = since {
        asked += &format!("&since={}", since.as_millis());
    }
    let (clock, mut after, mut answered, mut failures) = (Clock::real(), 0, false, 0);
    loop {
        let path = format!("/_hikeshi/logs?{asked}&after={after}");
        let answer = match client.call(Method::GET, &path, &[], "").await {
            Ok(answer) if answer.status == StatusCode::SERVICE_UNAVAILABLE && args.follow => None,
            Ok(answer) => Some(answer),
            // It may be being restarted; its log goes on where it was.
            Err(_) if args.follow && answered && failures < AGAIN_MAX => None,
            Err(error) => return Err(error),
        };
        let Some(answer) = answer else {
            failures += 1;
            clock.host_sleep_until(clock.host_now() + AGAIN).await;
            continue;
        };
        if answer.status != StatusCode::OK {
            return Err(String::from_utf8_lossy(&answer.body).into());
        }
        (answered, failures) = (true, 0);
        let page: Page = serde_json::from_slice(&answer.body)?;
        let mut printer = Printer::new();
        for event in &page.events {
            printer.print(Timestamp::from_millis(event.timestamp), &event.message)?;
            after = event.number;
        }
        printer.0.flush()?;
        if !args.follow && !page.more {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn offline(args: &LogsArgs, directory: &Path, group: &str, since: Option<Timestamp>) -> Done {
    if let Ok(lock) = File::open(directory.join("server.lock"))
        && lock.try_lock_shared().is_err()
    {
        return Err(format!("a server uses {}: ask it, without --data-dir", directory.display()).into());
    }
    let logs = LogStore::read_only(&directory.join(LOGS)).map_err(|error| format!("could not {error}"))?;
    let group = Group::new(&args.target.account, &args.target.region, group);
    let mut query = Query {
        stream_prefix: args.stream.as_deref(),
        containing: args.filter.as_deref(),
        from: since,
        ..Query::all(&group)
    };
    let mut printer = Printer::new();
    loop {
        let page = logs.events(&query);
        for event in &page.events {
            printer.print(event.at, &event.message)?;
        }
        query.position = page.last().or(query.position);
        if !page.more {
            printer.0.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Prints events. What a function has written may hold anything, and a terminal obeys much of it.
struct Printer(std::io::StdoutLock<'static>, bool);

impl Printer {
    fn new() -> Printer {
        let out = std::io::stdout();
        let terminal = out.is_terminal();
        Printer(out.lock(), terminal)
    }

    fn print(&mut self, at: Timestamp, message: &str) -> std::io::Result<()> {
        let (at, message) = (at.iso8601_millis(), message.trim_end_matches('\n'));
        match self.1 {
            true => writeln!(self.0, "{at} {}", harmless(message)),
            false => writeln!(self.0, "{at} {message}"),
        }
    }
}

/// Shows control characters, and those that turn the direction of writing, instead of letting them act.
fn harmless(message: &str) -> String {
    let acts = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown = String::with_capacity(message.len());
    for c in message.chars() {
        match acts(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

/// `30s`, `10m`, `2h`, `7d`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text} is no time such as 30s, 10m, 2h or 7d");
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    let number: u64 = number.parse().map_err(|_| wrong())?;
    Ok(Duration::from_secs(number.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(
            harmless("\x1b]0;owned\x07\rplain\ttext ü\u{202e}x\n"),
            "\\u{1b}]0;owned\\u{7}\\rplain\ttext ü\\u{202e}x\n"
        );
        assert_eq!(harmless("\u{9b}31m"), "\\u{9b}31m");
    }

    #[test]
    fn times_have_a_unit() {
        assert_eq!(duration("10m"), Ok(Duration::from_secs(600)));
        assert_eq!(duration("7d"), Ok(Duration::from_secs(604_800)));
        for text in ["", "10", "m", "1.5h", "10 m", "-1s"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
