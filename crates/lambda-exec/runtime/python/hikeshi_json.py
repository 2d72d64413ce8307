"""JSON as AWS's Python runtime reads and writes it, straight from the interpreter's C accelerator.

The `json` module would double the start-up time, and it writes neither decimals nor named tuples as AWS does.
"""

import _json
import gc
import sys

class ScannerOptions:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float  # "NaN", "Infinity" and "-Infinity" are words that float() knows


scan_json = _json.make_scanner(ScannerOptions)

# AWS escapes everything but ASCII up to Python 3.11 and nothing since.
quote = _json.encode_basestring if sys.version_info >= (3, 12) else _json.encode_basestring_ascii


def parse_json(text):
    try:
        value, end = scan_json(text, 0)
        if not text[end:].strip(" \t\r\n"):
            return value
    except Exception:
        pass
    # Leading white space, or an error, which `json` words better.
    import json

    return json.loads(text)


def encode_json(value):
    try:
        text = json_text(value, quote, default=decode_bytes)
        if not holds_named_tuple(value):
            return text
    except UnusualValue:
        pass
    return json_text(usual(value), lambda text: text if type(text) is Verbatim else quote(text), refuse)


def json_text(value, string_encoder, default):
    encode = _json.make_encoder({}, default, string_encoder, None, ": ", ", ", False, False, True)
    return "".join(encode(value, 0))


class UnusualValue(Exception):
    """The C encoder alone cannot write this value the way AWS does."""


class Verbatim(str):
    """Text that is JSON already."""


def decode_bytes(value):
    if isinstance(value, bytes):
        return value.decode()
    if is_decimal(value):
        raise UnusualValue
    return refuse(value)


def refuse(value):
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def is_decimal(value):
    decimal = sys.modules.get("decimal")
    return decimal is not None and isinstance(value, decimal.Decimal)


def holds_named_tuple(value):
    """Looks level by level with C loops only; `value` has been encoded before, so it has no cycles."""
    level = [value]
    while level:
        if any(issubclass(kind, tuple) and hasattr(kind, "_asdict") for kind in set(map(type, level))):
            return True
        level = gc.get_referents(*[item for item in level if type(item) in (dict, list, tuple)])
    return False


def usual(value):
    """Rewrites what AWS's encoder knows and the standard one does not: named tuples are objects, decimals numbers."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: usual(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [usual(item) for item in value]
    if isinstance(value, bytes):
        return value.decode()
    if is_decimal(value):
        return Verbatim("NaN" if value.is_nan() else value)
    return value
