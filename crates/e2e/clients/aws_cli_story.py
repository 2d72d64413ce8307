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
    return subprocess.run(command, capture_output=True, text=True, check=False)


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


print(json.dumps({"life": life, "errors": errors}[plan["story"]]()))
