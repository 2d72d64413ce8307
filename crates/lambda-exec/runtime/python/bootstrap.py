"""Runs a Python function: takes invocations from the Runtime API, calls the handler, posts the answers.

Start-up time rules these files. At the top they import only what is part of the interpreter: `json` costs 8 ms,
`logging` 18, `os` 2, and many functions need none of them. Everything else is imported where it is needed.
Start it, compiled beforehand, as `python -u -S bootstrap.py`: unbuffered, because output must survive a kill and keep its order with our
frames; without `site`, because the host's site-packages are not the function's.
"""

import _sitebuiltins
import builtins
import importlib
import posix
import sys
import time

from hikeshi_json import encode_json, parse_json
from hikeshi_runtime_api import RuntimeApi

TEXT_FRAME = 0xA55A0003
JSON_FRAME = 0xA55A0002
ERROR_LEVEL_BITS = 0x14

# AWS's own client has loaded these before it looks into the function's directory, so there a function's file of the
# same name shadows nothing. We load them later and therefore have to say where they come from.
LOADED_FIRST_ON_AWS = {
    "collections", "decimal", "enum", "functools", "importlib", "io", "json", "linecache", "logging", "math", "os",
    "re", "string", "tokenize", "traceback", "types", "warnings", "weakref",
}  # fmt: skip

INIT_FAILURE_WARNING = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. "
    "However, in rare cases, a Lambda runtime update can cause unexpected function behavior. "
    "For functions using managed runtimes, runtime updates can be triggered by a function change, "
    "or can be applied automatically. To determine if the runtime has been updated, "
    "check the runtime version in the INIT_START log entry. If this error correlates with a change in the runtime "
    "version, you may be able to mitigate this error by temporarily rolling back to the previous runtime version. "
    "For more information, see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
)


def main():
    framed = take_environment("_HIKESHI_FRAMED_OUTPUT") == "1"
    task_root = environment("LAMBDA_TASK_ROOT") or "/var/task"
    log = Log(framed, environment("AWS_LAMBDA_LOG_FORMAT"), environment("AWS_LAMBDA_LOG_LEVEL"))
    prepare_interpreter(task_root, log)
    run(environment("AWS_LAMBDA_RUNTIME_API"), environment("_HANDLER"), log)


def run(api_address, handler_name, log):
    """Loads the handler and serves it for ever. The environment is complete by now."""
    api = RuntimeApi(api_address)
    handler = load_handler_or_exit(handler_name, api, log)
    while True:
        serve_one(api, handler, log)


# ---------------------------------------------------------------------------------------------------------------------
# Interpreter set-up
# ---------------------------------------------------------------------------------------------------------------------


def environment(name):
    value = posix.environ.get(name.encode())
    return None if value is None else value.decode("utf-8", "surrogateescape")


def take_environment(name):
    """Reads a variable that the function shall not see."""
    value = environment(name)
    set_environment(name, None)
    return value


def set_environment(name, value):
    """Changes a variable for this process and its children, whether or not `os` has copied the environment yet."""
    os = sys.modules.get("os")
    if os is not None:
        os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
    elif value is not None:
        posix.environ[name.encode()] = value.encode("utf-8", "surrogateescape")
        posix.putenv(name, value)
    elif posix.environ.pop(name.encode(), None) is not None:
        posix.unsetenv(name)


def prepare_interpreter(task_root, log):
    own_directory = __file__.rpartition("/")[0]
    stdlib_path = [entry for entry in sys.path if entry != own_directory]
    version = "python%d.%d" % sys.version_info[:2]
    layers = ["/opt/python/lib/%s/site-packages" % version, "/opt/python"]
    # The SDK that AWS's runtime carries comes after what the function and its layers bring.
    after_task = [entry for entry in layers + installed_sdk(own_directory) + [own_directory] if entry not in stdlib_path]
    sys.path[:] = [task_root] + after_task + stdlib_path
    # Before the path search, after built-in and frozen modules, which cannot be shadowed anyway.
    sys.meta_path.insert(-1, StandardModules(stdlib_path, log))
    # `site` would have defined these.
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")
    builtins.help = _sitebuiltins._Helper()


