//! What is not AWS's: health, metrics, reset, logs, packages. Only the public listener serves it, never an environment's.

use crate::detach::Detach;
use crate::identity::{DEFAULT_ACCOUNT, DEFAULT_REGION};
use crate::platform::Platform;
use auth::Unfit;
use bytes::Bytes;
use clock::Timestamp;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method, Response, StatusCode};
use http_body_util::Full;
use lambda::PACKAGES_PATH;
use sandbox::Held;
use segments::{Group, Page, Query};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;

/// A follower of a log is answered at the latest after this long, and asks again.
const FOLLOW: Duration = Duration::from_secs(20);

type Answered = Response<Full<Bytes>>;

/// Whether a path is ours and not AWS's.
pub(crate) fn is_admin(path: &str) -> bool {
    path.starts_with("/_hikeshi/") || path == "/_localstack/health"
}

/// What is told even when nothing else can be served.
pub(crate) fn is_health(path: &str) -> bool {
    matches!(path, "/_hikeshi/health" | "/_localstack/health")
}

impl Platform {
    pub(crate) async fn admin(
        &self,
        method: &Method,
        path: &str,
        query: &str,
        headers: &HeaderMap,
    ) -> Answered {
        match (method, path) {
            (&Method::GET | &Method::HEAD, "/_hikeshi/health") => {
                let parts = &self.0.parts;
                health(parts.store.trouble(), parts.version, parts.exec.idle_count(), &parts.exec.holds())
            }
            (&Method::GET | &Method::HEAD, "/_localstack/health") => {
                json_answer(StatusCode::OK, &self.health_of_services())
            }
            (&Method::GET, "/_hikeshi/operations") => json_answer(StatusCode::OK, &self.operations()),
            (&Method::GET, "/_hikeshi/metrics") => self.metrics(headers),
            (&Method::POST | &Method::GET, "/_hikeshi/backup") => {
                self.backup(method, Params::parse(query).get("id")).await
            }
            (&Method::POST, "/_hikeshi/reset") => self.reset().await,
            (&Method::GET, "/_hikeshi/environments") => json_answer(StatusCode::OK, &self.environments()),
            (&Method::GET, "/_hikeshi/logs") => self.logs(&Params::parse(query)).await,
            (&Method::GET, path) if path.starts_with(PACKAGES_PATH) => self.package(path, query).await,
            _ => json_answer(
                StatusCode::NOT_FOUND,
                &json!({"message": format!("there is no {method} {path}")}),
            ),
        }
    }

    /// The form that the field's tools wait for.
    fn health_of_services(&self) -> Value {
        let parts = &self.0.parts;
        let services: HashMap<&str, &str> =
            parts.registry.services().iter().map(|service| (service.schema.name, "running")).collect();
        json!({"services": services, "edition": "hikeshi", "version": parts.version})
    }

    /// The registration lists: what is offered of each service.
    fn operations(&self) -> Value {
        let services = self.0.parts.registry.services().iter();
        let offered: HashMap<&str, Vec<&str>> =
            services.map(|service| (service.schema.signing_name, service.names())).collect();
        json!(offered)
    }

    /// What every idle environment has used: peaks over its life.
    fn environments(&self) -> Value {
        let idle = self.0.parts.exec.idle();
        let shown: Vec<Value> = idle
            .iter()
            .map(|idle| {
                json!({"functionArn": &*idle.function_arn, "logStreamName": &*idle.log_stream,
                       "frozen": idle.frozen,
                       "memoryPeakBytes": idle.peaks.memory_peak_bytes,
                       "cpuTimeMs": idle.peaks.cpu_time.map(|time| time.as_millis() as u64),
                       "tmpPeakBytes": idle.peaks.tmp_bytes, "openFilesPeak": idle.peaks.files,
                       "threadsPeak": idle.peaks.threads, "oomKills": idle.peaks.oom_kills})
            })
            .collect();
        json!({"environments": shown})
    }

    /// Empties everything.
    async fn reset(&self) -> Answered {
        let parts = &self.0.parts;
        if !parts.development {
            let message = "reset is only offered in development mode";
            return json_answer(StatusCode::FORBIDDEN, &json!({"message": message}));
        }
        let bus = parts.bus.clone();
        let (lambda, iam, logs) = (parts.lambda.clone(), parts.iam.clone(), parts.exec.logs().clone());
        // A client that hangs up does not leave half of it.
        let reset = Detach::new(&parts.jobs, async move {
            lambda.reset().await?;
            iam.reset().await?;
            logs.clear();
            if let Some(metrics) = bus.metrics() {
                metrics.points().clear();
            }
            Ok::<_, service::Error>(())
        });
        match reset.await {
            Ok(()) => json_answer(StatusCode::OK, &json!({"status": "reset"})),
            Err(error) => {
                tracing::error!(%error, "could not reset");
                let message = "could not reset; the log says why";
                json_answer(StatusCode::INTERNAL_SERVER_ERROR, &json!({"message": message}))
            }
        }
    }

