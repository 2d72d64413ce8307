'use strict';
// Node.js up to 22: a handler may return a promise, call back, or use context.done and its kin; unless it says
// otherwise, a result that was called back is posted only when the event loop is empty.

const { UnhandledPromiseRejection, describe } = require('./errors.cjs');
const { logError } = require('./logging.cjs');
const { RuntimeApi } = require('./runtime_api.cjs');
const { enterInvocation, environmentData, headerData } = require('./context.cjs');

const NOTHING = () => {};

// What to do when the event loop runs empty.
let whenIdle = NOTHING;

async function serve(api, load) {
  const fatal = catchUncaught();
  process.on('beforeExit', () => whenIdle());
  try {
    const loaded = await load();
    scheduleInvocation(api, loaded, fatal);
  } catch (error) {
    process.emit('uncaughtException', error, 'uncaughtException');
  }
}

/** Reports errors that no handler caught, and ends the process. Before the first invocation they are init errors. */
function catchUncaught() {
  const fatal = { requestId: null };
  process.on('uncaughtException', (error) => {
    logError('Uncaught Exception', error);
    reportAndExit(fatal.requestId, error, 129);
  });
  process.on('unhandledRejection', (reason, promise) => {
    const error = new UnhandledPromiseRejection(reason, promise);
    logError('Unhandled Promise Rejection', error);
    reportAndExit(fatal.requestId, error, 128);
  });
  return fatal;
}

function reportAndExit(requestId, error, status) {
  // The other connection may be waiting for the next invocation.
  const api = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API);
  const description = describe(error);
  const posted = requestId === null ? api.postInitError(description) : api.postError(requestId, description);
  posted.then(NOTHING, NOTHING).then(() => process.exit(status));
}

function scheduleInvocation(api, loaded, fatal) {
  setImmediate(() => {
    const next = () => scheduleInvocation(api, loaded, fatal);
    invoke(api, loaded, fatal, next).catch((error) => {
      console.log(`Unexpected Top Level Error: ${error}`);
      reportAndExit(fatal.requestId, error, 129);
    });
  });
}

async function invoke(api, loaded, fatal, next) {
  const { headers, body } = await api.next();
  fatal.requestId = enterInvocation(headers);
  await (loaded.streaming ? invokeStreaming : invokeBuffered)(api, loaded, headers, body, next);
}

function invokeBuffered(api, { handler }, headers, body, next) {
  const invocation = new Invocation(api, headers['lambda-runtime-aws-request-id'], next);
  // A handler that neither calls back nor returns a promise that settles has the answer null.
  whenIdle = () => invocation.complete(null);
  const { callback, context } = invocation.interface();
  try {
    Object.assign(context, environmentData(), headerData(headers));
    const result = handler(JSON.parse(body), context, callback);
    if (typeof result?.then === 'function') {
      result.then(context.succeed, context.fail).catch(context.fail);
    }
  } catch (error) {
    callback(error);
  }
}

class Invocation {
  constructor(api, requestId, next) {
    this.api = api;
    this.requestId = requestId;
    this.next = next;
    this.answered = false;
    this.waitsForEmptyEventLoop = true;
  }

  /** What the function gets: three methods and a callback, of which the first call counts. */
  interface() {
    let called = false;
    const first = (method) => (...args) => {
      if (called) return;
      method(...args);
      // Only now: a result that cannot be posted may still be followed by an error.
      called = true;
    };
    const invocation = this;
    const context = {
      get callbackWaitsForEmptyEventLoop() {
        return invocation.waitsForEmptyEventLoop;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        invocation.waitsForEmptyEventLoop = value;
      },
      succeed: first((result) => this.done(null, result)),
      fail: first((error) => this.done(error ?? 'handled')),
      done: first((error, result) => this.done(error, result)),
    };
    return { callback: first((error, result) => this.callBack(error, result)), context };
  }

  done(error, result) {
    whenIdle = NOTHING;
    if (error !== undefined && error !== null) {
      this.fail(error);
    } else {
      this.complete(result);
    }
  }

  callBack(error, result) {
    if ((error !== undefined && error !== null) || !this.waitsForEmptyEventLoop) {
      this.done(error, result);
    } else {
      whenIdle = () => {
        whenIdle = NOTHING;
        setImmediate(() => this.complete(result));
      };
    }
  }

  complete(result) {
    whenIdle = NOTHING;
    if (this.answered) {
      console.error(
        'Invocation has already been reported as done. Cannot call complete more than once per invocation.',
      );
      return;
    }
    this.answered = true;
    this.api.postResponse(this.requestId, result).then(this.next);
  }

  fail(error) {
    logError('Invoke Error', error);
    this.api.postError(this.requestId, describe(error)).then(this.next);
  }
}

async function invokeStreaming(api, { handler, highWaterMark }, headers, body, next) {
  const { ResponseStream, streamResponse } = require('./streaming.cjs');
  const stream = new ResponseStream(api, headers['lambda-runtime-aws-request-id'], highWaterMark);
  const context = { callbackWaitsForEmptyEventLoop: true };
  whenIdle = next;
  try {
    Object.assign(context, environmentData(), headerData(headers));
    await streamResponse(handler, JSON.parse(body), stream, context);
  } catch (error) {
    logError('Invoke Error', error);
    stream.fail(error);
    await stream.answered.catch(NOTHING);
  }
  if (!context.callbackWaitsForEmptyEventLoop) {
    whenIdle = NOTHING;
    next();
  }
}

module.exports = { serve };
