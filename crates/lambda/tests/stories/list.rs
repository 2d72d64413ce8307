//! ListFunctions.

use testkit::check;

#[test]
fn functions_are_listed_a_page_at_a_time() {
    check(
        r#"
        lambda ListFunctions => 200 {"Functions":[],"NextMarker":null}
        function c echo
        function a echo
        function b echo
        lambda ListFunctions {"MaxItems":2}
            => {"Functions":[{"FunctionName":"a"},{"FunctionName":"b"}],"NextMarker":"$marker"}
        lambda ListFunctions {"MaxItems":2,"Marker":"$marker"}
            => {"Functions":[{"FunctionName":"c"}],"NextMarker":null}
        lambda ListFunctions {"MaxItems":3} => {"Functions":["…","…","…"],"NextMarker":null}
        as 111111111111 us-east-1
        lambda ListFunctions => {"Functions":[]}
        "#,
    );
}

#[test]
fn a_list_shows_no_states_and_with_all_versions_qualified_arns() {
    check(
        r#"
        function f echo
        lambda ListFunctions
            => {"Functions":[{"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",
                "State":null,"LastUpdateStatus":null,"Version":"$LATEST","MemorySize":128}]}
        lambda ListFunctions {"FunctionVersion":"ALL"}
            => {"Functions":[{"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"}]}
        "#,
    );
}

#[test]
fn a_page_has_1_to_10000_items() {
    check(
        r#"
        lambda ListFunctions {"MaxItems":0}
            => ! ValidationException 400 "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1"
        lambda ListFunctions {"MaxItems":10001}
            => ! ValidationException 400 "1 validation error detected: Value '10001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 10000"
        lambda ListFunctions {"FunctionVersion":"SOME"} => ! ValidationException 400 "1 validation error detected: Value 'SOME' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]"
        lambda ListFunctions {"Marker":"?"} => ! InvalidParameterValueException 400
        "#,
    );
}

#[test]
fn a_page_is_never_longer_than_50() {
    let functions: String = (0..51).map(|number| format!("function f{number:02} echo\n")).collect();
    check(&format!(
        r#"
        {functions}
        lambda ListFunctions => {{"NextMarker":"$marker"}}
        lambda ListFunctions {{"Marker":"$marker"}} => {{"Functions":[{{"FunctionName":"f50"}}],"NextMarker":null}}
        lambda ListFunctions {{"MaxItems":10000}} => {{"NextMarker":"…"}}
        "#
    ));
}
