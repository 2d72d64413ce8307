//! Aliases: CreateAlias, GetAlias, UpdateAlias, DeleteAlias, ListAliases, and invoking through one.

use testkit::check;

#[test]
fn an_alias_leads_to_a_version() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two","Publish":true} => {"Version":"2"}
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"1","Description":"what runs"}
            => 201 exactly {"AliasArn":"arn:aws:lambda:us-east-1:000000000000:function:f:live","Name":"live",
                "FunctionVersion":"1","Description":"what runs","RevisionId":"$first"}
        lambda GetAlias {"FunctionName":"f","Name":"live"} => 200 {"FunctionVersion":"1","RevisionId":"$first"}
        lambda Invoke {"FunctionName":"f:live"} => {"Payload":"one","ExecutedVersion":"1"}
        lambda Invoke {"FunctionName":"f","Qualifier":"live"} => {"Payload":"one"}
        lambda GetFunctionConfiguration {"FunctionName":"f:live"}
            => {"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:live","Version":"1"}
        environments 1
        lambda UpdateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"2"}
            => 200 {"FunctionVersion":"2","Description":"what runs","RevisionId":"$second"}
        lambda Invoke {"FunctionName":"f:live"} => {"Payload":"two","ExecutedVersion":"2"}
        lambda UpdateAlias {"FunctionName":"f","Name":"live","RevisionId":"$first","Description":""}
            => ! PreconditionFailedException 412
        lambda UpdateAlias {"FunctionName":"f","Name":"live","RevisionId":"$second","Description":""} => {"Description":""}
        lambda DeleteAlias {"FunctionName":"f","Name":"live"} => 204
        lambda DeleteAlias {"FunctionName":"f","Name":"live"} => 204
        lambda GetAlias {"FunctionName":"f","Name":"live"}
            => ! ResourceNotFoundException 404 "Cannot find alias arn: arn:aws:lambda:us-east-1:000000000000:function:f:live"
        lambda UpdateAlias {"FunctionName":"f","Name":"live"}
            => ! ResourceNotFoundException 404 "Alias not found: arn:aws:lambda:us-east-1:000000000000:function:f:live"
        lambda Invoke {"FunctionName":"f:live"} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn what_runs_knows_the_alias_that_it_was_called_by() {
    check(
        r#"
        function f context {"Publish":true}
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"1"} => 201
        lambda Invoke {"FunctionName":"f:live"}
            => {"Payload":{"invoked-function-arn":"arn:aws:lambda:us-east-1:000000000000:function:f:live"}}
        lambda Invoke {"FunctionName":"f:1"}
            => {"Payload":{"invoked-function-arn":"arn:aws:lambda:us-east-1:000000000000:function:f:1"}}
        environments 1
        "#,
    );
}

#[test]
fn an_alias_may_share_its_invocations_between_two_versions() {
    let invocations = "lambda Invoke {\"FunctionName\":\"f:live\"} => 200\n".repeat(20);
    check(&format!(
        r#"
        function f code {{"Code":{{"ZipFile":"zip:one"}},"Publish":true}}
        lambda UpdateFunctionCode {{"FunctionName":"f","ZipFile":"zip:two","Publish":true}} => {{"Version":"2"}}
        lambda CreateAlias {{"FunctionName":"f","Name":"live","FunctionVersion":"1",
                "RoutingConfig":{{"AdditionalVersionWeights":{{"2":0.5}}}}}}
            => 201 {{"FunctionVersion":"1","RoutingConfig":{{"AdditionalVersionWeights":{{"2":0.5}}}}}}
        {invocations}
        # Both have run: each in an environment of its own.
        environments 2
        lambda UpdateAlias {{"FunctionName":"f","Name":"live","RoutingConfig":{{"AdditionalVersionWeights":{{"2":1.0}}}}}} => 200
        lambda Invoke {{"FunctionName":"f:live"}} => {{"Payload":"two","ExecutedVersion":"2"}}
        lambda UpdateAlias {{"FunctionName":"f","Name":"live","RoutingConfig":{{"AdditionalVersionWeights":{{"2":0.0}}}}}} => 200
        lambda Invoke {{"FunctionName":"f:live"}} => {{"Payload":"one","ExecutedVersion":"1"}}
        lambda UpdateAlias {{"FunctionName":"f","Name":"live","RoutingConfig":{{}}}} => {{"RoutingConfig":null}}
        lambda UpdateAlias {{"FunctionName":"f","Name":"live","Description":"x"}} => {{"RoutingConfig":null}}
        "#
    ));
}

#[test]
fn routing_has_rules() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two","Publish":true} => {"Version":"2"}
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1",
                "RoutingConfig":{"AdditionalVersionWeights":{"1":0.1,"2":0.1}}}
            => ! InvalidParameterValueException 400 "Number of items in AdditionalVersionWeights cannot be greater than 1"
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1",
                "RoutingConfig":{"AdditionalVersionWeights":{"1":0.1}}}
            => ! InvalidParameterValueException 400 "Invalid function version 1. Function version 1 is already included in routing configuration."
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"$LATEST",
                "RoutingConfig":{"AdditionalVersionWeights":{"1":0.1}}}
            => ! InvalidParameterValueException 400 "$LATEST is not supported for an alias pointing to more than 1 version"
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1",
                "RoutingConfig":{"AdditionalVersionWeights":{"3":0.1}}}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:3"
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1",
                "RoutingConfig":{"AdditionalVersionWeights":{"2":1.1}}} => ! ValidationException 400
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1",
                "RoutingConfig":{"AdditionalVersionWeights":{"$LATEST":0.1}}} => ! ValidationException 400
        lambda ListAliases {"FunctionName":"f"} => {"Aliases":[]}
        "#,
    );
}