    /// Events of a log group: those after a number, of one stream, of a time, with a text; with `follow`, waits for some.
    async fn logs(&self, query: &Params) -> Answered {
        let parts = &self.0.parts;
        let account = query.get("account").unwrap_or(DEFAULT_ACCOUNT);
        let region = query.get("region").unwrap_or(DEFAULT_REGION);
        let Some(group) = query.get("group") else {
            return json_answer(StatusCode::BAD_REQUEST, &json!({"message": "name a log group: ?group=…"}));
        };
        let asked = AskedLogs {
            group: Group::new(account, region, group),
            stream: query.get("stream").map(str::to_owned),
            filter: query.get("filter").map(str::to_owned),
            since: query.get("since").and_then(|millis| millis.parse().ok()).map(Timestamp::from_millis),
            after: query.get("after").and_then(|after| after.parse().ok()).unwrap_or(0),
        };
        let deadline = parts.clock.host_now() + FOLLOW;
        let mut changes = parts.exec.logs().changes();
        let mut stopping = self.0.stopping.subscribe();
        loop {
            let page = self.log_page(&asked).await;
            if !page.events.is_empty() || query.get("follow") != Some("true") {
                let events: Vec<Value> = page
                    .events
                    .iter()
                    .map(|event| {
                        json!({"number": event.number, "timestamp": event.at.as_millis(),
                               "logStreamName": &*event.stream, "message": &*event.message})
                    })
                    .collect();
                return json_answer(StatusCode::OK, &json!({"events": events, "more": page.more}));
            }
            tokio::select! {
                _ = changes.changed() => continue,
                // A stop does not wait for those who only look.
                _ = stopping.wait_for(|stopping| *stopping) => {}
                () = parts.clock.host_sleep_until(deadline) => {}
            }
            return json_answer(StatusCode::OK, &json!({"events": [], "more": false}));
        }
    }

    async fn log_page(&self, asked: &AskedLogs) -> Page {
        let logs = self.0.parts.exec.logs();
        if !logs.is_on_disk() {
            return logs.events(&asked.query());
        }
        let (logs, asked) = (logs.clone(), asked.clone());
        tokio::task::spawn_blocking(move || logs.events(&asked.query())).await.unwrap_or_default()
    }

    /// The zip that GetFunction's `Code.Location` points to.
    async fn package(&self, path: &str, query: &str) -> Answered {
        let refuse = |status, message| json_answer(status, &json!({"message": message}));
        match self.0.parts.lambda.package(path, query).await {
            Ok(Some(zip)) => {
                let mut response = Response::new(Full::new(zip));
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
                response
            }
            Ok(None) => refuse(StatusCode::NOT_FOUND, "there is no such package"),
            Err(Unfit::Expired) => refuse(StatusCode::FORBIDDEN, "this address has expired"),
            Err(Unfit::NotOurs) => {
                refuse(StatusCode::FORBIDDEN, "packages are where GetFunction says, for ten minutes")
            }
        }
    }
}

/// A platform whose store has stopped accepts nothing any more: whoever watches it is to start it anew. One whose disk
/// is full accepts nothing until there is room.
fn health(trouble: Option<store::Error>, version: &str, idle: usize, limits: &[Held]) -> Answered {
    let (status, mut body) = match trouble {
        None => (StatusCode::OK, json!({"status": "ok"})),
        Some(why) => (StatusCode::SERVICE_UNAVAILABLE, json!({"status": "failing", "why": why.to_string()})),
    };
    body["version"] = version.into();
    body["environments"] = json!({"idle": idle});
    let limits = limits.iter().map(|row| json!({"limit": row.what, "held": row.held, "how": row.how}));
    body["limits"] = limits.collect();
    json_answer(status, &body)
}

/// What is wanted of a log group.
#[derive(Clone)]
struct AskedLogs {
    group: Group,
    /// Beginning of the streams' names.
    stream: Option<String>,
    filter: Option<String>,
    since: Option<Timestamp>,
    after: u64,
}

impl AskedLogs {
    fn query(&self) -> Query<'_> {
        Query {
            stream_prefix: self.stream.as_deref(),
            containing: self.filter.as_deref(),
            from: self.since,
            position: Some(self.after),
            ..Query::all(&self.group)
        }
    }
}

/// A decoded query string.
struct Params(HashMap<String, String>);

impl Params {
    fn parse(query: &str) -> Params {
        let decode = |text: &str| {
            let text = text.replace('+', " ");
            percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
        };
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Params(pairs.map(|(key, value)| (decode(key), decode(value))).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

pub(crate) fn json_answer(status: StatusCode, body: &Value) -> Answered {
    let mut response = Response::new(Full::from(format!("{body}\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn a_platform_that_can_write_nothing_is_failing_and_says_why() {
        let stopped = store::Error::Stopped("No space left on device".into());
        let answer = health(Some(stopped), "1.2.3", 2, &[]);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let Ok(body) = answer.into_body().collect().await;
        let body: Value = serde_json::from_slice(&body.to_bytes()).unwrap();
        assert_eq!((&body["status"], &body["environments"]["idle"]), (&json!("failing"), &json!(2)));
        assert!(body["why"].as_str().unwrap().contains("No space left on device"), "{body}");
    }
}
