'use strict';
// console.* as AWS formats it, one record per call, and the runtime's own error records.

const fs = require('fs');
const { format } = require('util');
const { BEFORE_NODE_24, toLogText } = require('./errors.cjs');

const TEXT_FRAME = 0xa55a0003;
const JSON_FRAME = 0xa55a0002;
const FRAME_HEAD_BYTES = 16;
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

// Before the first invocation lines say "undefined", and since Node.js 24 "-".
const current = { requestId: BEFORE_NODE_24 ? undefined : '-', tenantId: undefined };
let writesJson = false;

function setInvocation(requestId, tenantId) {
  current.requestId = requestId;
  current.tenantId = tenantId;
}

function patchConsole(framed) {
  writesJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
  const lowest = Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()));
  const write = framed ? writeFrame : writeLine;
  LEVELS.forEach((level, rank) => {
    const enabled = rank >= lowest;
    console[level.toLowerCase()] = enabled ? (message, ...rest) => log(write, rank, message, rest) : () => {};
  });
  console.log = console.info;
}

function log(write, rank, message, rest) {
  const now = new Date();
  const format = writesJson ? jsonRecord : textRecord;
  write(rank, now, format(now, LEVELS[rank], message, rest));
}

function textRecord(now, level, message, rest) {
  return `${now.toISOString()}\t${current.requestId}\t${level}\t${format(message, ...rest)}`;
}

function jsonRecord(now, level, message, rest) {
  const record = { timestamp: now.toISOString(), level, requestId: current.requestId };
  if (current.tenantId != null) record.tenantId = current.tenantId;
  if (rest.length === 0) {
    record.message = message;
    try {
      return JSON.stringify(record, (_key, value) => (value instanceof Error ? errorFields(value) : value));
    } catch {
      record.message = format(message);
      return JSON.stringify(record);
    }
  }
  record.message = format(message, ...rest);
  const error = [message, ...rest].find((value) => value instanceof Error);
  if (error) {
    const { errorType, errorMessage, stackTrace } = errorFields(error);
    Object.assign(record, { errorType, errorMessage, stackTrace: stackTrace || [] });
  }
  return JSON.stringify(record);
}

function errorFields(error) {
  const stackTrace = typeof error.stack === 'string' ? error.stack.split('\n') : error.stack;
  return { errorType: error.constructor?.name ?? 'UnknownError', errorMessage: error.message, stackTrace, ...error };
}

/** To anybody but the platform, a record is a line; its own line ends become carriage returns. */
function writeLine(_rank, _now, record) {
  process.stdout.write(record.replace(/\n/g, '\r') + '\n');
}

/** To the platform, a record is a frame: type, length, microseconds, text. */
function writeFrame(rank, now, record) {
  const text = writesJson ? record : record + '\n';
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(FRAME_HEAD_BYTES + length);
  frame.writeUInt32BE(((writesJson ? JSON_FRAME : TEXT_FRAME) | ((rank + 1) * 4)) >>> 0, 0);
  frame.writeUInt32BE(length, 4);
  frame.writeBigUInt64BE(BigInt(now.getTime()) * 1000n, 8);
  frame.write(text, FRAME_HEAD_BYTES);
  writeFully(1, frame);
}

function writeFully(fd, bytes) {
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += fs.writeSync(fd, bytes, sent);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      // process.stdout makes the pipe non-blocking, and the platform is behind. There is nothing to do but wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function logError(title, reason) {
  const error = reason instanceof Error ? reason : new Error(reason);
  if (writesJson) {
    console.error(error);
  } else {
    console.error(title, toLogText(error));
  }
}

module.exports = { patchConsole, setInvocation, logError };
