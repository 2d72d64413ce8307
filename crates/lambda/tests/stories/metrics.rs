//! What is counted: AWS/Lambda's metrics for the user, and the platform's own for whoever runs it.

use testkit::check;

#[test]
fn an_invocation_counts_for_its_function_its_resource_and_its_account() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f"}
        lambda Invoke {"FunctionName":"f"}
        lambda Invoke {"FunctionName":"f","Qualifier":"$LATEST"}
        metric Invocations FunctionName=f
            | 00:00 3 3
        metric Invocations FunctionName=f Resource=f
            | 00:00 2 2
        metric Invocations FunctionName=f Resource=f:$LATEST
            | 00:00 1 1
        metric Invocations
            | 00:00 3 3
        metric Errors FunctionName=f
            | 00:00 3 0
        metric Throttles FunctionName=f
            | 00:00 3 0
        metric Duration FunctionName=f
            | 00:00 3 0
        metric ConcurrentExecutions FunctionName=f
            | 00:00 3 3
        metric UnreservedConcurrentExecutions
            | 00:00 3 3
        as 111111111111 us-east-1
        metric Invocations
        "#,
    );
}

#[test]
fn a_failure_is_an_error_and_minutes_are_those_of_platform_time() {
    check(
        r#"
        function f fail:Oops
        lambda Invoke {"FunctionName":"f"} => {"FunctionError":"Unhandled"}
        clock +61s
        lambda Invoke {"FunctionName":"f"} => {"FunctionError":"Unhandled"}
        metric Errors FunctionName=f
            | 00:00 1 1
            | 00:01 1 1
        metric Invocations FunctionName=f
            | 00:00 1 1
            | 00:01 1 1
        "#,
    );
}

#[test]
fn a_dry_run_and_a_refusal_are_no_invocations() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f","InvocationType":"DryRun"} => 204
        lambda Invoke {"FunctionName":"g"} => ! ResourceNotFoundException 404
        metric Invocations FunctionName=f
        metric Invocations
        "#,
    );
}

#[test]
fn a_throttled_invocation_counts_as_nothing_else() {
    check(
        r#"
        function f hang {"Timeout":3}
        &1000 lambda Invoke {"FunctionName":"f"} => {"FunctionError":"Unhandled"}
        lambda Invoke {"FunctionName":"f"} => ! TooManyRequestsException 429
        metric Throttles FunctionName=f
            | 00:00 1 1
        metric Invocations FunctionName=f
        metric ConcurrentExecutions
            | 00:00 1000 500500
        http GET /_hikeshi/metrics
            => {"body":"…hikeshi_throttles_total{account=\"000000000000\",region=\"us-east-1\",function=\"f\",reason=\"ConcurrentInvocationLimitExceeded\"} 1\n…hikeshi_limits_approached_total{limit=\"ConcurrentExecutions\"} 1\n…hikeshi_environments{state=\"busy\"} 1000\n…"}
        host +3s
        join
        "#,
    );
}

#[test]
fn the_platform_tells_what_it_has_counted() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f"}
        lambda Invoke {"FunctionName":"f"}
        http GET /_hikeshi/health host=evil.example => 403
        http GET /_hikeshi/metrics
            => 200 {"body":"…\n# TYPE hikeshi_requests_total counter\n…hikeshi_requests_total{service=\"lambda\",operation=\"Invoke\",status=\"200\"} 2\n…hikeshi_request_duration_seconds_count{service=\"lambda\",operation=\"Invoke\"} 2\n…hikeshi_requests_refused_total{reason=\"edge\"} 1\n…hikeshi_invocations_total{account=\"000000000000\",region=\"us-east-1\",function=\"f\",outcome=\"success\"} 2\n…hikeshi_cold_starts_total{account=\"000000000000\",region=\"us-east-1\",function=\"f\"} 1\n…hikeshi_environments_started_total 1\n…hikeshi_environments{state=\"busy\"} 0\n…hikeshi_store_stopped 0\n…",
                "headers":{"content-type":"text/plain; version=0.0.4; charset=utf-8"}}
        http GET /_hikeshi/metrics accept=application/openmetrics-text
            => {"body":"…# TYPE hikeshi_requests counter\n…# EOF\n","headers":{"content-type":"application/openmetrics-text; version=1.0.0; charset=utf-8"}}
        lambda DeleteFunction {"FunctionName":"f"}
        http GET /_hikeshi/metrics => {"body":"…hikeshi_environments_gone_total{why=\"outdated\"} 1\n…"}
        "#,
    );
}

#[test]
fn what_runs_in_a_reservation_does_not_run_unreserved() {
    check(
        r#"
        function f sleep:1s
        function g sleep:1s
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":5} => 200
        & lambda Invoke {"FunctionName":"f"} => 200
        & lambda Invoke {"FunctionName":"g"} => 200
        & lambda Invoke {"FunctionName":"f"} => 200
        host +1s
        join
        metric ConcurrentExecutions
            | 00:00 3 6
        # 0 with the first, 1 with each of the others.
        metric UnreservedConcurrentExecutions
            | 00:00 3 2
        "#,
    );
}

#[test]
fn changes_of_functions_are_counted() {
    check(
        r#"
        function f echo
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9} => 200
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","Publish":true} => {"Version":"1"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","DryRun":true} => 200
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":10} => 200
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"2"}
        # Unchanged, so that nothing is published.
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"2"}
        lambda DeleteFunction {"FunctionName":"f:1"} => 204
        lambda DeleteFunction {"FunctionName":"f:1"} => 204
        lambda DeleteFunction {"FunctionName":"f"} => 204
        lambda DeleteFunction {"FunctionName":"f"} => 404
        http GET /_hikeshi/metrics
            => {"body":"…hikeshi_deployments_total{change=\"created\"} 1\nhikeshi_deployments_total{change=\"updated\"} 3\nhikeshi_deployments_total{change=\"published\"} 2\nhikeshi_deployments_total{change=\"deleted\"} 2\n…"}
        "#,
    );
}