def installed_sdk(own_directory):
    directory = own_directory + "/site-packages"
    try:
        return [directory] if posix.listdir(directory) else []
    except OSError:
        return []


class StandardModules:
    """Finds the modules of LOADED_FIRST_ON_AWS in the standard library, and configures `logging` when it is loaded."""

    def __init__(self, stdlib_path, log):
        self.stdlib_path = stdlib_path
        self.log = log
        self.path_finder = sys.meta_path[-1]

    def find_spec(self, name, path=None, target=None):
        if name not in LOADED_FIRST_ON_AWS:
            return None
        spec = self.path_finder.find_spec(name, self.stdlib_path, target)
        if name == "logging" and spec is not None:
            self.configure_when_loaded(spec.loader)
        return spec

    def configure_when_loaded(self, loader):
        load = loader.exec_module

        def load_and_configure(logging):
            load(logging)
            import hikeshi_logging

            hikeshi_logging.configure(logging, self.log)

        loader.exec_module = load_and_configure


# ---------------------------------------------------------------------------------------------------------------------
# Handler
# ---------------------------------------------------------------------------------------------------------------------


class Fault(Exception):
    """A failure for which the runtime, not the function, chooses the error type and the message."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.trace = trace


def load_handler_or_exit(name, api, log):
    try:
        return load_handler(name)
    except Exception as exception:
        error = describe(exception, "")
    import logging

    logging.warning(INIT_FAILURE_WARNING)
    log.error(error)
    api.post_init_error(error)
    sys.exit(1)


def load_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': %s" % (name, error))
    module = load_module(module_name)
    try:
        return getattr(module, function_name)
    except AttributeError:
        message = "Handler '%s' missing on module '%s'" % (function_name, module_name)
        raise Fault("Runtime.HandlerNotFound", message)


def load_module(name):
    if name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % name)
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (name, error), trace)


def serve_one(api, handler, log):
    headers, body = api.next_invocation()
    log.request_id = headers.get("lambda-runtime-aws-request-id")
    log.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
    set_environment("_X_AMZN_TRACE_ID", headers.get("lambda-runtime-trace-id"))
    error = None
    try:
        context = LambdaContext(headers, log)
        event = decode_event(body, headers.get("content-type"))
        answer, content_type = encode_response(handler(event, context))
    except Exception as exception:
        error = describe(exception, log.request_id)
    if error is None:
        api.post_response(log.request_id, answer, content_type)
    else:
        log.error(error)
        api.post_error(log.request_id, error)


def describe(exception, request_id):
    """The error object that the caller gets."""
    if isinstance(exception, Fault):
        return error_object(str(exception), exception.error_type, exception.trace, request_id)
    import traceback

    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(exception.__traceback__)]
    own_file = describe.__code__.co_filename
    # Only the leading frames are ours: a handler may well be called back through this file.
    first = next((i for i, frame in enumerate(frames) if frame[0] != own_file), 0)
    trace = traceback.format_list(frames[first:])
    return error_object(str(exception), type(exception).__name__, trace, request_id)


def error_object(message, error_type, trace, request_id):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace or []}


def decode_event(body, content_type):
    if content_type != "application/json":
        return body
    try:
        return parse_json(body.decode())
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)


def encode_response(value):
    if isinstance(value, bytes):
        return value, "application/unknown"
    try:
        return encode_json(value), "application/json"
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


# ---------------------------------------------------------------------------------------------------------------------
# Context object
# ---------------------------------------------------------------------------------------------------------------------


class Record:
    """An object with the fields of `__slots__`, filled from a dictionary."""

    __slots__ = ()

    def __init__(self, values):
        for name in self.__slots__:
            setattr(self, name, values.get(name))

    def __repr__(self):
        fields = ",".join("%s=%s" % (name, getattr(self, name)) for name in self.__slots__)
        return "%s([%s])" % (type(self).__name__, fields)


class CognitoIdentity(Record):
    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")


class Client(Record):
    __slots__ = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class ClientContext(Record):
    __slots__ = ("custom", "env", "client")


class LambdaContext:
    def __init__(self, headers, log):
        client_context = json_header(headers, "lambda-runtime-client-context", "Client Context")
        identity = json_header(headers, "lambda-runtime-cognito-identity", "Cognito Identity") or {}
        self.aws_request_id = log.request_id
        self.log_group_name = environment("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environment("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environment("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environment("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = log.tenant_id
        self.client_context = None
        if client_context is not None:
            self.client_context = ClientContext(client_context)
            if self.client_context.client is not None:
                self.client_context.client = Client(self.client_context.client)
        self.identity = CognitoIdentity({
            "cognito_identity_id": identity.get("cognitoIdentityId"),
            "cognito_identity_pool_id": identity.get("cognitoIdentityPoolId"),
        })
        self._deadline_ms = int(headers.get("lambda-runtime-deadline-ms") or 0)
        self._log = log

    def get_remaining_time_in_millis(self):
        return max(self._deadline_ms - int(time.time() * 1000), 0)

    def log(self, message):
        self._log.write(str(message), TEXT_FRAME)

    def __repr__(self):
        fields = ",".join("%s=%s" % item for item in self.__dict__.items() if item[0][0] != "_")
        return "LambdaContext([%s])" % fields


def json_header(headers, name, title):
    text = headers.get(name)
    if not text:
        return None
    try:
        return parse_json(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError", "Unable to parse %s JSON: %s" % (title, error))


# ---------------------------------------------------------------------------------------------------------------------
# Log records
# ---------------------------------------------------------------------------------------------------------------------


class Log:
    """Writes records to standard output: as frames to the platform, as plain text to anybody else."""

    def __init__(self, framed, log_format, level):
        self.framed = framed
        self.json = (log_format or "").upper() == "JSON"
        self.level = {None: "", "TRACE": "DEBUG"}.get(level, level).upper()
        self.request_id = None
        self.tenant_id = None

    def write(self, text, frame_type):
        if not self.framed:
            sys.stdout.write(text)
            return
        message = text.encode("utf-8", "replace")
        head = frame_type.to_bytes(4, "big") + len(message).to_bytes(4, "big")
        write_fully(1, head + (time.time_ns() // 1000).to_bytes(8, "big") + message)

    def error(self, error):
        """Tells about an error of the function."""
        if self.json:
            now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            text = encode_json({"timestamp": now, "level": "ERROR", **error})
            self.write(text if self.framed else text + "\n", JSON_FRAME | ERROR_LEVEL_BITS)
        else:
            lines = error_lines(error)
            text = "\n".join(lines) if self.framed else "\r".join(lines) + "\n"
            self.write(text, TEXT_FRAME | ERROR_LEVEL_BITS)


def write_fully(fd, data):
    while data:
        try:
            data = data[posix.write(fd, data) :]
        except BlockingIOError:
            # A child process has made the pipe, which it shares with us, non-blocking.
            time.sleep(0.001)


def error_lines(error):
    heading = ": ".join(part for part in (error["errorType"], error["errorMessage"]) if part)
    lines = ["[ERROR] " + heading if heading else "[ERROR]", "Traceback (most recent call last):"]
    for entry in error["stackTrace"]:
        for line in entry.splitlines():
            text = line.lstrip(" ")
            # AWS indents with no-break spaces, which its console does not swallow.
            lines.append("\u00a0" * (len(line) - len(text)) + text)
    return lines


if __name__ == "__main__":
    main()
