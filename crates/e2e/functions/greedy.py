"""Functions that take more than they may."""
import errno
import os
import signal
import sys
import threading
import time


def memory(event, context):
    """Takes so many MB, and writes to every page of them."""
    taken = bytearray(event["mb"] << 20)
    for at in range(0, len(taken), 4096):
        taken[at] = 1
    return len(taken) >> 20


def linger(event, context):
    """Leaves marks in /tmp, starts children that want to survive, and sleeps for half a minute."""
    if event.get("sleep"):
        with open("/tmp/kept", "w") as file:
            file.write("kept")
        marker = event["marker"]
        if os.fork() == 0:
            os.execv("/bin/sleep", [marker, "301"])
        if os.fork() == 0:
            # A child of init, in a session of its own, that hears of no hang-up.
            os.setsid()
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            if os.fork() == 0:
                os.execv("/bin/sleep", [marker, "302"])
            os._exit(0)
        time.sleep(30)
    kept = os.path.exists("/tmp/kept")
    return {"kept": kept, "processes": sum(name.isdigit() for name in os.listdir("/proc"))}


def tmp(event, context):
    """Fills /tmp."""
    if event.get("empty"):
        os.remove("/tmp/large")
    chunk = bytes(1 << 20)
    written = 0
    try:
        with open("/tmp/large", "wb", buffering=0) as file:
            while True:
                written += file.write(chunk)
    except OSError as error:
        return {"error": errno.errorcode[error.errno], "mb": written >> 20}


def files(event, context):
    """Opens files until that fails."""
    opened = []
    try:
        while True:
            opened.append(os.open("/dev/null", os.O_RDONLY))
    except OSError as error:
        return {"error": errno.errorcode[error.errno], "highest": opened[-1]}
    finally:
        for one in opened:
            os.close(one)


def processes(event, context):
    """Forks until that fails."""
    children = []
    try:
        while True:
            child = os.fork()
            if child == 0:
                signal.pause()
                os._exit(0)
            children.append(child)
    except OSError as error:
        return {"error": errno.errorcode[error.errno], "count": len(children)}
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)


def threads(event, context):
    """Starts threads until that fails."""
    threading.stack_size(65536)
    done = threading.Event()
    started = []
    try:
        while True:
            thread = threading.Thread(target=done.wait)
            thread.start()
            started.append(thread)
    except RuntimeError as error:
        return {"error": str(error), "count": len(started)}
    finally:
        done.set()
        for thread in started:
            thread.join()


def end(event, context):
    """Ends as the event says, or answers how many there were before."""
    how = event["how"]
    if how == "abort":
        os.abort()
    elif how == "exit":
        sys.exit(event["code"])
    elif how == "exit at once":
        os._exit(event["code"])
    elif how == "signal":
        os.kill(os.getpid(), event["number"])
    return "still here"


def answer(event, context):
    """Answers JSON of exactly so many bytes."""
    return "x" * (event["bytes"] - 2)


def bomb(event, context):
    """Forks, and so do its children, until somebody ends it."""
    while event.get("bomb"):
        try:
            os.fork()
        except OSError:
            pass
    return "survived"


def burn(event, context):
    """Computes for so many seconds, and tells how much processor time that was."""
    end = time.monotonic() + event["s"]
    before = time.process_time()
    while time.monotonic() < end:
        pass
    return {"cpu_s": time.process_time() - before}


ticks = 0


def tick():
    global ticks
    while True:
        time.sleep(0.005)
        ticks += 1


def background(event, context):
    """Counts in a thread that goes on between invocations, if anything does."""
    if ticks == 0:
        threading.Thread(target=tick, daemon=True).start()
        time.sleep(0.1)
    return ticks


def chatty(event, context):
    """Prints so many KB, a line each."""
    for number in range(event["kb"]):
        print(f"{number:06d} {'x' * 1016}")
    return "said"
