//! What the platform says of itself, read by Prometheus's own parsers.

use crate::support::{Function, Server, have};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Parses either format, refuses what a scraper would, and answers every sample and each family's type as JSON.
const PARSE: &str = r#"
import json, sys
from prometheus_client.parser import text_string_to_metric_families as prometheus
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
text = sys.stdin.read()
families = list((openmetrics if sys.argv[1] == "openmetrics" else prometheus)(text))
names = [family.name for family in families]
assert len(names) == len(set(names)), "a family comes twice"
samples = [(sample.name, tuple(sorted(sample.labels.items()))) for family in families for sample in family.samples]
assert len(samples) == len(set(samples)), "a sample comes twice"
for family in families:
    assert family.documentation, family.name
    for sample in family.samples:
        assert sample.value >= 0, sample
print(json.dumps({
    "types": {family.name: family.type for family in families},
    "samples": [[sample.name, sample.labels, sample.value] for family in families for sample in family.samples
                if sample.value != float("inf")],
}))
"#;

fn scraped(python: &Path, server: &Server, format: &str, accept: &str) -> Value {
    let headers = [("accept", accept)];
    let answer = server.connect().call("GET", "/_hikeshi/metrics", &headers, b"").unwrap();
    assert_eq!(answer.status, 200);
    let mut parser = Command::new(python)
        .args(["-c", PARSE, format])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    parser.stdin.take().unwrap().write_all(&answer.body).unwrap();
    let output = parser.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", answer.text());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn value(scraped: &Value, name: &str, labels: &Value) -> f64 {
    let samples = scraped["samples"].as_array().unwrap();
    let found = samples.iter().find(|sample| sample[0] == name && sample[1] == *labels);
    found.unwrap_or_else(|| panic!("no {name}{labels} in {scraped}"))[2].as_f64().unwrap()
}

#[test]
fn metrics_are_understood_by_prometheus_in_both_formats() {
    let (Some(python), Some(())) = (have::scraper(), have::python()) else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    for number in 0..3 {
        server.invoke("echo", &json!(number)).value();
    }
    let scraped = |format, accept| scraped(&python, &server, format, accept);
    let prometheus = scraped("prometheus", "text/plain");
    let openmetrics = scraped("openmetrics", "application/openmetrics-text; version=1.0.0");
    let echo =
        json!({"account": "000000000000", "region": "us-east-1", "function": "echo", "outcome": "success"});
    let invoke = json!({"service": "lambda", "operation": "Invoke", "status": "200"});
    for (scraped, counters) in [(&prometheus, "_total"), (&openmetrics, "")] {
        assert_eq!(value(scraped, "hikeshi_invocations_total", &echo), 3.0);
        assert_eq!(value(scraped, "hikeshi_requests_total", &invoke), 3.0);
        assert_eq!(value(scraped, "hikeshi_init_duration_seconds_count", &json!({})), 1.0);
        assert_eq!(value(scraped, "hikeshi_store_stopped", &json!({})), 0.0);
        for process in ["server", "helper"] {
            let process = json!({"process": process});
            let resident = value(scraped, "hikeshi_process_resident_memory_bytes", &process);
            assert!((1e6..1e9).contains(&resident), "{process}: {resident}");
            // Kernels before 6.2 tell a server without privileges nothing of the helper's.
            if process["process"] == "server" || std::fs::metadata("/proc/self/fd").unwrap().len() > 0 {
                assert!(value(scraped, "hikeshi_process_open_files", &process) > 2.0);
            }
        }
        // Prometheus's parser takes `_total` off; whether it does is its affair.
        let kind = |name: &str| {
            let types = &scraped["types"];
            types.get(name).or_else(|| types.get(format!("{name}{counters}"))).unwrap_or(&Value::Null).clone()
        };
        assert_eq!(kind("hikeshi_store_commits"), "counter");
        assert_eq!(kind("hikeshi_connections"), "gauge");
        assert_eq!(kind("hikeshi_request_duration_seconds"), "histogram");
    }
    let commits = value(&prometheus, "hikeshi_store_commits_total", &json!({}));
    assert!(commits >= 2.0, "create, and ready: {commits}");
}
