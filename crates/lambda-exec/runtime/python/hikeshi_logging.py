"""Sets up the standard `logging` module the way AWS does; loaded only when the function imports `logging`."""

import json
import time

DATE_FORMAT = "%Y-%m-%dT%H:%M:%S"
TEXT_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
TEXT_FRAME = 0xA55A0003
JSON_FRAME = 0xA55A0002


def configure(logging, log):
    """Gives the root logger the handler, the level and the format that AWS gives it."""

    class LambdaLoggerHandler(logging.Handler):
        def emit(self, record):
            # The function may have set a formatter of its own, so the kind of frame is decided late.
            frame = JSON_FRAME if isinstance(self.formatter, JsonFormatter) else TEXT_FRAME
            log.write(self.format(record), frame | level_bits(record.levelno))

    class LambdaLoggerFilter(logging.Filter):
        def filter(self, record):
            record.aws_request_id = log.request_id or ""
            record.tenant_id = log.tenant_id
            return True

    class JsonFormatter(logging.Formatter):
        def format(self, record):
            return json_record(self, record, logging)

    logging.Formatter.converter = time.gmtime
    handler = LambdaLoggerHandler()
    # Libraries that know AWS's client write through this attribute.
    handler.log_sink = LogSink(log)
    handler.setFormatter(
        JsonFormatter(datefmt=DATE_FORMAT + "Z") if log.json else logging.Formatter(TEXT_FORMAT, DATE_FORMAT)
    )
    handler.addFilter(LambdaLoggerFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    if log.level in logging._nameToLevel:
        root.setLevel(log.level)


class LogSink:
    def __init__(self, log):
        self._log = log

    def log(self, message, frame_type=None):
        self._log.write(message, TEXT_FRAME)


def round_level(levelno):
    return min(50, max(0, levelno)) // 10 * 10


def level_bits(levelno):
    """DEBUG 0x08, INFO 0x0C, ... CRITICAL 0x18; a record without a level has no bits."""
    rounded = round_level(levelno)
    return rounded // 10 * 4 + 4 if rounded else 0


def json_record(formatter, record, logging):
    raised = record.exc_info or None
    fields = {
        "timestamp": formatter.formatTime(record, formatter.datefmt),
        "level": logging.getLevelName(round_level(record.levelno)),
        "message": record.msg if isinstance(record.msg, dict) and not record.args else record.getMessage(),
        "logger": record.name,
        "stackTrace": raised and stack_trace(raised[2]),
        "errorType": raised and raised[0].__name__,
        "errorMessage": raised and str(raised[1]),
        "requestId": getattr(record, "aws_request_id", None),
        "location": raised and "%s:%s:%s" % (record.pathname, record.funcName, record.lineno),
        "tenantId": getattr(record, "tenant_id", None),
    }
    # Whatever the function passed as `extra`, that is, all that a plain record does not have.
    plain = vars(logging.makeLogRecord({})).keys() | {"aws_request_id", "tenant_id"}
    if "taskName" in plain:
        plain = plain - {"taskName"}  # AWS's list is older than this field, so AWS writes it.
    fields.update((key, value) for key, value in vars(record).items() if key not in plain and key not in fields)
    present = {key: value for key, value in fields.items() if value is not None}
    return json.dumps(present, ensure_ascii=False, default=str) + "\n"


def stack_trace(tb):
    import traceback

    return traceback.format_tb(tb)
