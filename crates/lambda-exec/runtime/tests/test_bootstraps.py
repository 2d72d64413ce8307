#!/usr/bin/env python3
"""Runs our runtime bootstraps, with every interpreter there is, against a fake Runtime API.

    python3 test_bootstraps.py [-v] [TestCase[.test]]

HIKESHI_TEST_PYTHONS and HIKESHI_TEST_NODES, colon-separated paths, replace the search for interpreters.
"""

import base64
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

from fake_runtime_api import ARN, REQUEST_ID, run_runtime

RUNTIME_DIRECTORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FIRST_ID = REQUEST_ID % 0
SECOND_ID = REQUEST_ID % 1
NBSP = "\u00a0"
TEXT_ERROR = 0xA55A0003 | 0x14


class Behaviour:
    """What the tests of both runtimes share. `interpreter` and `version` are set for every class of tests."""

    interpreter = None
    version = None

    def run_function(self, source, handler=None, **options):
        files = source if isinstance(source, dict) else {self.main_file: source}
        return run_runtime(self.command(), files, handler or self.default_handler, **options)

    def result_of(self, source, event=b"{}", **options):
        """The posted response to one event, parsed."""
        run = self.run_function(source, events=[event], **options)
        self.assert_paths(run, ["invocation/%s/response" % FIRST_ID])
        return json.loads(run.posts[0].body)

    def error_of(self, source, **options):
        """The posted error of one event, parsed; the key order is kept."""
        run = self.run_function(source, **options)
        self.assert_paths(run, ["invocation/%s/error" % FIRST_ID])
        return json.loads(run.posts[0].body)

    def init_error_of(self, source, status, **options):
        run = self.run_function(source, **options)
        self.assert_paths(run, ["init/error"])
        self.assertEqual(run.status, status, run.output)
        error = json.loads(run.posts[0].body)
        self.assertEqual(run.posts[0].headers["lambda-runtime-function-error-type"], error["errorType"])
        return error

    def assert_paths(self, run, paths):
        self.assertEqual([post.path for post in run.posts], paths, run.output)


