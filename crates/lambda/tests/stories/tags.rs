//! TagResource, UntagResource, ListTags.

use testkit::check;

#[test]
fn tags_are_set_changed_and_taken_away() {
    check(
        r#"
        function f echo {"Tags":{"a":"1"}}
        lambda TagResource {"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Tags":{"a":"2","b":"3"}} => 204
        lambda ListTags {"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f"} => 200 exactly {"Tags":{"a":"2","b":"3"}}
        lambda GetFunction {"FunctionName":"f"} => {"Tags":{"a":"2","b":"3"}}
        http DELETE /2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af?tagKeys=a&tagKeys=z => 204
        lambda ListTags {"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f"} => exactly {"Tags":{"b":"3"}}
        http DELETE /2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af
            => ! ValidationException 400 "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"
        "#,
    );
}

#[test]
fn tags_have_rules() {
    let tags = |count: usize| {
        let tags: Vec<String> = (0..count).map(|number| format!(r#""t{number}":"v""#)).collect();
        tags.join(",")
    };
    check(&format!(
        r#"
        function f echo {{"Tags":{{"t0":"old"}},"Publish":true}}
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Tags":{{{}}}}}
            => ! InvalidParameterValueException 400 "Number of tags exceeds resource tag limit."
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Tags":{{{}}}}} => 204
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Tags":{{"one":"more"}}}}
            => ! InvalidParameterValueException 400 "Number of tags exceeds resource tag limit."
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Tags":{{}}}}
            => ! InvalidParameterValueException 400 "An error occurred and the request cannot be processed."
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Tags":{{"aws:x":"y"}}}}
            => ! InvalidParameterValueException 400
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f:1","Tags":{{"a":"b"}}}}
            => ! InvalidParameterValueException 400 "Tags on function aliases and versions are not supported. Please specify a function ARN."
        lambda TagResource {{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:g","Tags":{{"a":"b"}}}}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        lambda ListTags {{"Resource":"f"}} => ! ValidationException 400
        lambda ListTags {{"Resource":"arn:aws:lambda:us-east-1:000000000000:event-source-mapping:11111111-1111-1111-1111-111111111111"}}
            => ! NotImplemented 501
        lambda CreateFunction {{"FunctionName":"h","Tags":{{"AWS:x":"y"}}, …}} => ! InvalidParameterValueException 400
        "#,
        tags(51),
        tags(50),
    ));
}
