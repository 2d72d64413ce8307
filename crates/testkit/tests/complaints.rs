//! A story that is wrong says where and why.

use std::panic::catch_unwind;
use testkit::check;

/// What a wrong story says.
fn complaint(story: &'static str) -> String {
    let panic = catch_unwind(|| check(story)).expect_err("the story is wrong");
    panic.downcast_ref::<String>().expect("a complaint has a text").clone()
}

#[test]
fn an_unexpected_answer_is_shown_with_the_step_and_the_difference() {
    let complaint = complaint(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f","Payload":{"a":1}}
            => {"Payload":{"a":2}}
        "#,
    );
    for part in [
        r#"line 3: lambda Invoke {"FunctionName":"f","Payload":{"a":1}}"#,
        r#"expected: {"Payload":{"a":2}}"#,
        r#"answered: 200 {"#,
        ".Payload.a is 1, not 2",
    ] {
        assert!(complaint.contains(part), "{part} is missing in\n{complaint}");
    }
}

#[test]
fn nothing_passes_by_itself() {
    for (story, why) in [
        ("function f exit:1\nlambda Invoke {\"FunctionName\":\"f\"}", "the function failed"),
        ("lambda GetFunction {\"FunctionName\":\"f\"}", "the status is 404"),
        ("lambda GetFunction {\"FunctionName\":\"f\"} => ! ServiceException 500", "the code is"),
        ("function f hang\nlambda Invoke {\"FunctionName\":\"f\"}", "there is no answer"),
        ("function f hang\n& lambda Invoke {\"FunctionName\":\"f\"}\njoin", "there is no answer"),
        ("function f hang\n& lambda Invoke {\"FunctionName\":\"f\"}", "nobody has joined this"),
        (
            "function f print:hi\nlambda Invoke {\"FunctionName\":\"f\"}\nlog /aws/lambda/f\n| …\n| hi",
            "the log is",
        ),
        ("function f echo\nenvironments 1", "0 stand"),
        ("lambda ListFunctions => {", "the expectation is not JSON"),
        ("lambda ListFunction", "no such operation"),
        ("tell me", "no such service"),
    ] {
        let complaint = complaint(story);
        assert!(complaint.contains(why), "{story}\n  should say {why:?} but says\n{complaint}");
    }
}
