"""A Runtime API for tests: hands out the events of a list, notes what the runtime posts, and runs one runtime."""

import os
import signal
import socket
import subprocess
import tempfile
import threading
import time

REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3f%02d"
ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"
PATIENCE_S = 20


class Post:
    def __init__(self, path, headers, body, trailers):
        self.path = path.replace("/2018-06-01/runtime/", "")
        self.headers = headers
        self.body = body
        self.trailers = trailers


class FakeRuntimeApi:
    """`answers` maps the kind of a post ("response", "error") to a status and a body that differ from 202."""

    def __init__(self, events, headers=None, chunked=False, hang_up_after_answer=False, answers=None, pause_s=0):
        self.events = list(events)
        self.extra_headers = headers or {}
        self.chunked = chunked
        self.hang_up_after_answer = hang_up_after_answer
        self.answers = answers or {}
        self.pause_s = pause_s
        self.posts = []
        self.connections = 0
        self.first_next_at = None
        self.answer_times = []
        self.served_all = threading.Event()
        self.next_index = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        stream = connection.makefile("rb")
        try:
            while self.serve_request(connection, stream):
                pass
        except OSError:
            pass
        stream.close()
        connection.close()

    def serve_request(self, connection, stream):
        line = stream.readline().decode()
        if not line:
            return False
        method, path, _ = line.split(" ")
        headers = read_fields(stream)
        if method == "GET":
            return self.hand_out(connection)
        body, trailers = read_body(stream, headers)
        self.posts.append(Post(path, headers, body, trailers))
        status, answer = self.answers.get(path.rsplit("/", 1)[1], (202, b'{"status":"OK"}\n'))
        self.answer_times.append(time.perf_counter())
        self.send(connection, status, {}, answer)
        return not self.hang_up_after_answer

    def hand_out(self, connection):
        if self.first_next_at is None:
            self.first_next_at = time.perf_counter()
        if self.next_index == len(self.events):
            self.served_all.set()
            connection.recv(1)
            return False
        if self.next_index:
            time.sleep(self.pause_s)
        headers = {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": REQUEST_ID % self.next_index,
            "Lambda-Runtime-Deadline-Ms": str(int(time.time() * 1000) + 3000),
            "Lambda-Runtime-Invoked-Function-Arn": ARN,
            "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e7%02d" % self.next_index,
        }
        headers.update(self.extra_headers)
        event = self.events[self.next_index]
        self.next_index += 1
        self.send(connection, 200, {k: v for k, v in headers.items() if v is not None}, event)
        return True

    def send(self, connection, status, headers, body):
        fields = "".join("%s: %s\r\n" % item for item in headers.items())
        if self.chunked:
            half = len(body) // 2
            parts = [part for part in (body[:half], body[half:]) if part]
            fields += "Transfer-Encoding: chunked\r\n"
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
        else:
            fields += "Content-Length: %d\r\n" % len(body)
        connection.sendall(("HTTP/1.1 %d X\r\n%s\r\n" % (status, fields)).encode() + body)

    def close(self):
        self.listener.close()


def read_fields(stream):
    fields = {}
    for line in iter(stream.readline, b"\r\n"):
        name, _, value = line.decode().partition(":")
        fields[name.lower()] = value.strip()
        if not line:
            break
    return fields


def read_body(stream, headers):
    if headers.get("transfer-encoding") != "chunked":
        return stream.read(int(headers.get("content-length", 0))), {}
    body = b""
    while True:
        line = stream.readline()
        if not line:
            return body, {"truncated": "yes"}
        size = int(line, 16)
        if size == 0:
            return body, read_fields(stream)
        body += stream.read(size)
        stream.readline()


class Run:
    """What one runtime process did."""

    def __init__(self, api, status, output, task_root):
        self.api = api
        self.posts = api.posts
        self.status = status
        self.output = output.decode("utf-8", "replace").replace(task_root, "/var/task")
        # Split first: the frames say how long they are.
        self.pieces = [(kind, text.replace(task_root, "/var/task")) for kind, text in split_output(output)]


def run_runtime(command, files, handler, events=(b"{}",), env=None, framed=False, send_signal=None, **options):
    """Runs a function of the given files until it has had all the events, or has ended by itself."""
    with tempfile.TemporaryDirectory() as task_root:
        os.chmod(task_root, 0o755)
        for name, text in files.items():
            path = os.path.join(task_root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)
        api = FakeRuntimeApi(events, **options)
        process = subprocess.Popen(
            command,
            cwd=task_root,
            env=environment(api.address, task_root, handler, framed, env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        collected = []
        reader = threading.Thread(target=lambda: collected.append(process.stdout.read()))
        reader.start()
        wait_for_end(process, api)
        if send_signal:
            process.send_signal(send_signal)
            process.wait(PATIENCE_S)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        status = process.wait()
        reader.join()
        process.stdout.close()
        api.close()
        return Run(api, status, collected[0], task_root)


def wait_for_end(process, api):
    deadline = time.monotonic() + PATIENCE_S
    while process.poll() is None and not api.served_all.wait(0.005):
        if time.monotonic() > deadline:
            return


def environment(api_address, task_root, handler, framed, extra):
    env = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_LAMBDA_RUNTIME_API": api_address,
        "LAMBDA_TASK_ROOT": task_root,
        "_HANDLER": handler,
        "AWS_LAMBDA_FUNCTION_NAME": "f",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/f",
        "AWS_LAMBDA_LOG_STREAM_NAME": "2026/01/01/[$LATEST]0123",
    }
    if framed:
        env["_HIKESHI_FRAMED_OUTPUT"] = "1"
    env.update(extra)
    return env


def split_output(output):
    """Splits framed output into (frame type, text) pairs; raw bytes between the frames have the type None."""
    pieces = []
    while output:
        start = output.find(b"\xa5\x5a\x00")
        raw = output if start < 0 else output[:start]
        if raw:
            pieces.append((None, raw.decode("utf-8", "replace")))
        if start < 0:
            break
        kind = int.from_bytes(output[start : start + 4], "big")
        length = int.from_bytes(output[start + 4 : start + 8], "big")
        text = output[start + 16 : start + 16 + length]
        pieces.append((kind, text.decode()))
        output = output[start + 16 + length :]
    return pieces