#[test]
fn an_alias_needs_a_name_of_its_own_and_a_version_that_is_there() {
    check(
        r#"
        function f echo
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"$LATEST"} => 201 {"FunctionVersion":"$LATEST"}
        lambda Invoke {"FunctionName":"f:a"} => {"ExecutedVersion":"$LATEST"}
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"$LATEST"}
            => ! ResourceConflictException 409 "Alias already exists: arn:aws:lambda:us-east-1:000000000000:function:f:a"
        lambda CreateAlias {"FunctionName":"f","Name":"b","FunctionVersion":"1"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:1"
        lambda CreateAlias {"FunctionName":"f","Name":"b","FunctionVersion":"99999999999999999999"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:99999999999999999999"
        lambda CreateAlias {"FunctionName":"g","Name":"a","FunctionVersion":"1"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        lambda CreateAlias {"FunctionName":"f","Name":"7","FunctionVersion":"$LATEST"}
            => ! ValidationException 400 "1 validation error detected: Value '7' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)"
        lambda CreateAlias {"FunctionName":"f","Name":"b","FunctionVersion":"live"} => ! ValidationException 400
        "#,
    );
}

#[test]
fn a_version_that_an_alias_leads_to_cannot_be_deleted() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two","Publish":true} => {"Version":"2"}
        lambda CreateAlias {"FunctionName":"f","Name":"b","FunctionVersion":"1"} => 201
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"2",
                "RoutingConfig":{"AdditionalVersionWeights":{"1":0.5}}} => 201
        lambda DeleteFunction {"FunctionName":"f:1"}
            => ! ResourceConflictException 409 "Unable to delete version because the following aliases reference it: [a, b]"
        lambda DeleteFunction {"FunctionName":"f:2"}
            => ! ResourceConflictException 409 "Unable to delete version because the following aliases reference it: [a]"
        lambda DeleteAlias {"FunctionName":"f","Name":"a"} => 204
        lambda DeleteFunction {"FunctionName":"f:2"} => 204
        "#,
    );
}

#[test]
fn aliases_are_listed_a_page_at_a_time_and_by_version() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two","Publish":true} => {"Version":"2"}
        lambda CreateAlias {"FunctionName":"f","Name":"c","FunctionVersion":"1"} => 201
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"2",
                "RoutingConfig":{"AdditionalVersionWeights":{"1":0.5}}} => 201
        lambda CreateAlias {"FunctionName":"f","Name":"b","FunctionVersion":"2"} => 201
        lambda ListAliases {"FunctionName":"f","MaxItems":2}
            => 200 {"Aliases":[{"Name":"a","RoutingConfig":{"AdditionalVersionWeights":{"1":0.5}}},{"Name":"b"}],"NextMarker":"$marker"}
        lambda ListAliases {"FunctionName":"f","MaxItems":2,"Marker":"$marker"} => {"Aliases":[{"Name":"c"}],"NextMarker":null}
        lambda ListAliases {"FunctionName":"f","FunctionVersion":"1"} => {"Aliases":[{"Name":"a"},{"Name":"c"}]}
        lambda ListAliases {"FunctionName":"f","FunctionVersion":"$LATEST"} => {"Aliases":[]}
        lambda ListAliases {"FunctionName":"f","Marker":"?"} => ! InvalidParameterValueException 400
        lambda ListAliases {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        "#,
    );
}

#[test]
fn the_name_of_an_alias_has_at_most_128_characters_and_a_weight_is_0_to_1() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two","Publish":true} => {"Version":"2"}
        lambda CreateAlias {"FunctionName":"f","Name":"@{n*128}","FunctionVersion":"1"} => 201
        lambda CreateAlias {"FunctionName":"f","Name":"@{n*129}","FunctionVersion":"1"}
            => ! ValidationException 400 "1 validation error detected: Value '@{n*129}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 128"
        lambda CreateAlias {"FunctionName":"f","Name":"a b","FunctionVersion":"1"} => ! ValidationException 400 "…at 'name'…"
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1","Description":"@{d*257}"} => ! ValidationException 400 "…at 'description'…"
        lambda CreateAlias {"FunctionName":"f","Name":"a","FunctionVersion":"1","RoutingConfig":{"AdditionalVersionWeights":{"2":-0.1}}}
            => ! ValidationException 400 "…at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: […]"
        lambda UpdateAlias {"FunctionName":"f","Name":"@{n*128}","RoutingConfig":{"AdditionalVersionWeights":{"2":1.1}}}
            => ! ValidationException 400 "…Map value must satisfy constraint: […]"
        "#,
    );
}
