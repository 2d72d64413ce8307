"""Writes requests and reads responses as botocore's clients do, for whoever asks with a line of JSON.

`{"service", "operation", "protocol", "input"}` is answered with the request's method, URL, headers and body;
`{…, "status", "headers", "body"}` with the output that it means. Bytes are `{"$blob": base64}`, times
`{"$time": seconds}`.
"""

import base64
import datetime
import functools
import io
import json
import sys

import botocore.loaders
from botocore.awsrequest import AWSRequest, HeadersDict, prepare_request_dict
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

LOADER = botocore.loaders.create_loader()


@functools.cache
def model(service):
    return ServiceModel(LOADER.load_service_model(service, "service-2"))


@functools.cache
def serializer(protocol):
    return create_serializer(protocol, include_validation=False)


@functools.cache
def parser(protocol):
    return create_parser(protocol)


def value(given):
    if isinstance(given, list):
        return [value(item) for item in given]
    if isinstance(given, dict):
        if "$blob" in given:
            return base64.b64decode(given["$blob"])
        if "$time" in given:
            return datetime.datetime.fromtimestamp(given["$time"], datetime.timezone.utc)
        return {key: value(inner) for key, inner in given.items()}
    return given


def told(parsed):
    if isinstance(parsed, dict):
        return {key: told(inner) for key, inner in parsed.items()}
    if isinstance(parsed, list):
        return [told(item) for item in parsed]
    if hasattr(parsed, "read"):
        parsed = parsed.read()
    if isinstance(parsed, bytes):
        return {"$blob": base64.b64encode(parsed).decode()}
    if isinstance(parsed, datetime.datetime):
        return {"$time": parsed.timestamp()}
    return parsed


def write(question):
    operation = model(question["service"]).operation_model(question["operation"])
    request = serializer(question["protocol"]).serialize_to_request(value(question["input"]), operation)
    prepare_request_dict(request, endpoint_url="http://localhost:4566")
    prepared = AWSRequest(
        method=request["method"], url=request["url"], data=request["body"], headers=request["headers"]
    ).prepare()
    body = prepared.body or b""
    if isinstance(body, str):
        body = body.encode("utf-8")
    elif hasattr(body, "read"):
        body = body.read()
    headers = {
        name: text.decode("latin-1") if isinstance(text, bytes) else str(text)
        for name, text in prepared.headers.items()
    }
    body = base64.b64encode(body).decode()
    return {"method": prepared.method, "url": prepared.url, "headers": headers, "body": body}


def read(question):
    operation = model(question["service"]).operation_model(question["operation"])
    response = {
        "status_code": question["status"],
        "headers": HeadersDict(question["headers"]),
        "body": base64.b64decode(question["body"]),
        "context": {"operation_name": question["operation"]},
    }
    if operation.has_streaming_output:
        response["body"] = io.BytesIO(response["body"])
    parsed = parser(question["protocol"]).parse(response, operation.output_shape)
    parsed.pop("ResponseMetadata", None)
    return {"output": told(parsed)}


for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = write(question) if "input" in question else read(question)
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
