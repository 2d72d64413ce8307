'use strict';
// The runtime's own errors, and the two ways in which any error is shown: to the caller and in the log.

const { types } = require('util');

// With Node.js 24 AWS gave up callbacks and much that came with them.
const BEFORE_NODE_24 = parseInt(process.versions.node, 10) < 24;

class ImportModuleError extends Error {}
class HandlerNotFound extends Error {}
class MalformedHandlerName extends Error {}
class UserCodeSyntaxError extends Error {}
class MalformedStreamingHandler extends Error {}
class InvalidStreamingOperation extends Error {}
class CallbackHandlerDeprecated extends Error {}

class JSONStringifyError extends Error {}

class UnhandledPromiseRejection extends Error {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

const classes = {
  ImportModuleError,
  HandlerNotFound,
  MalformedHandlerName,
  UserCodeSyntaxError,
  MalformedStreamingHandler,
  InvalidStreamingOperation,
  CallbackHandlerDeprecated,
  UnhandledPromiseRejection,
  JSONStringifyError,
};
for (const [name, type] of Object.entries(classes)) type.prototype.name = `Runtime.${name}`;
if (BEFORE_NODE_24) JSONStringifyError.prototype.name = 'Error';

/** What the caller gets. */
function describe(error) {
  try {
    if (types.isNativeError(error) || looksLikeError(error)) {
      return {
        errorType: printable(error.name),
        errorMessage: printable(error.message),
        trace: printable(error.stack).split('\n'),
      };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, ' +
        'but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

function looksLikeError(value) {
  return value && ['name', 'message', 'stack'].every((key) => value[key] && typeof value[key] === 'string');
}

/** DEL is the one control character that JSON leaves as it is, and AWS does not. */
function printable(text) {
  return text?.replaceAll('\x7F', '%7F');
}

/** What the text log shows, after the words "Invoke Error" and the like. */
function toLogText(error) {
  try {
    return '\t' + JSON.stringify(error, (_key, value) => (value instanceof Error ? logFields(value) : value));
  } catch {
    return '\t' + JSON.stringify(describe(error));
  }
}

function logFields(error) {
  const fields = { errorType: error.name, errorMessage: error.message, code: error.code, ...error };
  if (typeof error.stack === 'string') fields.stack = error.stack.split('\n');
  return fields;
}

module.exports = { ...classes, BEFORE_NODE_24, describe, toLogText };
