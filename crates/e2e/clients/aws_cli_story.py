"""A function's whole life through the AWS CLI. Reads what to do as JSON, and prints what it saw as JSON."""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile

plan = json.load(sys.stdin)
name = plan["name"]
folder = tempfile.TemporaryDirectory()


def aws(*arguments):
    command = [os.environ["AWS_CLI"], "lambda", *arguments, "--output", "json"]
    # One attempt: a retry would hide an answer that is wrong at first.
    once = {**os.environ, "AWS_MAX_ATTEMPTS": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=once)


def done(*arguments):
    outcome = aws(*arguments)
    if outcome.returncode != 0:
        sys.exit(f"aws lambda {' '.join(arguments)}: {outcome.stderr}")
    return json.loads(outcome.stdout or "{}")


def refused(*arguments):
    """The CLI tells the error's code, and no status."""
    outcome = aws(*arguments)
    found = re.search(r"An error occurred \((\w+)\)", outcome.stderr)
    return {"name": found and found.group(1), "exit": outcome.returncode}


def create(handler, path):
    return [
        "create-function",
        "--function-name", name,
        "--runtime", plan["runtime"],
        "--handler", handler,
        "--role", "arn:aws:iam::000000000000:role/e2e",
        "--zip-file", f"fileb://{path}",
        "--environment", "Variables={GREETING=from outside}",
    ]


def invoke(*more):
    file = os.path.join(folder.name, "answer")
    payload = ["--payload", '{"name":"Edo"}']
    answer = done("invoke", "--function-name", name, *payload, *more, file)
    with open(file, encoding="utf-8") as text:
        return answer, json.load(text)


def life():
    seen = {"created": done(*create(plan["handler"], plan["first"]))["State"]}
    done("wait", "function-active-v2", "--function-name", name)
    got = done("get-function", "--function-name", name)
    seen["active"] = got["Configuration"]["State"]
    seen["sha256"] = got["Configuration"]["CodeSha256"]
    answer, seen["first"] = invoke("--log-type", "Tail")
    seen["status"] = answer["StatusCode"]
    seen["version"] = answer["ExecutedVersion"]
    seen["tail"] = base64.b64decode(answer["LogResult"]).decode()
    listed = done("list-functions")["Functions"]
    seen["listed"] = name in [one["FunctionName"] for one in listed]
    done("update-function-code", "--function-name", name, "--zip-file", f"fileb://{plan['second']}")
    done("wait", "function-updated-v2", "--function-name", name)
    seen["second"] = invoke()[1]
    done(
        "update-function-configuration", "--function-name", name,
        "--timeout", "9", "--memory-size", "256", "--description", "longer",
    )
    done("wait", "function-updated-v2", "--function-name", name)
    changed = done("get-function-configuration", "--function-name", name)
    seen["configured"] = [changed["Timeout"], changed["MemorySize"], changed["Description"]]
    done("delete-function", "--function-name", name)
    seen["gone"] = refused("get-function", "--function-name", name)
    return seen


def errors():
    done(*create(plan["failing"], plan["failures"]))
    done("wait", "function-active-v2", "--function-name", name)
    answer, payload = invoke()
    large, broken = os.path.join(folder.name, "large"), os.path.join(folder.name, "broken")
    with open(large, "w", encoding="utf-8") as file:
        json.dump("x" * 6_291_455, file)
    with open(broken, "w", encoding="utf-8") as file:
        file.write("{")
    of = ["--function-name", name]
    return {
        "function": {"kind": answer["FunctionError"], "status": answer["StatusCode"], "payload": payload},
        "twice": refused(*create(plan["failing"], plan["failures"])),
        "unknown": refused("invoke", "--function-name", "nobody", "/dev/null"),
        "invalid": refused("update-function-configuration", *of, "--memory-size", "40000"),
        "not_json": refused("invoke", *of, "--payload", f"fileb://{broken}", "/dev/null"),
        "too_large": refused("invoke", *of, "--payload", f"fileb://{large}", "/dev/null"),
    }


