"""Three ways to fail, each on purpose."""
import time


def too_slow(event, context):
    print("this takes half a minute")
    time.sleep(30)


def out_of_memory(event, context):
    print("taking 300 MB")
    return len(bytearray(300 * 1024 * 1024))


def exception(event, context):
    raise ValueError("the index is missing")
