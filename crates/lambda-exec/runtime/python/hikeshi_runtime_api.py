"""A client for the Runtime API over a bare socket; `http.client` would cost more than a whole invocation."""

import _socket
import sys
import time

from hikeshi_json import encode_json

# Bodies up to this size travel in the same packet as their headers; copying a larger one would cost more than a send.
JOINED_BODY_BYTES_MAX = 65536
RECEIVE_BYTES = 65536


class ConnectionClosed(ConnectionError):
    """The platform closed the connection before it answered."""


class RuntimeApi:
    """A client for the Runtime API on one keep-alive connection: one send and one receive per small message."""

    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.address = (host, int(port))
        self.host_line = "Host: %s\r\n" % address
        self.next_request = self.head("GET", "invocation/next", "")
        self.socket = None

    def next_invocation(self):
        status, headers, body = self.exchange(self.next_request, b"")
        if status != 200:
            raise RuntimeError("Failed to get next")
        return headers, body

    def post_response(self, request_id, answer, content_type):
        # A lone surrogate cannot be sent; as on AWS that ends the process, for it is found this late.
        body = answer if isinstance(answer, bytes) else answer.encode()
        status, _, answer = self.post("invocation/%s/response" % request_id, body, content_type)
        if status != 202:
            # Fatal on AWS too, even when the response was merely too large (413).
            tell_refusal(status, answer)
            raise RuntimeError("Failed to post invocation response")

    def post_error(self, request_id, error):
        body = encode_json(error).encode()
        status, _, answer = self.post("invocation/%s/error" % request_id, body, "application/json")
        if status != 202:
            tell_refusal(status, answer)
            raise RuntimeError("Failed to post invocation error")

    def post_init_error(self, error):
        status, _, answer = self.post("init/error", encode_json(error).encode(), "application/json", error["errorType"])
        if status != 202:
            raise RuntimeError("Failed to post init error: %s %r" % (status, answer))

    def post(self, path, body, content_type, error_type=None):
        fields = "Content-Type: %s\r\nContent-Length: %d\r\n" % (content_type, len(body))
        if error_type:
            fields += "Lambda-Runtime-Function-Error-Type: %s\r\n" % error_type
        return self.exchange(self.head("POST", path, fields), body)

    def head(self, method, path, fields):
        line = "%s /2018-06-01/runtime/%s HTTP/1.1\r\n" % (method, path)
        return (line + self.host_line + fields + "\r\n").encode()

    def exchange(self, head, body):
        if self.socket is not None:
            try:
                return self.attempt(head, body)
            except (ConnectionClosed, BrokenPipeError, ConnectionResetError):
                pass  # Closed while idle; a fresh connection tells whether the platform is really gone.
        self.connect()
        return self.attempt(head, body)

    def connect(self):
        self.socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM | _socket.SOCK_CLOEXEC)
        self.socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self.socket.connect(self.address)

    def attempt(self, head, body):
        if len(body) <= JOINED_BODY_BYTES_MAX:
            self.socket.sendall(head + body)
        else:
            self.socket.sendall(head)
            self.socket.sendall(body)
        return self.read_answer()

    def read_answer(self):
        data = self.socket.recv(RECEIVE_BYTES)
        if not data:
            raise ConnectionClosed("the runtime API closed the connection")
        while b"\r\n\r\n" not in data:
            data += self.receive()
        head, _, rest = data.partition(b"\r\n\r\n")
        status_line, *lines = head.decode("utf-8", "replace").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if headers.get("transfer-encoding", "").lower() == "chunked":
            body = self.read_chunks(rest)
        else:
            body, _ = self.read_exactly(rest, int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.socket = None
        return int(status_line.split(" ", 2)[1]), headers, body

    def read_exactly(self, data, size):
        """Returns `size` bytes and those that arrived behind them."""
        if len(data) >= size:
            return data[:size], data[size:]
        body = bytearray(size)
        view = memoryview(body)
        view[: len(data)] = data
        filled = len(data)
        while filled < size:
            count = self.socket.recv_into(view[filled:])
            if not count:
                raise EOFError("the runtime API cut its answer short")
            filled += count
        return bytes(body), b""

    def read_chunks(self, data):
        chunks = []
        while True:
            line, data = self.read_line(data)
            size = int(line.partition(b";")[0], 16)
            if size == 0:
                break
            chunk, data = self.read_exactly(data, size + 2)
            chunks.append(chunk[:-2])
        # Trailers end with an empty line.
        while line:
            line, data = self.read_line(data)
        return b"".join(chunks)

    def read_line(self, data):
        while b"\r\n" not in data:
            data += self.receive()
        line, _, rest = data.partition(b"\r\n")
        return line, rest

    def receive(self):
        data = self.socket.recv(RECEIVE_BYTES)
        if not data:
            raise EOFError("the runtime API cut its answer short")
        return data


def tell_refusal(status, answer):
    text = answer.decode("utf-8", "replace").rstrip()
    what = "Failed to post handler success response. Http response code: %d. %s" % (status, text)
    sys.stderr.write("[ERROR] [%d] LAMBDA_RUNTIME %s\n" % (time.time() * 1000, what))
