//! What of a configuration is stored, checked and returned without acting here, and until when runtimes are taken.

use testkit::check;

#[test]
fn networks_file_systems_keys_and_traces_come_back_as_given() {
    check(
        r#"
        function f echo {"VpcConfig":{"SubnetIds":["subnet-1"],"SecurityGroupIds":["sg-1"]},"KMSKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k",
                "TracingConfig":{"Mode":"Active"},
                "FileSystemConfigs":[{"Arn":"arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0","LocalMountPath":"/mnt/data"}]}
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => {"VpcConfig":{"SubnetIds":["subnet-1"],"SecurityGroupIds":["sg-1"],"VpcId":"","Ipv6AllowedForDualStack":false},
                "KMSKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k","TracingConfig":{"Mode":"Active"},
                "FileSystemConfigs":[{"Arn":"arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0","LocalMountPath":"/mnt/data"}]}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","VpcConfig":{"SubnetIds":[],"SecurityGroupIds":[]}}
            => ! InvalidParameterValueException 400 "Function must be configured to execute in a VPC to reference access point arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0."
        lambda UpdateFunctionConfiguration {"FunctionName":"f","VpcConfig":{"SubnetIds":[],"SecurityGroupIds":[]},"FileSystemConfigs":[]}
            => {"VpcConfig":null,"FileSystemConfigs":null}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","VpcConfig":{"SubnetIds":["subnet-1"],"SecurityGroupIds":[]}}
            => ! InvalidParameterValueException 400
        lambda CreateFunction {"FunctionName":"g","FileSystemConfigs":[{"Arn":"nowhere","LocalMountPath":"/data"}], …} => ! ValidationException 400 "2 validation errors detected: …"
        "#,
    );
}

#[test]
fn snap_start_is_for_some_runtimes_and_tells_that_there_is_no_snapshot() {
    check(
        r#"
        function f echo {"Runtime":"python3.12","SnapStart":{"ApplyOn":"PublishedVersions"}}
        lambda PublishVersion {"FunctionName":"f"}
            => {"SnapStart":{"ApplyOn":"PublishedVersions","OptimizationStatus":"Off"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","SnapStart":{"ApplyOn":"None"}}
            => {"SnapStart":{"ApplyOn":"None","OptimizationStatus":"Off"}}
        lambda CreateFunction {"FunctionName":"g","SnapStart":{"ApplyOn":"PublishedVersions"}, …}
            => ! InvalidParameterValueException 400 "provided.al2023 is not supported for SnapStart enabled functions."
        lambda CreateFunction {"FunctionName":"g","Runtime":"python3.11","SnapStart":{"ApplyOn":"PublishedVersions"}, …}
            => ! InvalidParameterValueException 400
        lambda CreateFunction {"FunctionName":"g","Runtime":"python3.12","SnapStart":{"ApplyOn":"PublishedVersions"},"EphemeralStorage":{"Size":513}, …}
            => ! InvalidParameterValueException 400
        "#,
    );
}

#[test]
fn a_runtimes_updates_are_managed_version_by_version() {
    check(
        r#"
        function f echo {"Runtime":"python3.12","Publish":true}
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => {"RuntimeVersionConfig":{"RuntimeVersionArn":"arn:aws:lambda:…::runtime:python-3.12"}}
        lambda ListFunctions => {"Functions":[{"RuntimeVersionConfig":null}]}
        lambda GetRuntimeManagementConfig {"FunctionName":"f"}
            => 200 {"UpdateRuntimeOn":"Auto","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST","RuntimeVersionArn":null}
        lambda PutRuntimeManagementConfig {"FunctionName":"f","Qualifier":"1","UpdateRuntimeOn":"Manual","RuntimeVersionArn":"arn:aws:lambda:us-east-1::runtime:0123456789abcdef"}
            => 200 {"UpdateRuntimeOn":"Manual","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:1","RuntimeVersionArn":"arn:aws:lambda:us-east-1::runtime:0123456789abcdef"}
        lambda GetRuntimeManagementConfig {"FunctionName":"f:1"} => {"UpdateRuntimeOn":"Manual"}
        lambda PutRuntimeManagementConfig {"FunctionName":"f","UpdateRuntimeOn":"FunctionUpdate"} => 200
        lambda GetRuntimeManagementConfig {"FunctionName":"f"} => {"UpdateRuntimeOn":"FunctionUpdate"}
        # That is no change of the function.
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda PutRuntimeManagementConfig {"FunctionName":"f","UpdateRuntimeOn":"Manual"} => ! InvalidParameterValueException 400
        lambda PutRuntimeManagementConfig {"FunctionName":"f","UpdateRuntimeOn":"Sometimes"} => ! ValidationException 400
        lambda GetRuntimeManagementConfig {"FunctionName":"f:2"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:2"
        "#,
    );
}

#[test]
fn runtimes_are_blocked_from_their_day_on() {
    check(
        r#"
        function f echo {"Runtime":"python3.9"}
        lambda CreateFunction {"FunctionName":"g","Runtime":"python3.7", …}
            => ! InvalidParameterValueException 400 "The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."
        # 2027-02-01: nobody creates with it, but who has it may change.
        clock +1680h
        lambda CreateFunction {"FunctionName":"g","Runtime":"python3.9", …} => ! InvalidParameterValueException 400 "The runtime parameter of python3.9 is no longer supported …"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9} => 200
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Runtime":"python3.12"} => 200
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Runtime":"python3.9"} => 200
        # 2027-03-03
        clock +720h
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":10} => ! InvalidParameterValueException 400 "The runtime parameter of python3.9 is no longer supported …"
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:"} => ! InvalidParameterValueException 400
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Runtime":"python3.12"} => 200
        "#,
    );
}

#[test]
fn a_function_in_a_network_falls_asleep_after_14_days_and_wakes_when_it_is_invoked() {
    check(
        r#"
        function f echo {"VpcConfig":{"SubnetIds":["subnet-1"],"SecurityGroupIds":["sg-1"]}}
        function outside echo
        clock +335h
        lambda Invoke {"FunctionName":"f"} => 200
        clock +335h
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"State":"Active","StateReasonCode":null}
        clock +1h
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => {"State":"Inactive","StateReasonCode":"Idle","LastUpdateStatus":"Successful"}
        lambda GetFunctionConfiguration {"FunctionName":"outside"} => {"State":"Active"}
        lambda Invoke {"FunctionName":"outside"} => 200
        lambda Invoke {"FunctionName":"f"}
            => ! ResourceNotReadyException 502 "The function is inactive and its VPC connection is no longer available. Wait for the VPC connection to reestablish and try again."
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"State":"Active"}
        lambda Invoke {"FunctionName":"f"} => 200
        # Whoever changes it keeps it awake too.
        clock +335h
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9} => 200
        clock +335h
        lambda Invoke {"FunctionName":"f"} => 200
        "#,
    );
}
