//! GetFunction and GetFunctionConfiguration.

use testkit::check;

#[test]
fn a_function_is_found_by_every_form_of_its_name() {
    check(
        r#"
        function f echo {"Tags":{"t":"v"}}
        lambda GetFunction {"FunctionName":"f"}
            => 200 exactly {"Configuration":"…","Code":{"RepositoryType":"S3","Location":"http://localhost:4566/_hikeshi/packages/….zip?Expires=…&Signature=…"},"Tags":{"t":"v"}}
        lambda GetFunction {"FunctionName":"function:f"} => {"Configuration":{"FunctionName":"f"}}
        lambda GetFunction {"FunctionName":"000000000000:function:f"} => {"Configuration":{"FunctionName":"f"}}
        lambda GetFunction {"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:f"}
            => {"Configuration":{"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f"}}
        lambda GetFunctionConfiguration {"FunctionName":"f","Qualifier":"$LATEST"}
            => {"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST","Version":"$LATEST"}
        lambda GetFunctionConfiguration {"FunctionName":"f:$LATEST"}
            => {"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"}
        "#,
    );
}

#[test]
fn a_package_can_be_loaded_down_again() {
    check(
        r#"
        function f echo
        lambda GetFunction {"FunctionName":"f"} => {"Code":{"Location":"http://localhost:4566$path"}}
        http GET $path => 200 {"headers":{"content-type":"application/zip"}}
        # Its hash is no secret: only the address that was given out opens it, and ten minutes long.
        lambda GetFunction {"FunctionName":"f"} => {"Code":{"Location":"http://localhost:4566$bare.zip?…"}}
        http GET $bare.zip => 403
        http GET $bare.zip?Expires=99999999999&Signature=00 => 403
        http GET /_hikeshi/packages/../../x => 403
        clock +1h
        host +599s
        http GET $path => 200
        host +1s
        http GET $path => 403 {"message":"this address has expired"}
        "#,
    );
}

#[test]
fn what_is_not_there_is_not_found() {
    check(
        r#"
        function f echo
        lambda GetFunction {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
               {"Type":"User"}
        lambda GetFunctionConfiguration {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        lambda GetFunction {"FunctionName":"f","Qualifier":"live"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:live"
        lambda GetFunction {"FunctionName":"f:7"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:7"
        as 111111111111 us-east-1
        lambda GetFunction {"FunctionName":"f"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:111111111111:function:f"
        "#,
    );
}

#[test]
fn another_region_or_account_is_out_of_reach() {
    check(
        r#"
        lambda GetFunction {"FunctionName":"arn:aws:lambda:ap-southeast-1:000000000000:function:f"}
            => ! ResourceNotFoundException 404 "Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')"
        lambda GetFunction {"FunctionName":"111111111111:function:f"}
            => ! AccessDeniedException 403 "User: arn:aws:iam::000000000000:root is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:us-east-1:111111111111:function:f"
               {"Type":null,"message":null}
        lambda Invoke {"FunctionName":"arn:aws:lambda:us-east-1:111111111111:function:f:live"}
            => ! AccessDeniedException 403 "User: … is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111111111111:function:f:live"
        "#,
    );
}

#[test]
fn two_qualifiers_have_to_be_the_same() {
    check(
        r#"
        function f echo
        lambda GetFunction {"FunctionName":"f:$LATEST","Qualifier":"$LATEST"} => 200
        lambda GetFunction {"FunctionName":"f:one","Qualifier":"two"}
            => ! InvalidParameterValueException 400 "The derived qualifier from the function name does not match the specified qualifier."
        lambda GetFunction {"FunctionName":"f","Qualifier":"not good"}
            => ! ValidationException 400 "1 validation error detected: Value 'not good' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: …"
        "#,
    );
}
