"""What a function sees and reaches from inside its environment."""
import errno
import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request


def outcome(attempt):
    """What an attempt answers, or the name of its error."""
    try:
        return attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno, type(error).__name__)


def echo(event, context):
    return event


def world(event, context):
    return {
        "uid": os.getuid(),
        "gid": os.getgid(),
        "groups": os.getgroups(),
        "cwd": os.getcwd(),
        "variables": dict(os.environ),
        "processes": [int(name) for name in os.listdir("/proc") if name.isdigit()],
        "root": sorted(os.listdir("/")),
        "task": sorted(os.listdir("/var/task")),
        "status": open("/proc/self/status").read(),
        "interfaces": [name for _, name in socket.if_nameindex()],
        "context": {
            "request_id": context.aws_request_id,
            "arn": context.invoked_function_arn,
            "memory": context.memory_limit_in_mb,
            "remaining_ms": context.get_remaining_time_in_millis(),
        },
    }


def read(event, context):
    """Reads files and directories."""

    def attempt(path):
        if os.path.isdir(path):
            return f"{len(os.listdir(path))} entries"
        with open(path, "rb") as file:
            return f"{len(file.read(100))} bytes"

    return {path: outcome(lambda: attempt(path)) for path in event["paths"]}


def write(event, context):
    """Makes a file in each of the directories."""

    def attempt(directory):
        path = os.path.join(directory, "made-by-a-function")
        with open(path, "w") as file:
            file.write("x")
        return "written"

    return {path: outcome(lambda: attempt(path)) for path in event["paths"]}


def connect(event, context):
    """Connects to each of the `address:port`s."""

    def attempt(target):
        host, port = target.rsplit(":", 1)
        with socket.create_connection((host, int(port)), timeout=2):
            return "connected"

    return {target: outcome(lambda: attempt(target)) for target in event["targets"]}


def request(event, context):
    """One HTTP request, to the platform or to the Runtime API, written by hand."""
    body = event.get("body")
    if event.get("to") == "runtime":
        base = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"]
    else:
        base = os.environ["AWS_ENDPOINT_URL"]
    request = urllib.request.Request(
        base + event["path"],
        method=event["method"],
        data=None if body is None else json.dumps(body).encode(),
        headers=event.get("headers", {}),
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return {"status": answer.status, "body": answer.read().decode()}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "body": error.read().decode()}


def kill_init(event, context):
    """Signals the first process, and then every other."""
    targets = [(1, signal.SIGKILL), (1, signal.SIGSTOP), (-1, signal.SIGKILL)]
    return [outcome(lambda: os.kill(pid, number)) for pid, number in targets]


def nap(event, context):
    """Sleeps for so many seconds."""
    time.sleep(event["s"])
    return {"slept": event["s"]}
