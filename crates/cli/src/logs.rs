//! `hikeshi logs`.

use crate::Done;
use crate::args::LogsArgs;
use crate::client::Client;
use crate::start::runtime;
use clock::Timestamp;
use hyper::{Method, StatusCode};
use serde::Deserialize;
use std::process::ExitCode;

#[derive(Deserialize)]
struct Page {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    number: u64,
    timestamp: i64,
    message: String,
}

pub(crate) fn run(args: &LogsArgs) -> Done {
    let target = &args.target;
    let client = Client::new(&target.endpoint, &target.account, &target.region)?;
    let group = match args.function.starts_with('/') {
        true => args.function.clone(),
        false => format!("/aws/lambda/{}", args.function),
    };
    runtime()?.block_on(async {
        let mut after = 0;
        loop {
            let path = format!(
                "/_hikeshi/logs?account={}&region={}&group={group}&after={after}&follow={}",
                target.account, target.region, args.follow
            );
            let answer = client.call(Method::GET, &path, &[], "").await?;
            if answer.status != StatusCode::OK {
                return Err(String::from_utf8_lossy(&answer.body).into());
            }
            let page: Page = serde_json::from_slice(&answer.body)?;
            for event in &page.events {
                let at = Timestamp::from_millis(event.timestamp).iso8601_millis();
                println!("{at} {}", event.message.trim_end_matches('\n'));
                after = event.number;
            }
            if !args.follow {
                return Ok(ExitCode::SUCCESS);
            }
        }
    })
}
