"""Identity through boto3: IAM, STS, and Lambda with the credentials that they give. Prints what it saw as JSON."""
import json
import sys
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

plan = json.load(sys.stdin)
config = Config(retries={"total_max_attempts": 1})


def client(service, **credentials):
    return boto3.client(service, config=config, **credentials)


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return {
            "name": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "typed": type(error).__name__ != "ClientError",
        }
    return {"name": None}


def trust(**principal):
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def session(credentials):
    return {
        "aws_access_key_id": credentials["AccessKeyId"],
        "aws_secret_access_key": credentials["SecretAccessKey"],
        "aws_session_token": credentials["SessionToken"],
    }


seen = {}
iam, sts = client("iam"), client("sts")
seen["root"] = sts.get_caller_identity()["Arn"]
role = iam.create_role(
    RoleName="worker",
    Path="/team/",
    AssumeRolePolicyDocument=trust(Service="lambda.amazonaws.com"),
    Tags=[{"Key": "a", "Value": "1"}],
)["Role"]
iam.get_waiter("role_exists").wait(RoleName="worker", WaiterConfig={"Delay": 1})
seen["trusted"] = role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]
iam.attach_role_policy(
    RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
)
policy = iam.create_policy(
    PolicyName="reader",
    PolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "lambda:List*",
                    "Resource": "*",
                    "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}},
                }
            ],
        }
    ),
)["Policy"]
pages = iam.get_paginator("list_policies").paginate(PaginationConfig={"PageSize": 7})
names = [one["PolicyName"] for page in pages for one in page["Policies"]]
seen["listed"] = "reader" in names and "AdministratorAccess" in names and len(names) == len(set(names))
version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId="v1")["PolicyVersion"]
seen["document"] = version["Document"]["Statement"][0]["Action"]

iam.create_user(UserName="ann")
key = iam.create_access_key(UserName="ann")["AccessKey"]
ann = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
seen["nothing"] = refused(client("lambda", **ann).list_functions)
iam.attach_user_policy(UserName="ann", PolicyArn=policy["Arn"])
seen["functions"] = client("lambda", **ann).list_functions()["Functions"]
seen["forbidden"] = refused(client("iam", **ann).create_user, UserName="bob")

iam.create_role(RoleName="reader", AssumeRolePolicyDocument=trust(AWS="arn:aws:iam::000000000000:user/ann"))
iam.put_role_policy(RoleName="reader", PolicyName="list", PolicyDocument=json.dumps(version["Document"]))
assumed = client("sts", **ann).assume_role(
    RoleArn="arn:aws:iam::000000000000:role/reader", RoleSessionName="here"
)
reader = session(assumed["Credentials"])
seen["assumed"] = client("sts", **reader).get_caller_identity()["Arn"]
seen["read"] = client("lambda", **reader).list_functions()["Functions"]
seen["untrusted"] = refused(
    sts.assume_role, RoleArn="arn:aws:iam::000000000000:role/reader", RoleSessionName="here"
)

wrong = {**ann, "aws_secret_access_key": "wrong"}
seen["wrong"] = {
    "lambda": refused(client("lambda", **wrong).list_functions),
    "sts": refused(client("sts", **wrong).get_caller_identity),
}
seen["unknown"] = refused(
    client("lambda", aws_access_key_id="AKIANOBODYNOBODY0000", aws_secret_access_key="x").list_functions
)

# A presigned URL, as Kubernetes uses it: good by itself, and not when somebody has changed it.
url = sts.generate_presigned_url("get_caller_identity", HttpMethod="GET")
with urllib.request.urlopen(url) as answer:
    seen["presigned"] = answer.read().decode()
try:
    urllib.request.urlopen(url.replace("GetCallerIdentity", "GetSessionToken"))
except urllib.error.HTTPError as error:
    seen["changed"] = {"status": error.code, "body": error.read().decode()}

seen["conflict"] = refused(iam.delete_role, RoleName="worker")
seen["missing"] = refused(iam.get_role, RoleName="nobody")
seen["malformed"] = refused(iam.create_policy, PolicyName="x", PolicyDocument="{}")
print(json.dumps(seen))
