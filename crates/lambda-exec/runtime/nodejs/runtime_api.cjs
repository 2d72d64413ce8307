'use strict';
// A client for the Runtime API on one keep-alive connection, without the cost of the `http` module.
//
// The connection keeps the process alive only while an answer is due: with `callbackWaitsForEmptyEventLoop` an
// invocation ends when the event loop is empty, and our idle socket must not count.

const net = require('net');
const { JSONStringifyError } = require('./errors.cjs');

const RECEIVE_BYTES = 65536;

class RuntimeApi {
  constructor(address) {
    const [host, port] = address.split(':');
    this.address = { host, port: Number(port) };
    this.hostLine = `Host: ${address}\r\n`;
    this.nextRequest = this.head('GET', 'invocation/next', '');
    this.pending = null;
    this.connect();
  }

  async next() {
    const answer = await this.exchange(this.nextRequest);
    if (answer.status !== 200) {
      throw new Error(`Failed to get next invocation, error ${answer.status}`);
    }
    return answer;
  }

  postResponse(requestId, result) {
    return this.postResult(`invocation/${encodeURIComponent(requestId)}/response`, stringify(result));
  }

  postError(requestId, error) {
    return this.postResult(`invocation/${encodeURIComponent(requestId)}/error`, stringify(error));
  }

  postInitError(error) {
    const type = String(error.errorType).replace(/[^\x20-\x7e]/g, '?');
    return this.post('init/error', stringify(error), `Lambda-Runtime-Function-Error-Type: ${type}\r\n`);
  }

  /** AWS's client reports a refused result and goes on: the platform has told the caller already. */
  async postResult(path, body) {
    const answer = await this.post(path, body, '').catch((error) => ({ status: -1, body: error.message }));
    if (answer.status !== 202) {
      const what = 'Failed to post handler success response. Http response code';
      const status = `${answer.status}. ${answer.body.trim()}`;
      process.stderr.write(`[ERROR] [${Date.now()}] LAMBDA_RUNTIME ${what}: ${status}\n`);
    }
  }

  post(path, body, fields) {
    const length = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    return this.exchange(this.head('POST', path, length + fields) + body);
  }

  head(method, path, fields) {
    return `${method} /2018-06-01/runtime/${path} HTTP/1.1\r\n${this.hostLine}${fields}\r\n`;
  }

  /** Sends a whole request, and once more on a fresh connection if the old one was closed while idle. */
  exchange(request) {
    const retry = this.used ? request : null;
    const answer = this.expectAnswer(retry);
    this.socket.write(request);
    return answer;
  }

  /** Promises the next answer; the caller writes the request. */
  expectAnswer(retry) {
    if (!this.socket) this.connect();
    this.used = true;
    this.socket.ref();
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject, retry, answer: new Answer() };
    });
  }

  connect() {
    this.used = false;
    // One buffer for the life of the connection, and no readable stream behind it.
    const buffer = Buffer.allocUnsafeSlow(RECEIVE_BYTES);
    const onread = { buffer, callback: (count) => this.receive(buffer.subarray(0, count)) };
    const socket = net.connect({ ...this.address, noDelay: true, onread });
    socket.unref();
    const lost = (error) => {
      if (this.socket === socket) this.lost(error || new Error('The runtime API closed the connection'));
    };
    socket.on('error', lost).on('end', lost).on('close', () => lost());
    this.socket = socket;
  }

  receive(bytes) {
    const pending = this.pending;
    if (pending && pending.answer.take(bytes)) {
      this.pending = null;
      this.socket.unref();
      if (pending.answer.headers.connection === 'close') this.close();
      pending.resolve(pending.answer);
    }
    return true;
  }

  lost(error) {
    this.close();
    const pending = this.pending;
    this.pending = null;
    if (!pending) return;
    if (pending.retry !== null && !pending.answer.started) {
      this.exchange(pending.retry).then(pending.resolve, pending.reject);
    } else {
      pending.reject(error);
    }
  }

  close() {
    const socket = this.socket;
    this.socket = null;
    this.used = false;
    if (socket) socket.destroy();
  }
}

/** An HTTP answer that arrives in pieces. The pieces lie in a buffer that the next one overwrites. */
class Answer {
  started = false;
  status = 0;
  headers = null;
  body = '';
  rest = Buffer.alloc(0);
  parts = [];

  /** True when the answer is complete. */
  take(bytes) {
    this.started = true;
    this.rest = this.rest.length ? Buffer.concat([this.rest, bytes]) : bytes;
    const complete = (this.headers || this.takeHead()) && (this.chunked ? this.takeChunks() : this.takeSized());
    if (!complete && this.rest.length) this.rest = Buffer.from(this.rest);
    return complete;
  }

  takeHead() {
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const [statusLine, ...lines] = this.rest.toString('utf8', 0, end).split('\r\n');
    this.status = parseInt(statusLine.split(' ', 2)[1], 10);
    this.headers = {};
    for (const line of lines) {
      const colon = line.indexOf(':');
      this.headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    this.chunked = this.headers['transfer-encoding'] === 'chunked';
    this.missing = Number(this.headers['content-length'] || 0);
    this.rest = this.rest.subarray(end + 4);
    return true;
  }

  takeSized() {
    if (this.parts.length === 0 && this.rest.length >= this.missing) {
      this.body = this.rest.toString('utf8', 0, this.missing);
      return true;
    }
    this.missing -= this.rest.length;
    this.parts.push(Buffer.from(this.rest));
    this.rest = this.rest.subarray(this.rest.length);
    if (this.missing > 0) return false;
    this.body = Buffer.concat(this.parts).toString();
    return true;
  }

  takeChunks() {
    for (;;) {
      const lineEnd = this.rest.indexOf('\r\n');
      if (lineEnd < 0) return false;
      const size = parseInt(this.rest.toString('latin1', 0, lineEnd), 16);
      const next = lineEnd + 2 + size + 2;
      if (size === 0) return this.takeTrailers(lineEnd);
      if (this.rest.length < next) return false;
      this.parts.push(Buffer.from(this.rest.subarray(lineEnd + 2, next - 2)));
      this.rest = this.rest.subarray(next);
    }
  }

  takeTrailers(lineEnd) {
    if (this.rest.indexOf('\r\n\r\n', lineEnd) < 0) return false;
    this.body = Buffer.concat(this.parts).toString();
    return true;
  }
}

function stringify(value) {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null';
  } catch {
    throw new JSONStringifyError('Unable to stringify response body');
  }
}

module.exports = { RuntimeApi };
