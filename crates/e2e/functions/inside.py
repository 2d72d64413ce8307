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


def abuse(event, context):
    """Everything that one does not say to a Runtime API: what it answers to each, as statuses."""
    host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")

    def say(text, finish=True):
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            try:
                connection.sendall(text)
                if finish:
                    connection.shutdown(socket.SHUT_WR)
                return connection.recv(100)
            except OSError as error:
                return errno.errorcode.get(error.errno, "timeout").encode()

    def ask(method, path, body=b"", headers=b""):
        head = f"{method} {path} HTTP/1.1\r\nHost: r\r\nContent-Length: {len(body)}\r\n".encode()
        answer = say(head + headers + b"\r\n" + body, finish=False)
        return answer[9:12].decode()

    api = "/2018-06-01/runtime"
    other = f"{api}/invocation/00000000-0000-0000-0000-000000000000"
    own = f"{api}/invocation/{context.aws_request_id}"
    said = {
        "next while an invocation runs": ask("GET", f"{api}/invocation/next"),
        "a response for another": ask("POST", f"{other}/response", b"stolen"),
        "an error for another": ask("POST", f"{other}/error", b"{}"),
        "an id that climbs": ask("POST", f"{api}/invocation/../../{context.aws_request_id}/response", b"1"),
        "an init error after init": ask("POST", f"{api}/init/error", b"{}"),
        "a response that is fetched": ask("GET", f"{own}/response"),
        "a next that is posted": ask("POST", f"{api}/invocation/next"),
        "a next that is deleted": ask("DELETE", f"{api}/invocation/next"),
        "another path": ask("GET", "/2018-06-01/nothing"),
        "the root": ask("GET", "/"),
        "the admin API": ask("GET", "/_hikeshi/health"),
        "another version": ask("GET", "/2099-01-01/runtime/invocation/next"),
        "a huge head": ask("GET", f"{api}/invocation/next", headers=b"X-Huge: " + b"x" * 300_000 + b"\r\n"),
        "many heads": ask("GET", f"{api}/invocation/next", headers=b"X: y\r\n" * 500),
        "two lengths": ask("POST", f"{own}/response", b"12", b"Content-Length: 7\r\n"),
        "a length below nothing": say(f"POST {own}/response HTTP/1.1\r\nHost: r\r\nContent-Length: -1\r\n\r\n".encode())[9:12].decode(),
        "no HTTP": say(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n")[9:12].decode(),
    }
    # Heads that never end, kept open; and a thousand connections more than anybody needs.
    held = []
    for _ in range(1000):
        try:
            connection = socket.create_connection((host, int(port)), timeout=20)
            connection.sendall(b"GET /2018-06-01/ping HTTP/1.1\r\n")
            held.append(connection)
        except OSError:
            break
    alive = 0
    for connection in held:
        try:
            connection.sendall(b"Host: r\r\n\r\n")
            alive += connection.recv(12) == b"HTTP/1.1 200"
        except OSError:
            pass
    # Only now: a place that is given back while the last ones still wait to be accepted is taken once more.
    for connection in held:
        connection.close()
    said["connections"] = alive
    return said
