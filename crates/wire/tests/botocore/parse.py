"""Reads responses with botocore's own parsers and compares them with what a case says they mean.

A line of JSON in for each case; out `null`, or what is wrong. The changes to what the parsers answer are those that
botocore's own test of these cases makes.
"""

import base64
import json
import sys

import xml.etree.ElementTree as ElementTree

from botocore.awsrequest import HeadersDict
from botocore.model import NoShapeFoundError, OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.utils import parse_timestamp
from dateutil.tz import tzutc


def seconds(value):
    return parse_timestamp(value).astimezone(tzutc()).timestamp()


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if hasattr(value, "read"):
        return plain(value.read())
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "Infinity" if value > 0 else "-Infinity"
    return value


def tree(element):
    children = [tree(child) for child in element]
    return element.tag, sorted(element.attrib.items()), (element.text or "").strip(), children


def same_message(written, raw):
    """Whether a case's own response is ours: some are such that botocore cannot read them itself."""
    headers = HeadersDict(written.get("headers", {}))
    if any(raw["headers"].get(name) != value for name, value in headers.items()):
        return False
    body, ours = written.get("body", "").encode("utf-8"), raw["body"]
    if body == ours:
        return True
    try:
        return tree(ElementTree.fromstring(body)) == tree(ElementTree.fromstring(ours))
    except ElementTree.ParseError:
        return False


def check(question):
    suite, case, response = question["suite"], question["case"], question["response"]
    name = case["given"]["name"]
    model = ServiceModel({**suite, "operations": {name: case}})
    operation = OperationModel(case["given"], model)
    protocol = model.metadata["protocol"]
    parser = create_parser(protocol)
    parser._timestamp_parser = seconds
    for nested in ("_error_parser",):
        if hasattr(parser, nested):
            getattr(parser, nested)._timestamp_parser = seconds
    raw = {
        "status_code": response["status_code"],
        "headers": HeadersDict(response["headers"]),
        "body": base64.b64decode(response["body"]),
        "context": {"operation_name": name},
    }
    output = operation.output_shape
    if protocol == "query" and output is not None and output.members and "error" not in case:
        output.serialization["resultWrapper"] = f"{name}Result"
    parsed = parser.parse(raw, output)
    if "error" in case:
        try:
            shape = model.shape_for_error_code(parsed.get("Error", {}).get("Code"))
        except NoShapeFoundError:
            shape = None
        if shape is not None:
            parsed.update(parser.parse(raw, shape))
        wanted = {
            "Error": {"Code": case.get("errorCode", ""), "Message": case.get("errorMessage", "")},
            **case["error"],
        }
        if response["status_code"] != case["response"]["status_code"]:
            return f"the status is {response['status_code']}"
    else:
        wanted = case["result"]
    parsed.pop("ResponseMetadata", None)
    parsed = plain(parsed)
    if "Error" in parsed:
        parsed["Error"] = {key: parsed["Error"].get(key) or "" for key in ("Code", "Message")}
    if parsed != wanted and not same_message(case["response"], raw):
        return f"{parsed!r}\n    instead of {wanted!r}\n    from {raw['headers']!r} {raw['body']!r}"
    return None


for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = check(question)
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
        response = question["response"]
        raw = {"headers": HeadersDict(response["headers"]), "body": base64.b64decode(response["body"])}
        if same_message(question["case"]["response"], raw):
            answer = None
    print(json.dumps(answer), flush=True)