def control():
    seen = {}
    function = ["--function-name", name]
    done(*create(plan["handler"], plan["first"]))
    done("wait", "function-active-v2", *function)
    first = done("publish-version", *function, "--description", "first")
    second = done("update-function-code", *function, "--zip-file", f"fileb://{plan['second']}", "--publish")
    done("wait", "function-updated-v2", *function)
    done("wait", "published-version-active", *function, "--qualifier", "2")
    seen["published"] = [first["Version"], first["Description"], second["Version"]]

    alias = done("create-alias", *function, "--name", "live", "--function-version", "1")
    seen["alias"] = [alias["Name"], alias["FunctionVersion"], alias["AliasArn"]]
    seen["before"] = invoke("--qualifier", "live")[0]["ExecutedVersion"]
    weights = "AdditionalVersionWeights={2=1.0}"
    weighted = done("update-alias", *function, "--name", "live", "--routing-config", weights)
    seen["weights"] = weighted["RoutingConfig"]["AdditionalVersionWeights"]
    seen["after"] = invoke("--qualifier", "live")[0]["ExecutedVersion"]
    got = done("get-alias", *function, "--name", "live")
    seen["same_alias"] = got["RevisionId"] == weighted["RevisionId"] != alias["RevisionId"]

    live = [*function, "--qualifier", "live"]
    done(
        "add-permission", *live, "--statement-id", "s3", "--action", "lambda:InvokeFunction",
        "--principal", "s3.amazonaws.com", "--source-arn", "arn:aws:s3:::bucket",
    )
    seen["policy"] = json.loads(done("get-policy", *live)["Policy"])
    done("remove-permission", *live, "--statement-id", "s3")
    seen["no_policy"] = refused("get-policy", *live)

    resource = ["--resource", "arn:aws:lambda:us-east-1:000000000000:function:" + name]
    done("tag-resource", *resource, "--tags", '{"a":"1","b/c d":"2"}')
    done("untag-resource", *resource, "--tag-keys", "a", "z")
    seen["tags"] = done("list-tags", *resource)["Tags"]

    done("put-function-concurrency", *function, "--reserved-concurrent-executions", "0")
    seen["reserved"] = done("get-function-concurrency", *function)["ReservedConcurrentExecutions"]
    seen["throttled"] = refused("invoke", *function, os.path.join(folder.name, "none"))
    done("put-function-concurrency", *function, "--reserved-concurrent-executions", "5")
    settings = done("get-account-settings")
    seen["unreserved"] = settings["AccountLimit"]["UnreservedConcurrentExecutions"]
    seen["functions"] = settings["AccountUsage"]["FunctionCount"]
    done("delete-function-concurrency", *function)
    one = [*function, "--qualifier", "1"]
    put = done("put-provisioned-concurrency-config", *one, "--provisioned-concurrent-executions", "1")
    seen["provisioned"] = [put["Status"], done("get-provisioned-concurrency-config", *one)["Status"]]
    done("delete-provisioned-concurrency-config", *one)

    signer = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v"
    publishers = f"SigningProfileVersionArns={signer}"
    config = done("create-code-signing-config", "--allowed-publishers", publishers)["CodeSigningConfig"]
    signing = ["--code-signing-config-arn", config["CodeSigningConfigArn"]]
    done("put-function-code-signing-config", *function, *signing)
    got = done("get-function-code-signing-config", *function)
    listed = done("list-functions-by-code-signing-config", *signing)["FunctionArns"]
    seen["signing"] = [got["CodeSigningConfigArn"] == config["CodeSigningConfigArn"], listed]
    done("delete-function-code-signing-config", *function)
    done("delete-code-signing-config", *signing)
    seen["updates"] = done("get-runtime-management-config", *function)["UpdateRuntimeOn"]

    paged = ["--page-size", "1"]
    versions = done("list-versions-by-function", *function, *paged)["Versions"]
    seen["versions"] = [one["Version"] for one in versions]
    seen["aliases"] = [one["Name"] for one in done("list-aliases", *function, *paged)["Aliases"]]
    everything = done("list-functions", "--function-version", "ALL", "--page-size", "2")["Functions"]
    seen["all"] = [one["FunctionArn"] for one in everything]

    seen["referenced"] = refused("delete-function", *function, "--qualifier", "2")
    done("delete-alias", *function, "--name", "live")
    done("delete-function", *function, "--qualifier", "2")
    left = done("list-versions-by-function", *function)["Versions"]
    seen["left"] = [one["Version"] for one in left]
    done("delete-function", *function)
    seen["gone"] = refused("get-function", *function)
    return seen


print(json.dumps({"life": life, "errors": errors, "control": control}[plan["story"]]()))
