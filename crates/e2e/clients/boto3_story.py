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


print(json.dumps({"life": life, "errors": errors}[plan["story"]]()))