class PythonBehaviour(Behaviour):
    main_file = "h.py"
    default_handler = "h.f"

    def command(self):
        return [self.interpreter, "-u", "-S", os.path.join(RUNTIME_DIRECTORY, "python", "bootstrap.py")]

    # --- events and results -------------------------------------------------------------------------------------

    def test_a_handler_gets_the_event_and_its_result_is_posted(self):
        run = self.run_function("def f(event, context): return event", events=[b'{"a": [1, 2.5, null, true]}', b' "x" '])
        self.assert_paths(run, ["invocation/%s/response" % FIRST_ID, "invocation/%s/response" % SECOND_ID])
        self.assertEqual([post.body for post in run.posts], [b'{"a": [1, 2.5, null, true]}', b'"x"'])
        self.assertEqual(run.posts[0].headers["content-type"], "application/json")

    def test_two_invocations_share_one_connection(self):
        run = self.run_function("def f(event, context): return event", events=[b"1", b"2", b"3"])
        self.assertEqual(run.api.connections, 1)

    def test_a_connection_that_was_closed_while_idle_is_opened_again(self):
        run = self.run_function("def f(event, context): return event", events=[b"1", b"2"], hang_up_after_answer=True)
        self.assertEqual([post.body for post in run.posts], [b"1", b"2"])

    def test_chunked_answers_are_understood(self):
        run = self.run_function("def f(event, context): return event", events=[b'"' + b"x" * 200000 + b'"'], chunked=True)
        self.assertEqual(len(run.posts[0].body), 200002)

    def test_large_events_and_responses_pass(self):
        event = b'"' + b"x" * 6000000 + b'"'
        run = self.run_function("def f(event, context): return event", events=[event])
        self.assertEqual(run.posts[0].body, event)

    def test_none_is_null(self):
        self.assertIsNone(self.result_of("def f(event, context): pass"))

    def test_bytes_are_posted_as_they_are(self):
        run = self.run_function("def f(event, context): return b'\\x00\\xff'")
        self.assertEqual(run.posts[0].body, b"\x00\xff")
        self.assertEqual(run.posts[0].headers["content-type"], "application/unknown")

    def test_decimals_are_numbers_with_all_their_digits(self):
        source = "from decimal import Decimal as D\ndef f(e, c): return {'d': D('1.10'), 'n': [D('-NaN'), D('1E+5')], 's': 'é'}"
        run = self.run_function(source)
        accented = '"é"' if self.version >= (3, 12) else '"\\u00e9"'
        self.assertEqual(run.posts[0].body.decode(), '{"d": 1.10, "n": [NaN, 1E+5], "s": %s}' % accented)

    def test_named_tuples_are_objects_and_other_tuples_are_arrays(self):
        source = (
            "from collections import namedtuple\nP = namedtuple('P', 'x y')\n"
            "def f(e, c): return {'deep': [(P(1, (2, 3)),)]}"
        )
        self.assertEqual(self.result_of(source), {"deep": [[{"x": 1, "y": [2, 3]}]]})

    def test_bytes_inside_a_result_are_text(self):
        self.assertEqual(self.result_of("def f(e, c): return {'a': b'xy'}"), {"a": "xy"})

    def test_text_is_escaped_up_to_python_3_11_only(self):
        run = self.run_function("def f(e, c): return 'é\\u2028'")
        expected = '"é\u2028"' if self.version >= (3, 12) else '"\\u00e9\\u2028"'
        self.assertEqual(run.posts[0].body.decode(), expected)

    def test_infinite_numbers_are_written_as_words(self):
        run = self.run_function("def f(e, c): return [float('nan'), float('-inf'), e['x']]", events=[b'{"x": NaN}'])
        self.assertEqual(run.posts[0].body, b"[NaN, -Infinity, NaN]")

    # --- failures at invoke time --------------------------------------------------------------------------------

    def test_an_exception_is_described_to_the_caller(self):
        error = self.error_of("def f(event, context):\n    raise KeyError('k')")
        self.assertEqual(list(error), ["errorMessage", "errorType", "requestId", "stackTrace"])
        self.assertEqual((error["errorMessage"], error["errorType"], error["requestId"]), ("'k'", "KeyError", FIRST_ID))
        (entry,) = error["stackTrace"]
        self.assertRegex(entry, r"""^  File ".*/h\.py", line 2, in f\n    raise KeyError\('k'\)\n$""")

    def test_after_an_exception_the_next_event_is_served(self):
        run = self.run_function("def f(event, context): return 1 / event", events=[b"0", b"1"])
        self.assert_paths(run, ["invocation/%s/error" % FIRST_ID, "invocation/%s/response" % SECOND_ID])

    def test_a_result_that_is_not_json_is_a_marshal_error(self):
        error = self.error_of("import datetime\ndef f(e, c): return {'t': datetime.datetime.now()}")
        self.assertEqual(error["errorType"], "Runtime.MarshalError")
        message = "Unable to marshal response: Object of type datetime is not JSON serializable"
        self.assertEqual((error["errorMessage"], error["stackTrace"]), (message, []))

    def test_an_event_that_is_not_json_is_an_unmarshal_error(self):
        error = self.error_of("def f(e, c): pass", events=[b"nope"])
        message = "Unable to unmarshal input: Expecting value: line 1 column 1 (char 0)"
        self.assertEqual((error["errorType"], error["errorMessage"]), ("Runtime.UnmarshalError", message))

    def test_a_broken_client_context_is_an_error(self):
        error = self.error_of("def f(e, c): pass", headers={"Lambda-Runtime-Client-Context": "{"})
        self.assertEqual(error["errorType"], "Runtime.LambdaContextUnmarshalError")
        self.assertTrue(error["errorMessage"].startswith("Unable to parse Client Context JSON: Expecting "))

    def test_an_exit_in_the_handler_ends_the_process_without_a_post(self):
        run = self.run_function("import sys\ndef f(event, context): sys.exit(3)")
        self.assert_paths(run, [])
        self.assertEqual((run.status, run.output), (3, ""))

    def test_a_response_that_is_too_large_is_logged_and_ends_the_process(self):
        refusal = {"response": (413, b'{"errorMessage":"Exceeded","errorType":"RequestEntityTooLarge"}\n')}
        run = self.run_function("def f(event, context): return event", events=[b"1", b"2"], answers=refusal)
        self.assertEqual((len(run.posts), run.status), (1, 1))
        self.assertRegex(
            run.output,
            r"^\[ERROR\] \[\d{13}\] LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413. "
            r'\{"errorMessage":"Exceeded","errorType":"RequestEntityTooLarge"\}\n',
        )
        self.assertTrue(run.output.endswith("RuntimeError: Failed to post invocation response\n"), run.output)

    def test_a_refused_error_ends_the_process(self):
        run = self.run_function("def f(e, c): 1 / 0", events=[b"1", b"2"], answers={"error": (400, b"{}")})
        self.assertEqual((len(run.posts), run.status), (1, 1))
        self.assertTrue(run.output.endswith("RuntimeError: Failed to post invocation error\n"), run.output)

    # --- failures of initialization -----------------------------------------------------------------------------

    def test_a_missing_module_is_an_import_error(self):
        error = self.init_error_of("import nowhere", 1)
        self.assertEqual(list(error.items()), [
            ("errorMessage", "Unable to import module 'h': No module named 'nowhere'"),
            ("errorType", "Runtime.ImportModuleError"),
            ("requestId", ""),
            ("stackTrace", []),
        ])  # fmt: skip

    def test_a_missing_handler_module_is_an_import_error(self):
        error = self.init_error_of("", 1, handler="other.f")
        self.assertEqual(error["errorMessage"], "Unable to import module 'other': No module named 'other'")

    def test_a_missing_handler_is_not_found(self):
        error = self.init_error_of("", 1, handler="h.foo")
        self.assertEqual(error["errorType"], "Runtime.HandlerNotFound")
        self.assertEqual(error["errorMessage"], "Handler 'foo' missing on module 'h'")

    def test_a_handler_name_without_a_dot_is_malformed(self):
        error = self.init_error_of("", 1, handler="h")
        self.assertEqual(error["errorType"], "Runtime.MalformedHandlerName")
        self.assertEqual(error["errorMessage"], "Bad handler 'h': not enough values to unpack (expected 2, got 1)")

    def test_a_syntax_error_names_its_line(self):
        error = self.init_error_of("x = 1\ny = = 2\n", 1)
        self.assertEqual(error["errorType"], "Runtime.UserCodeSyntaxError")
        self.assertEqual(error["errorMessage"], "Syntax error in module 'h': invalid syntax (h.py, line 2)")
        self.assertRegex(error["stackTrace"][0], r'^  File ".*/h\.py" Line 2\n    y = = 2\n$')

    def test_a_built_in_module_cannot_be_the_handler_module(self):
        error = self.init_error_of("", 1, handler="sys.exit")
        self.assertEqual(error["errorType"], "Runtime.BuiltInModuleConflict")
        self.assertEqual(error["errorMessage"], "Cannot use built-in module sys as a handler module")

    def test_an_exception_at_import_shows_the_import_machinery_and_the_line(self):
        error = self.init_error_of("import os\nraise ValueError('at import')", 1)
        self.assertEqual((error["errorMessage"], error["errorType"]), ("at import", "ValueError"))
        self.assertRegex(error["stackTrace"][0], r'^  File ".*/importlib/__init__\.py", line \d+, in import_module\n')
        self.assertRegex(error["stackTrace"][-1], r'/h\.py", line 2, in <module>\n    raise ValueError')

    def test_a_failed_start_is_logged_with_a_warning_and_the_error(self):
        run = self.run_function("1 / 0", framed=True)
        (warning_type, warning), (error_type, error) = run.pieces
        self.assertEqual((warning_type, error_type), (0xA55A0003 | 0x10, TEXT_ERROR))
        self.assertRegex(warning, r"^\[WARNING\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t\tLAMBDA_WARNING: Unhandled exception\. ")
        first, second, *rest = error.split("\n")
        self.assertEqual(first, "[ERROR] ZeroDivisionError: division by zero")
        self.assertEqual(second, "Traceback (most recent call last):")
        self.assertEqual(rest[-1], NBSP * 4 + "1 / 0")

    def test_an_exit_at_import_ends_the_process_without_a_post(self):
        run = self.run_function("exit(5)")
        self.assert_paths(run, [])
        self.assertEqual(run.status, 5)

    # --- where modules come from --------------------------------------------------------------------------------

    def test_the_search_path_is_that_of_aws(self):
        path = self.result_of("import sys\ndef f(e, c): return sys.path + [__file__]")
        version = "python%d.%d" % self.version
        task_root = os.path.dirname(path[-1])
        own = os.path.join(RUNTIME_DIRECTORY, "python")
        self.assertEqual(path[:4], [task_root, "/opt/python/lib/%s/site-packages" % version, "/opt/python", own])
        self.assertFalse([entry for entry in path[4:] if "site-packages" in entry or "dist-packages" in entry])
        self.assertTrue([entry for entry in path[4:] if entry.endswith("/lib/" + version)])

    def test_pythonpath_of_the_function_is_kept(self):
        path = self.result_of("import sys\ndef f(e, c): return sys.path", env={"PYTHONPATH": "/opt/mine"})
        self.assertEqual(path[4], "/opt/mine")

    def test_handlers_in_directories_are_named_with_slashes_or_dots(self):
        files = {"pkg/sub/m.py": "def f(e, c): return __name__"}
        self.assertEqual(self.result_of(files, handler="pkg/sub/m.f"), "pkg.sub.m")
        self.assertEqual(self.result_of(files, handler="pkg.sub.m.f"), "pkg.sub.m")

    def test_a_file_of_the_function_does_not_shadow_what_aws_loads_first(self):
        files = {
            "h.py": "import logging, json\ndef f(e, c): return [json.dumps(1), logging.getLogger().name]",
            "json.py": "raise Exception",
            "logging.py": "raise Exception",
            "traceback.py": "raise Exception",
        }
        self.assertEqual(self.result_of(files), ["1", "root"])

    def test_exit_quit_and_help_exist(self):
        self.assertEqual(self.result_of("def f(e, c): return [callable(x) for x in (exit, quit, help)]"), [True] * 3)

    def test_few_modules_are_loaded_for_a_small_function(self):
        loaded = self.result_of("import sys\ndef f(e, c): return sorted(sys.modules)")
        self.assertFalse({"json", "logging", "re", "socket", "os", "traceback", "typing"} & set(loaded), loaded)

    # --- context ------------------------------------------------------------------------------------------------

    def test_the_context_describes_the_invocation(self):
        source = (
            "def f(e, c): return [c.aws_request_id, c.function_name, c.function_version, c.invoked_function_arn,\n"
            "  c.memory_limit_in_mb, c.log_group_name, c.log_stream_name, c.client_context, c.tenant_id,\n"
            "  c.identity.cognito_identity_id, 2000 < c.get_remaining_time_in_millis() <= 3000]"
        )
        expected = [FIRST_ID, "f", "$LATEST", ARN, "128", "/aws/lambda/f", "2026/01/01/[$LATEST]0123", None, None, None, True]
        self.assertEqual(self.result_of(source), expected)

    def test_the_context_has_client_identity_and_tenant(self):
        headers = {
            "Lambda-Runtime-Client-Context": '{"custom": {"k": "é"}, "env": {"e": 1}, "client": {"app_title": "t"}}',
            "Lambda-Runtime-Cognito-Identity": '{"cognitoIdentityId": "i", "cognitoIdentityPoolId": "p"}',
            "Lambda-Runtime-Aws-Tenant-Id": "blue",
        }
        source = (
            "def f(e, c): return [c.client_context.custom, c.client_context.env, c.client_context.client.app_title,\n"
            "  c.client_context.client.installation_id, c.identity.cognito_identity_id,\n"
            "  c.identity.cognito_identity_pool_id, c.tenant_id]"
        )
        self.assertEqual(self.result_of(source, headers=headers), [{"k": "é"}, {"e": 1}, "t", None, "i", "p", "blue"])

    def test_the_remaining_time_is_never_negative(self):
        source = "def f(e, c): return c.get_remaining_time_in_millis()"
        self.assertEqual(self.result_of(source, headers={"Lambda-Runtime-Deadline-Ms": "1000"}), 0)

    def test_the_trace_id_is_in_the_environment_of_the_process_and_its_children(self):
        source = (
            "def f(e, c):\n  import os, subprocess\n"
            "  return [os.environ['_X_AMZN_TRACE_ID'], subprocess.check_output('echo $_X_AMZN_TRACE_ID', shell=True).decode()]"
        )
        run = self.run_function(source, events=[b"1", b"2"])
        ids = [json.loads(post.body) for post in run.posts]
        for n, (own, of_child) in enumerate(ids):
            self.assertEqual(own, "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e7%02d" % n)
            self.assertEqual(of_child.strip(), own)

    def test_without_a_trace_header_there_is_no_trace_id(self):
        source = "import os\ndef f(e, c): return '_X_AMZN_TRACE_ID' in os.environ"
        env = {"_X_AMZN_TRACE_ID": "old"}
        self.assertIs(self.result_of(source, headers={"Lambda-Runtime-Trace-Id": None}, env=env), False)

    def test_the_function_does_not_see_our_own_variable(self):
        source = "import os\ndef f(e, c): return [k for k in os.environ if 'HIKESHI' in k]"
        self.assertEqual(self.result_of(source, framed=True), [])

    # --- output -------------------------------------------------------------------------------------------------

    def test_print_is_raw_and_keeps_its_place_between_records(self):
        source = (
            "import logging, sys\ndef f(e, c):\n  print('one')\n  logging.error('two\\nlines')\n"
            "  sys.stderr.write('three')\n  logging.error('four')\n  print('five', end='')"
        )
        pieces = self.run_function(source, framed=True).pieces
        self.assertEqual([kind for kind, _ in pieces], [None, TEXT_ERROR, None, TEXT_ERROR, None])
        self.assertEqual([pieces[0][1], pieces[2][1], pieces[4][1]], ["one\n", "three", "five"])
        self.assertRegex(pieces[1][1], r"^\[ERROR\]\t2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t%s\ttwo\nlines\n$" % FIRST_ID)

    def test_the_root_logger_is_that_of_aws(self):
        source = (
            "import logging\nroot = logging.getLogger()\n"
            "def f(e, c): return [type(h).__name__ for h in root.handlers] + [root.level, hasattr(root.handlers[0], 'log_sink')]"
        )
        self.assertEqual(self.result_of(source), ["LambdaLoggerHandler", 30, True])

    def test_records_below_warning_are_dropped_until_the_level_is_set(self):
        source = "import logging\nl = logging.getLogger()\ndef f(e, c):\n  l.info('a')\n  l.setLevel('INFO')\n  l.info('b')"
        run = self.run_function(source)
        self.assertRegex(run.output, r"^\[INFO\]\t[^\t]+\t%s\tb\n$" % FIRST_ID)

    def test_an_exception_is_logged_as_one_frame(self):
        run = self.run_function("def f(e, c):\n    raise ValueError('bad\\nthing')", framed=True)
        ((kind, text),) = run.pieces
        self.assertEqual(kind, TEXT_ERROR)
        expected = (
            "[ERROR] ValueError: bad\nthing\nTraceback (most recent call last):\n"
            '##File "/var/task/h.py", line 2, in f\n####raise ValueError(\'bad\\nthing\')'
        )
        self.assertEqual(text, expected.replace("#", NBSP))

    def test_without_frames_an_error_is_one_line(self):
        run = self.run_function("def f(e, c):\n    raise ValueError('bad')")
        self.assertEqual(run.output.count("\n"), 1)
        self.assertTrue(run.output.startswith("[ERROR] ValueError: bad\rTraceback (most recent call last):\r"))

    def test_json_records_have_the_fields_of_aws(self):
        source = (
            "import logging\nl = logging.getLogger('x')\ndef f(e, c):\n  l.debug('no')\n"
            "  l.warning('w %d', 1, extra={'more': {'k': 1}})\n"
            "  try: 1 / 0\n  except Exception: l.exception('oh')"
        )
        env = {"AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "INFO"}
        run = self.run_function(source, env=env, framed=True, headers={"Lambda-Runtime-Aws-Tenant-Id": "blue"})
        (warn_kind, warn), (error_kind, error) = run.pieces
        self.assertEqual((warn_kind, error_kind), (0xA55A0012, 0xA55A0016))
        warn, error = json.loads(warn), json.loads(error)
        self.assertRegex(warn.pop("timestamp"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(list(warn.items()), [
            ("level", "WARNING"), ("message", "w 1"), ("logger", "x"), ("requestId", FIRST_ID),
            ("tenantId", "blue"), ("more", {"k": 1}),
        ])  # fmt: skip
        self.assertEqual((error["errorType"], error["errorMessage"]), ("ZeroDivisionError", "division by zero"))
        self.assertRegex(error["location"], r"h\.py:f:7$")
        self.assertEqual(len(error["stackTrace"]), 1)

    def test_a_json_error_report_is_an_object(self):
        run = self.run_function("def f(e, c): raise ValueError('bad')", env={"AWS_LAMBDA_LOG_FORMAT": "JSON"}, framed=True)
        ((kind, text),) = run.pieces
        self.assertEqual(kind, 0xA55A0016)
        self.assertEqual(
            list(json.loads(text)), ["timestamp", "level", "errorMessage", "errorType", "requestId", "stackTrace"]
        )

    def test_context_log_writes_a_record(self):
        run = self.run_function("def f(e, c): c.log('told')", framed=True)
        self.assertEqual(run.pieces, [(0xA55A0003, "told")])

    def test_output_without_a_line_end_survives_a_kill(self):
        run = self.run_function("import os\ndef f(e, c):\n  print('half', end='')\n  os.kill(os.getpid(), 9)")
        self.assertEqual((run.output, run.status), ("half", -signal.SIGKILL))

    def test_a_frame_larger_than_the_pipe_is_written_whole_even_when_the_pipe_does_not_block(self):
        source = "import logging, os\nos.set_blocking(1, False)\ndef f(e, c): logging.error('x' * 300000)"
        ((_, text),) = self.run_function(source, framed=True).pieces
        self.assertGreater(len(text), 300000)

    # --- process ------------------------------------------------------------------------------------------------

    def test_the_runtime_starts_from_compiled_files_too(self):
        source = "import logging\ndef f(e, c):\n  logging.error('told')\n  return 1 / e"
        with tempfile.TemporaryDirectory() as compiled:
            program = (
                "import py_compile, sys\nfor name in sys.argv[3:]: py_compile.compile("
                "sys.argv[1] + name + '.py', sys.argv[2] + name + '.pyc', '/var/runtime/' + name + '.py', doraise=True)"
            )
            own = os.path.join(RUNTIME_DIRECTORY, "python", "")
            names = [os.path.basename(path)[:-3] for path in glob.glob(own + "*.py")]
            subprocess.check_call([self.interpreter, "-S", "-c", program, own, os.path.join(compiled, ""), *names])
            command = [self.interpreter, "-u", "-S", os.path.join(compiled, "bootstrap.pyc")]
            run = run_runtime(command, {"h.py": source}, "h.f", events=[b"1", b"0"])
        self.assert_paths(run, ["invocation/%s/response" % FIRST_ID, "invocation/%s/error" % SECOND_ID])
        self.assertIn("told", run.output)
        self.assertEqual(len(json.loads(run.posts[1].body)["stackTrace"]), 1)

    def test_signals_are_handled_while_the_runtime_waits_for_an_event(self):
        source = "import signal, sys\nsignal.signal(signal.SIGTERM, lambda *_: (print('bye'), sys.exit(0)))\ndef f(e, c): pass"
        run = self.run_function(source, send_signal=signal.SIGTERM)
        self.assertEqual((run.output, run.status), ("bye\n", 0))

    def test_threads_and_child_processes_work(self):
        source = (
            "import threading, multiprocessing\nout = []\n"
            "def f(e, c):\n  t = threading.Thread(target=out.append, args=(1,)); t.start(); t.join()\n"
            "  q = multiprocessing.get_context('fork').SimpleQueue()\n"
            "  p = multiprocessing.get_context('fork').Process(target=q.put, args=(2,)); p.start(); p.join()\n"
            "  return out + [q.get()]"
        )
        self.assertEqual(self.result_of(source), [1, 2])


class NodeBehaviour(Behaviour):
    main_file = "index.js"
    default_handler = "index.f"

    def command(self):
        return [self.interpreter, os.path.join(RUNTIME_DIRECTORY, "nodejs", "bootstrap.cjs")]

    def only_with_callbacks(self):
        if self.version >= (24, 0):
            self.skipTest("AWS has no callbacks since Node.js 24")

    # --- events and results -------------------------------------------------------------------------------------

    def test_an_async_handler_gets_the_event_and_its_result_is_posted(self):
        run = self.run_function("exports.f = async (event) => event", events=[b'{"a":[1,null]}', b'"\xc3\xa9"'])
        self.assert_paths(run, ["invocation/%s/response" % FIRST_ID, "invocation/%s/response" % SECOND_ID])
        self.assertEqual([post.body.decode() for post in run.posts], ['{"a":[1,null]}', '"é"'])
        self.assertEqual(run.posts[0].headers["content-type"], "application/json")
        self.assertEqual(run.api.connections, 1)

    def test_undefined_is_null(self):
        self.assertIsNone(self.result_of("exports.f = async () => {}"))

    def test_a_connection_that_was_closed_while_idle_is_opened_again(self):
        run = self.run_function("exports.f = async (e) => e", events=[b"1", b"2"], hang_up_after_answer=True)
        self.assertEqual([post.body for post in run.posts], [b"1", b"2"])

    def test_chunked_answers_are_understood(self):
        run = self.run_function("exports.f = async (e) => e", events=[b'"' + b"x" * 200000 + b'"'], chunked=True)
        self.assertEqual(len(run.posts[0].body), 200002)

    def test_large_events_and_responses_pass(self):
        event = b'"' + "é".encode() * 3000000 + b'"'
        run = self.run_function("exports.f = async (e) => e", events=[event])
        self.assertEqual(run.posts[0].body, event)

    # --- kinds of handlers --------------------------------------------------------------------------------------

    def test_es_modules_are_handlers_too(self):
        self.assertEqual(self.result_of({"index.mjs": "export const f = async () => import.meta.url.slice(0, 5)"}), "file:")

    def test_top_level_await_works(self):
        source = "const x = await new Promise((r) => setTimeout(r, 20, 7)); export const f = async () => x"
        self.assertEqual(self.result_of({"index.mjs": source}), 7)

    def test_a_package_of_type_module_makes_js_files_es_modules(self):
        files = {"package.json": '{"type": "module"}', "src/index.js": "export const f = async () => typeof require"}
        self.assertEqual(self.result_of(files, handler="src/index.f"), "undefined")

    def test_cjs_files_are_handlers_too(self):
        files = {"package.json": '{"type": "module"}', "index.cjs": "exports.f = async () => typeof require"}
        self.assertEqual(self.result_of(files), "function")

    def test_handlers_lie_in_directories_and_in_objects(self):
        files = {"dir/file.js": "exports.a = { b: { f: async () => 'deep' } }"}
        self.assertEqual(self.result_of(files, handler="dir/file.a.b.f"), "deep")

    def test_a_handler_module_may_be_a_package(self):
        files = {"node_modules/pkg/index.js": "exports.f = async () => 'package'"}
        self.assertEqual(self.result_of(files, handler="pkg.f"), "package")

    def test_node_path_is_searched(self):
        files = {"index.js": "exports.f = async () => require('lib')", "layer/lib.js": "module.exports = 'layer'"}
        # The working directory is the task root.
        self.assertEqual(self.result_of(files, env={"NODE_PATH": "layer"}), "layer")

    def test_the_result_of_a_callback_is_posted(self):
        self.only_with_callbacks()
        self.assertEqual(self.result_of("exports.f = (e, c, callback) => callback(null, { ok: e })", b"1"), {"ok": 1})

    def test_a_called_back_result_waits_for_the_empty_event_loop(self):
        self.only_with_callbacks()
        source = "exports.f = (e, c, cb) => { setTimeout(() => console.log('late'), 50); cb(null, 1) }"
        run = self.run_function(source)
        self.assertEqual(run.posts[0].body, b"1")
        self.assertIn("late", run.output)

    def test_callback_waits_for_empty_event_loop_can_be_switched_off(self):
        self.only_with_callbacks()
        source = (
            "exports.f = (e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false;"
            " setInterval(() => {}, 1000); cb(null, c.callbackWaitsForEmptyEventLoop) }"
        )
        run = self.run_function(source, events=[b"1", b"2"])
        self.assertEqual([post.body for post in run.posts], [b"false", b"false"])

    def test_an_async_result_does_not_wait_for_the_event_loop(self):
        source = "exports.f = async () => { setInterval(() => {}, 1000); return 1 }"
        self.assertEqual(self.result_of(source), 1)

    def test_context_done_succeed_and_fail_end_an_invocation(self):
        self.only_with_callbacks()
        source = (
            "exports.f = (e, c) => e === 1 ? c.done(null, 'done') : e === 2 ? c.succeed('ok')"
            " : e === 3 ? c.fail(new Error('no')) : c.fail()"
        )
        run = self.run_function(source, events=[b"1", b"2", b"3", b"4"])
        self.assertEqual([post.path.rsplit("/")[-1] for post in run.posts], ["response", "response", "error", "error"])
        self.assertEqual([post.body for post in run.posts[:2]], [b'"done"', b'"ok"'])
        self.assertEqual(json.loads(run.posts[2].body)["errorMessage"], "no")
        self.assertEqual(json.loads(run.posts[3].body)["errorMessage"], "handled")

    def test_only_the_first_result_counts(self):
        self.only_with_callbacks()
        source = "exports.f = (e, c, cb) => { cb(null, 1); cb(null, 2); c.succeed(3) }"
        self.assertEqual(self.result_of(source), 1)

    def test_a_handler_that_never_answers_has_the_result_null(self):
        self.only_with_callbacks()
        run = self.run_function("exports.f = () => {}", events=[b"1", b"2"])
        self.assertEqual([post.body for post in run.posts], [b"null", b"null"])

    def test_a_promise_that_never_settles_has_the_result_null(self):
        self.only_with_callbacks()
        self.assertIsNone(self.result_of("exports.f = () => new Promise(() => {})"))

    def test_since_node_24_a_promise_that_never_settles_ends_the_process(self):
        if self.version < (24, 0):
            self.skipTest("older runtimes answer null")
        run = self.run_function("exports.f = () => new Promise(() => {})")
        self.assertEqual((run.posts, run.status), ([], 0))

    def test_since_node_24_a_handler_with_a_callback_is_refused(self):
        if self.version < (24, 0):
            self.skipTest("older runtimes call back")
        error = self.init_error_of("exports.f = (e, c, callback) => callback(null, 1)", 1)
        self.assertEqual(error["errorType"], "Runtime.CallbackHandlerDeprecated")

    def test_since_node_24_a_plain_result_is_posted(self):
        if self.version < (24, 0):
            self.skipTest("older runtimes wait for a callback")
        self.assertEqual(self.result_of("exports.f = (e) => e", b"1"), 1)

    # --- failures at invoke time --------------------------------------------------------------------------------

    def test_a_rejection_is_described_to_the_caller(self):
        error = self.error_of("exports.f = async () => { throw new TypeError('bad') }")
        self.assertEqual(list(error), ["errorType", "errorMessage", "trace"])
        self.assertEqual((error["errorType"], error["errorMessage"]), ("TypeError", "bad"))
        self.assertEqual(error["trace"][0], "TypeError: bad")
        self.assertRegex(error["trace"][1], r"^    at .*index\.js:1:\d+")

    def test_something_thrown_that_is_no_error_has_its_kind_as_type(self):
        error = self.error_of("exports.f = async () => { throw 'text' }")
        self.assertEqual(list(error.items()), [("errorType", "string"), ("errorMessage", "text"), ("trace", [])])

    def test_a_synchronous_throw_is_an_error(self):
        self.assertEqual(self.error_of("exports.f = () => { throw new Error('now') }")["errorMessage"], "now")

    def test_an_error_that_is_called_back_is_an_error(self):
        self.only_with_callbacks()
        self.assertEqual(self.error_of("exports.f = (e, c, cb) => cb(new Error('back'))")["errorMessage"], "back")

    def test_after_an_error_the_next_event_is_served(self):
        run = self.run_function("exports.f = async (e) => { if (e) throw e; return 2 }", events=[b"1", b"0"])
        self.assert_paths(run, ["invocation/%s/error" % FIRST_ID, "invocation/%s/response" % SECOND_ID])

    def test_a_result_that_cannot_be_json_is_an_error(self):
        error = self.error_of("exports.f = async () => { const a = {}; a.a = a; return a }")
        self.assertEqual(error["errorMessage"], "Unable to stringify response body")
        self.assertEqual(error["errorType"], "Error" if self.version < (24, 0) else "Runtime.JSONStringifyError")

    def test_an_error_is_logged_with_its_stack_and_properties(self):
        source = "exports.f = async () => { throw Object.assign(new Error('bad'), { code: 'E1', more: 2 }) }"
        run = self.run_function(source, framed=True)
        ((kind, text),) = run.pieces
        self.assertEqual(kind, TEXT_ERROR)
        head, _, fields = text.partition("\tInvoke Error \t")
        self.assertRegex(head, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t%s\tERROR$" % FIRST_ID)
        fields = json.loads(fields)
        self.assertEqual(list(fields), ["errorType", "errorMessage", "code", "more", "stack"])

    def test_an_unhandled_rejection_ends_the_process_with_128(self):
        self.only_with_callbacks()
        run = self.run_function("exports.f = (e, c, cb) => { Promise.reject(new Error('lost')) }")
        self.assert_paths(run, ["invocation/%s/error" % FIRST_ID])
        error = json.loads(run.posts[0].body)
        self.assertEqual(error["errorType"], "Runtime.UnhandledPromiseRejection")
        self.assertEqual(error["errorMessage"], "Error: lost")
        self.assertEqual(run.status, 128)
        self.assertIn("\tERROR\tUnhandled Promise Rejection \t{", run.output)

    def test_an_uncaught_exception_ends_the_process_with_129(self):
        self.only_with_callbacks()
        run = self.run_function("exports.f = (e, c, cb) => { setTimeout(() => { throw new Error('later') }, 1) }")
        self.assert_paths(run, ["invocation/%s/error" % FIRST_ID])
        self.assertEqual((json.loads(run.posts[0].body)["errorMessage"], run.status), ("later", 129))
        self.assertIn("\tERROR\tUncaught Exception \t{", run.output)

    def test_since_node_24_an_unhandled_rejection_crashes_the_process(self):
        if self.version < (24, 0):
            self.skipTest("older runtimes report it")
        source = "exports.f = async () => { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 500)) }"
        run = self.run_function(source)
        self.assertEqual((run.posts, run.status), ([], 1))
        self.assertIn("Error: lost", run.output)

    def test_an_exit_in_the_handler_ends_the_process_without_a_post(self):
        run = self.run_function("exports.f = async () => process.exit(3)")
        self.assertEqual((run.posts, run.status), ([], 3))

    def test_a_refused_response_is_logged_and_the_next_event_is_served(self):
        refusal = {"response": (413, b'{"errorType":"RequestEntityTooLarge"}\n')}
        run = self.run_function("exports.f = async (e) => e", events=[b"1", b"2"], answers=refusal)
        self.assertEqual(len(run.posts), 2)
        self.assertIn("LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413. {", run.output)

    # --- failures of initialization -----------------------------------------------------------------------------

    def init_status(self):
        return 129 if self.version < (24, 0) else 1

    def test_a_missing_module_is_an_import_error(self):
        error = self.init_error_of("require('nowhere')", self.init_status())
        self.assertEqual(list(error), ["errorType", "errorMessage", "trace"])
        self.assertEqual(error["errorType"], "Runtime.ImportModuleError")
        self.assertRegex(error["errorMessage"], r"^Error: Cannot find module 'nowhere'\nRequire stack:\n- .*/index\.js")
        self.assertEqual(error["trace"][0], "Runtime.ImportModuleError: Error: Cannot find module 'nowhere'")

    def test_the_require_stack_of_a_missing_module_ends_with_the_runtime(self):
        self.only_with_callbacks()
        error = self.init_error_of("require('nowhere')", 129)
        self.assertTrue(error["errorMessage"].endswith("/nodejs/index.mjs"), error)

    def test_a_missing_handler_module_is_an_import_error(self):
        error = self.init_error_of("", self.init_status(), handler="other.f")
        self.assertEqual(error["errorType"], "Runtime.ImportModuleError")
        self.assertTrue(error["errorMessage"].startswith("Error: Cannot find module 'other'\nRequire stack:\n- "), error)

    def test_a_missing_handler_is_not_found(self):
        error = self.init_error_of("exports.x = 1", self.init_status())
        self.assertEqual(error["errorType"], "Runtime.HandlerNotFound")
        self.assertEqual(error["errorMessage"], "index.f is undefined or not exported")

    def test_a_handler_that_is_no_function_is_not_found(self):
        error = self.init_error_of("exports.f = 1", self.init_status())
        self.assertEqual(error["errorMessage"], "index.f is not a function")

    def test_bad_handler_names_are_malformed(self):
        error = self.init_error_of("", self.init_status(), handler="index")
        self.assertEqual((error["errorType"], error["errorMessage"]), ("Runtime.MalformedHandlerName", "Bad handler"))
        error = self.init_error_of("", self.init_status(), handler="../index.f")
        self.assertTrue(error["errorMessage"].startswith("'../index.f' is not a valid handler name. "))

    def test_a_syntax_error_is_named(self):
        error = self.init_error_of("const = 1", self.init_status())
        self.assertEqual(error["errorType"], "Runtime.UserCodeSyntaxError")
        self.assertEqual(error["errorMessage"], "SyntaxError: Unexpected token '='")

    def test_an_exception_while_loading_keeps_its_type(self):
        error = self.init_error_of("throw new RangeError('at load')", self.init_status())
        self.assertEqual((error["errorType"], error["errorMessage"]), ("RangeError", "at load"))

    def test_a_failed_start_is_logged_without_a_request_id(self):
        run = self.run_function("throw new RangeError('at load')")
        title = "Uncaught Exception" if self.version < (24, 0) else "Init Error"
        id = "undefined" if self.version < (24, 0) else "-"
        self.assertIn("Z\t%s\tERROR\t%s \t{" % (id, title), run.output)

    # --- context ------------------------------------------------------------------------------------------------

    def test_the_context_describes_the_invocation(self):
        source = (
            "exports.f = async (e, c) => [c.awsRequestId, c.functionName, c.functionVersion, c.invokedFunctionArn,"
            " c.memoryLimitInMB, c.logGroupName, c.logStreamName, c.clientContext === undefined,"
            " c.getRemainingTimeInMillis() > 2000, c.getRemainingTimeInMillis() <= 3000]"
        )
        expected = [FIRST_ID, "f", "$LATEST", ARN, "128", "/aws/lambda/f", "2026/01/01/[$LATEST]0123", True, True, True]
        self.assertEqual(self.result_of(source), expected)

    def test_the_context_has_client_identity_and_tenant(self):
        headers = {
            "Lambda-Runtime-Client-Context": '{"custom":{"k":"é"}}',
            "Lambda-Runtime-Cognito-Identity": '{"cognitoIdentityId":"i"}',
            "Lambda-Runtime-Aws-Tenant-Id": "blue",
        }
        source = "exports.f = async (e, c) => [c.clientContext, c.identity, c.tenantId]"
        expected = [{"custom": {"k": "é"}}, {"cognitoIdentityId": "i"}, "blue"]
        self.assertEqual(self.result_of(source, headers=headers), expected)

    def test_the_remaining_time_may_be_negative(self):
        source = "exports.f = async (e, c) => c.getRemainingTimeInMillis() < 0"
        self.assertIs(self.result_of(source, headers={"Lambda-Runtime-Deadline-Ms": "1000"}), True)

    def test_the_trace_id_is_in_the_environment(self):
        run = self.run_function("exports.f = async () => process.env._X_AMZN_TRACE_ID", events=[b"1", b"2"])
        self.assertEqual(
            [json.loads(post.body)[-2:] for post in run.posts], ["00", "01"]
        )

    def test_without_a_trace_header_there_is_no_trace_id(self):
        source = "exports.f = async () => '_X_AMZN_TRACE_ID' in process.env"
        env = {"_X_AMZN_TRACE_ID": "old"}
        self.assertIs(self.result_of(source, headers={"Lambda-Runtime-Trace-Id": None}, env=env), False)

    def test_the_function_does_not_see_our_own_variable(self):
        source = "exports.f = async () => Object.keys(process.env).filter((k) => k.includes('HIKESHI'))"
        self.assertEqual(self.result_of(source, framed=True), [])

    # --- output -------------------------------------------------------------------------------------------------

    def test_console_lines_have_time_request_and_level(self):
        source = "exports.f = async () => { console.log('a %d', 1, {k: 1}); console.warn('b\\nc') }"
        lines = self.run_function(source).output.split("\n")
        self.assertRegex(lines[0], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t%s\tINFO\ta 1 \{ k: 1 \}$" % FIRST_ID)
        self.assertTrue(lines[1].endswith("\tWARN\tb\rc"))

    def test_console_calls_are_frames_between_raw_output(self):
        source = (
            "exports.f = async () => { process.stdout.write('one\\n'); console.error('two\\nlines');"
            " process.stderr.write('three'); console.fatal('four') }"
        )
        pieces = self.run_function(source, framed=True).pieces
        self.assertEqual([kind for kind, _ in pieces], [None, TEXT_ERROR, None, 0xA55A0003 | 0x18])
        self.assertEqual((pieces[0][1], pieces[2][1]), ("one\n", "three"))
        self.assertTrue(pieces[1][1].endswith("\tERROR\ttwo\nlines\n"))

    def test_every_console_level_has_its_frame_type(self):
        source = "exports.f = async () => { for (const l of ['trace', 'debug', 'info', 'log', 'warn']) console[l](l) }"
        pieces = self.run_function(source, framed=True).pieces
        self.assertEqual([kind & 0x1C for kind, _ in pieces], [0x04, 0x08, 0x0C, 0x0C, 0x10])

    def test_json_lines_have_the_fields_of_aws(self):
        source = (
            "exports.f = async () => { console.debug('no'); console.log({k: 1}); console.error('e', new TypeError('bad'));"
            " console.info('%s!', 'x') }"
        )
        env = {"AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "INFO"}
        pieces = self.run_function(source, framed=True, env=env).pieces
        self.assertEqual([kind for kind, _ in pieces], [0xA55A000E, 0xA55A0016, 0xA55A000E])
        first, second, third = (json.loads(text) for _, text in pieces)
        self.assertEqual(list(first), ["timestamp", "level", "requestId", "message"])
        self.assertEqual((first["level"], first["requestId"], first["message"]), ("INFO", FIRST_ID, {"k": 1}))
        self.assertEqual((second["errorType"], second["errorMessage"]), ("TypeError", "bad"))
        self.assertEqual(second["stackTrace"][0], "TypeError: bad")
        self.assertEqual(third["message"], "x!")

    def test_output_before_an_exit_is_not_lost(self):
        source = "exports.f = async () => { console.log('x'.repeat(200000)); process.kill(process.pid, 'SIGKILL'); await 0 }"
        self.assertGreater(len(self.run_function(source, framed=True).output), 200000)

    # --- streaming ----------------------------------------------------------------------------------------------

    def test_a_streaming_handler_posts_chunks(self):
        source = (
            "exports.f = awslambda.streamifyResponse(async (e, stream, c) => {"
            " stream.setContentType('text/plain'); stream.write('one'); stream.write({two: 2}); stream.end('é') })"
        )
        run = self.run_function(source, events=[b"1", b"2"])
        self.assert_paths(run, ["invocation/%s/response" % FIRST_ID, "invocation/%s/response" % SECOND_ID])
        post = run.posts[0]
        self.assertEqual(post.body.decode(), 'one{"two":2}é')
        self.assertEqual(post.headers["lambda-runtime-function-response-mode"], "streaming")
        self.assertEqual(post.headers["transfer-encoding"], "chunked")
        self.assertEqual(post.headers["content-type"], "text/plain")
        trailer = "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"
        self.assertEqual((post.headers["trailer"], post.trailers), (trailer, {}))

    def test_the_default_content_type_of_a_stream_is_octet_stream(self):
        run = self.run_function("exports.f = awslambda.streamifyResponse(async (e, s) => { s.end('x') })")
        self.assertEqual(run.posts[0].headers["content-type"], "application/octet-stream")

    def test_an_http_response_stream_begins_with_its_prelude(self):
        source = (
            "exports.f = awslambda.streamifyResponse(async (e, s) => {"
            " s = awslambda.HttpResponseStream.from(s, {statusCode: 201, headers: {a: 'b'}}); s.write('body'); s.end() })"
        )
        post = self.run_function(source).posts[0]
        self.assertEqual(post.headers["content-type"], "application/vnd.awslambda.http-integration-response")
        self.assertEqual(post.body, b'{"statusCode":201,"headers":{"a":"b"}}' + bytes(8) + b"body")

    def test_streams_can_be_piped(self):
        source = (
            "const { pipeline } = require('stream/promises'); const { Readable } = require('stream');"
            "exports.f = awslambda.streamifyResponse(async (e, s) => {"
            " await pipeline(Readable.from([Buffer.alloc(100000, 'x'), 'y']), s) })"
        )
        self.assertEqual(len(self.run_function(source).posts[0].body), 100001)

    def test_a_failed_stream_carries_the_error_in_its_trailers(self):
        source = (
            "exports.f = awslambda.streamifyResponse(async (e, s) => { if (e) s.write('part'); throw new TypeError('bad') })"
        )
        run = self.run_function(source, events=[b"0", b"1"])
        self.assertEqual([post.body for post in run.posts], [b"", b"part"])
        for post in run.posts:
            self.assertEqual(post.trailers["lambda-runtime-function-error-type"], "TypeError")
            body = json.loads(base64.b64decode(post.trailers["lambda-runtime-function-error-body"]))
            self.assertEqual((list(body), body["errorMessage"]), (["errorType", "errorMessage", "trace"], "bad"))
        self.assertIn("\tERROR\tInvoke Error \t{", run.output)

    def test_a_streaming_handler_must_be_async(self):
        run = self.run_function("exports.f = awslambda.streamifyResponse(() => {})")
        body = json.loads(base64.b64decode(run.posts[0].trailers["lambda-runtime-function-error-body"]))
        self.assertIn("Streaming does not support non-async handlers.", body["errorMessage"])

    def test_a_content_type_that_comes_too_late_is_an_error(self):
        source = "exports.f = awslambda.streamifyResponse(async (e, s) => { s.write('x'); s.setContentType('a/b') })"
        run = self.run_function(source)
        self.assertEqual(run.posts[0].trailers["lambda-runtime-function-error-type"], "Runtime.InvalidStreamingOperation")

    def test_a_destroyed_stream_is_cut_off_and_the_next_event_is_served(self):
        source = (
            "exports.f = awslambda.streamifyResponse(async (e, s) => {"
            " s.write('part'); await new Promise((r) => setTimeout(r, 20)); if (e) s.destroy(); else s.end() })"
        )
        run = self.run_function(source, events=[b"1", b"0"])
        self.assertEqual([post.trailers for post in run.posts], [{"truncated": "yes"}, {}])

    # --- process ------------------------------------------------------------------------------------------------

    def test_signals_are_handled_while_the_runtime_waits_for_an_event(self):
        source = "process.on('SIGTERM', () => { console.log('bye'); process.exit(0) }); exports.f = async () => 1"
        run = self.run_function(source, send_signal=signal.SIGTERM)
        self.assertEqual(run.status, 0)
        self.assertIn("\tbye", run.output)


def interpreters(variable, patterns, command):
    if os.environ.get(variable):
        return os.environ[variable].split(":")
    found = [path for pattern in patterns for path in sorted(glob.glob(pattern))]
    default = shutil.which(command)
    return [default] + found if default and "shims" not in default else found


def version_of(interpreter):
    answer = subprocess.run([interpreter, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode()
    match = re.search(r"(\d+)\.(\d+)\.", answer)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def find_cases(behaviour, found, oldest, newest):
    cases, seen = {}, set()
    for interpreter in found:
        version = version_of(interpreter)
        if not oldest <= version <= newest or version in seen:
            print("skipped %s: version %d.%d" % (interpreter, *version), file=sys.stderr)
            continue
        seen.add(version)
        name = "%s_%d_%d" % (behaviour.__name__.replace("Behaviour", ""), *version)
        cases[name] = type(name, (behaviour, unittest.TestCase), {"interpreter": interpreter, "version": version})
    if not cases:
        print("skipped %s: no interpreter found" % behaviour.__name__, file=sys.stderr)
    return cases


PYTHON_PATTERNS = ["/usr/bin/python3.?", "/usr/bin/python3.??", os.path.expanduser("~/.pyenv/versions/*/bin/python3")]
NODE_PATTERNS = [os.path.expanduser("~/.nvm/versions/node/*/bin/node"), "/usr/local/bin/node"]
pythons = interpreters("HIKESHI_TEST_PYTHONS", PYTHON_PATTERNS, "python3")
nodes = interpreters("HIKESHI_TEST_NODES", NODE_PATTERNS, "node")
globals().update(find_cases(PythonBehaviour, pythons, (3, 8), (3, 14)))
globals().update(find_cases(NodeBehaviour, nodes, (18, 0), (24, 99)))

if __name__ == "__main__":
    unittest.main()
