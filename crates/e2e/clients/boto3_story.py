"""A function's whole life through boto3. Reads what to do as JSON, and prints what it saw as JSON."""
import base64
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

plan = json.load(sys.stdin)
# One attempt: a retry would hide an answer that is wrong at first.
client = boto3.client("lambda", config=Config(retries={"total_max_attempts": 1}))
name = plan["name"]


def package(path):
    with open(path, "rb") as file:
        return file.read()


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        typed = type(error).__name__
        return {
            "name": error.response["Error"]["Code"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "typed": typed != "ClientError",
        }
    return {"name": None}


def create(name, handler, path):
    return client.create_function(
        FunctionName=name,
        Runtime=plan["runtime"],
        Handler=handler,
        Role="arn:aws:iam::000000000000:role/e2e",
        Code={"ZipFile": package(path)},
        Environment={"Variables": {"GREETING": "from outside"}},
    )


def invoke(**more):
    answer = client.invoke(FunctionName=name, Payload=json.dumps({"name": "Edo"}), **more)
    return answer, json.load(answer["Payload"])


def life():
    seen = {"created": create(name, plan["handler"], plan["first"])["State"]}
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    got = client.get_function(FunctionName=name)
    seen["active"] = got["Configuration"]["State"]
    seen["sha256"] = got["Configuration"]["CodeSha256"]
    answer, seen["first"] = invoke(LogType="Tail")
    seen["status"] = answer["StatusCode"]
    seen["version"] = answer["ExecutedVersion"]
    seen["tail"] = base64.b64decode(answer["LogResult"]).decode()
    pages = client.get_paginator("list_functions").paginate()
    seen["listed"] = name in [one["FunctionName"] for page in pages for one in page["Functions"]]
    client.update_function_code(FunctionName=name, ZipFile=package(plan["second"]))
    client.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    seen["second"] = invoke()[1]
    client.update_function_configuration(
        FunctionName=name, Timeout=9, MemorySize=256, Description="longer"
    )
    client.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    changed = client.get_function_configuration(FunctionName=name)
    seen["configured"] = [changed["Timeout"], changed["MemorySize"], changed["Description"]]
    client.delete_function(FunctionName=name)
    seen["gone"] = refused(client.get_function, FunctionName=name)
    return seen


def errors():
    create(name, plan["failing"], plan["failures"])
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    answer, payload = invoke()
    return {
        "function": {"kind": answer["FunctionError"], "status": answer["StatusCode"], "payload": payload},
        "twice": refused(create, name=name, handler=plan["failing"], path=plan["failures"]),
        "unknown": refused(client.invoke, FunctionName="nobody", Payload="{}"),
        "invalid": refused(client.update_function_configuration, FunctionName=name, MemorySize=40_000),
        "not_json": refused(client.invoke, FunctionName=name, Payload="{"),
        "too_large": refused(client.invoke, FunctionName=name, Payload=json.dumps("x" * 6_291_455)),
    }


def control():
    seen = {}
    create(name, plan["handler"], plan["first"])
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    first = client.publish_version(FunctionName=name, Description="first")
    second = client.update_function_code(FunctionName=name, ZipFile=package(plan["second"]), Publish=True)
    client.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    client.get_waiter("published_version_active").wait(
        FunctionName=name, Qualifier="2", WaiterConfig={"Delay": 1}
    )
    seen["published"] = [first["Version"], first["Description"], second["Version"]]

    alias = client.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    seen["alias"] = [alias["Name"], alias["FunctionVersion"], alias["AliasArn"]]
    seen["before"] = invoke(Qualifier="live")[0]["ExecutedVersion"]
    weighted = client.update_alias(
        FunctionName=name, Name="live", RoutingConfig={"AdditionalVersionWeights": {"2": 1.0}}
    )
    seen["weights"] = weighted["RoutingConfig"]["AdditionalVersionWeights"]
    seen["after"] = invoke(Qualifier="live")[0]["ExecutedVersion"]
    got = client.get_alias(FunctionName=name, Name="live")
    seen["same_alias"] = got["RevisionId"] == weighted["RevisionId"] != alias["RevisionId"]

    client.add_permission(
        FunctionName=name,
        Qualifier="live",
        StatementId="s3",
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
        SourceArn="arn:aws:s3:::bucket",
    )
    seen["policy"] = json.loads(client.get_policy(FunctionName=name, Qualifier="live")["Policy"])
    client.remove_permission(FunctionName=name, Qualifier="live", StatementId="s3")
    seen["no_policy"] = refused(client.get_policy, FunctionName=name, Qualifier="live")

    arn = "arn:aws:lambda:us-east-1:000000000000:function:" + name
    client.tag_resource(Resource=arn, Tags={"a": "1", "b/c d": "2"})
    client.untag_resource(Resource=arn, TagKeys=["a", "z"])
    seen["tags"] = client.list_tags(Resource=arn)["Tags"]

    client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    seen["reserved"] = client.get_function_concurrency(FunctionName=name)["ReservedConcurrentExecutions"]
    seen["throttled"] = refused(client.invoke, FunctionName=name, Payload="{}")
    client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=5)
    settings = client.get_account_settings()
    seen["unreserved"] = settings["AccountLimit"]["UnreservedConcurrentExecutions"]
    seen["functions"] = settings["AccountUsage"]["FunctionCount"]
    client.delete_function_concurrency(FunctionName=name)
    put = client.put_provisioned_concurrency_config(
        FunctionName=name, Qualifier="1", ProvisionedConcurrentExecutions=1
    )
    got = client.get_provisioned_concurrency_config(FunctionName=name, Qualifier="1")
    seen["provisioned"] = [put["Status"], got["Status"]]
    client.delete_provisioned_concurrency_config(FunctionName=name, Qualifier="1")

    signer = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v"
    config = client.create_code_signing_config(AllowedPublishers={"SigningProfileVersionArns": [signer]})
    signing = config["CodeSigningConfig"]["CodeSigningConfigArn"]
    client.put_function_code_signing_config(FunctionName=name, CodeSigningConfigArn=signing)
    got = client.get_function_code_signing_config(FunctionName=name)
    listed = client.list_functions_by_code_signing_config(CodeSigningConfigArn=signing)
    seen["signing"] = [got["CodeSigningConfigArn"] == signing, listed["FunctionArns"]]
    client.delete_function_code_signing_config(FunctionName=name)
    client.delete_code_signing_config(CodeSigningConfigArn=signing)
    seen["updates"] = client.get_runtime_management_config(FunctionName=name)["UpdateRuntimeOn"]

    pages = client.get_paginator("list_versions_by_function").paginate(
        FunctionName=name, PaginationConfig={"PageSize": 1}
    )
    seen["versions"] = [one["Version"] for page in pages for one in page["Versions"]]
    pages = client.get_paginator("list_aliases").paginate(FunctionName=name, PaginationConfig={"PageSize": 1})
    seen["aliases"] = [one["Name"] for page in pages for one in page["Aliases"]]
    pages = client.get_paginator("list_functions").paginate(
        FunctionVersion="ALL", PaginationConfig={"PageSize": 2}
    )
    seen["all"] = [one["FunctionArn"] for page in pages for one in page["Functions"]]

    seen["referenced"] = refused(client.delete_function, FunctionName=name, Qualifier="2")
    client.delete_alias(FunctionName=name, Name="live")
    client.delete_function(FunctionName=name, Qualifier="2")
    left = client.list_versions_by_function(FunctionName=name)["Versions"]
    seen["left"] = [one["Version"] for one in left]
    client.delete_function(FunctionName=name)
    seen["gone"] = refused(client.get_function, FunctionName=name)
    return seen


print(json.dumps({"life": life, "errors": errors, "control": control}[plan["story"]]()))
