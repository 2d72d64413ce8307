'use strict';
// The stream that a streaming handler writes its response to: a chunked POST, with an error in its trailers.

const { Writable } = require('stream');
const { InvalidStreamingOperation, describe } = require('./errors.cjs');

const ERROR_TYPE = 'Lambda-Runtime-Function-Error-Type';
const ERROR_BODY = 'Lambda-Runtime-Function-Error-Body';

class ResponseStream extends Writable {
  constructor(api, requestId, highWaterMark) {
    super({ highWaterMark });
    this._api = api;
    this._path = `invocation/${encodeURIComponent(requestId)}/response`;
    this._contentType = 'application/octet-stream';
    this._trailers = '';
    this._writeCalled = false;
    this._headSent = false;
    /** Settles with the platform's answer. */
    this.answered = api.expectAnswer(null);
    // Whoever awaits it sees the error; that nobody has begun to await is no error of its own.
    this.answered.catch(() => {});
    // A handler that ends in an error may leave the stream without a listener.
    this.on('error', () => {});
  }

  setContentType(contentType) {
    if (this._writeCalled) throw new InvalidStreamingOperation('Cannot set content-type, too late.');
    this._contentType = contentType;
  }

  write(chunk, encoding, callback) {
    const isData = typeof chunk === 'string' || chunk instanceof Uint8Array;
    this._writeCalled = true;
    return super.write(isData ? chunk : JSON.stringify(chunk), encoding, callback);
  }

  /** Ends the stream with the error in the trailers, unless it has ended already. */
  fail(error) {
    if (this.writableEnded || this.destroyed) return;
    const description = describe(error);
    const body = Buffer.from(JSON.stringify(description)).toString('base64');
    const type = String(description.errorType).replace(/[^\x20-\x7e]/g, '?');
    this._trailers = `${ERROR_TYPE}: ${type}\r\n${ERROR_BODY}: ${body}\r\n`;
    this.end();
  }

  _write(chunk, _encoding, callback) {
    this._send([...this._begin(), ...framed(chunk)], callback);
  }

  _final(callback) {
    const beginning = this._trailers && !this._headSent ? [this._head()] : this._begin();
    this._send([...beginning, `0\r\n${this._trailers}\r\n`], callback);
  }

  _destroy(error, callback) {
    // The platform must not take half a response for a whole one.
    if (!this.writableFinished) this._api.lost(error || new Error('Response stream was destroyed'));
    callback(error);
  }

  /** The head of the request and the prelude of an HTTP response, the first time. */
  _begin() {
    if (this._headSent) return [];
    const pieces = [this._head()];
    this._onBeforeFirstWrite?.((prelude) => pieces.push(...framed(Buffer.from(prelude))));
    return pieces;
  }

  _head() {
    this._headSent = true;
    return this._api.head(
      'POST',
      this._path,
      'Lambda-Runtime-Function-Response-Mode: streaming\r\n' +
        `Trailer: ${ERROR_TYPE}, ${ERROR_BODY}\r\n` +
        `Content-Type: ${this._contentType}\r\nTransfer-Encoding: chunked\r\n`,
    );
  }

  _send(pieces, callback) {
    const socket = this._api.socket;
    if (!socket) return callback(new Error('The runtime API closed the connection'));
    socket.write(Buffer.concat(pieces.map((piece) => Buffer.from(piece))), callback);
  }
}

/** An empty chunk would end the response. */
function framed(chunk) {
  return chunk.length ? [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n'] : [];
}

/** Runs a streaming handler to its end; what it throws has not been told to anybody yet. */
async function streamResponse(handler, event, stream, context) {
  const returned = handler(event, stream, context);
  if (typeof returned?.then !== 'function') throw new Error('Streaming does not support non-async handlers.');
  if ((await returned) !== undefined) console.warn('Streaming handlers ignore return values.');
  await stream.answered;
  if (!stream.writableFinished) throw new Error('Response stream is not finished.');
}

module.exports = { ResponseStream, streamResponse };
