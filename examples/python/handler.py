"""Greets whoever the event names, and says where it runs."""
import os
import platform


def handler(event, context):
    print(f"greeting {event.get('name', 'nobody')}")
    return {
        "greeting": f"Hello, {event.get('name', 'world')}!",
        "from": f"Python {platform.python_version()}",
        "memory": context.memory_limit_in_mb,
        "uid": os.getuid(),
    }
