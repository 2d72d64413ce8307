'use strict';
// Node.js 24 and later: handlers are async functions (or return a value), and nothing waits for the event loop.

const { CallbackHandlerDeprecated, describe } = require('./errors.cjs');
const { logError } = require('./logging.cjs');
const { enterInvocation, environmentData, headerData } = require('./context.cjs');

const NO_CALLBACKS =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
  'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
  'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

async function serve(api, load) {
  const loaded = await loadOrReport(api, load);
  for (;;) {
    const { headers, body } = await api.next();
    const requestId = enterInvocation(headers);
    const context = { ...headerData(headers), xRayTraceId: headers['lambda-runtime-trace-id'], ...environmentData() };
    const event = JSON.parse(body);
    await (loaded.streaming ? invokeStreaming : invokeBuffered)(api, loaded, requestId, event, context);
  }
}

async function loadOrReport(api, load) {
  try {
    const loaded = await load();
    if (loaded.handler.length >= 3 && !loaded.streaming) throw new CallbackHandlerDeprecated(NO_CALLBACKS);
    return loaded;
  } catch (error) {
    logError('Init Error', error);
    await api.postInitError(describe(error));
    // Nobody catches this: the process ends with status 1 and Node.js prints the error.
    throw error;
  }
}

async function invokeBuffered(api, { handler }, requestId, event, context) {
  try {
    const result = await handler(event, context);
    await nextTurn();
    await api.postResponse(requestId, result);
  } catch (error) {
    await nextTurn();
    logError('Invoke Error', error);
    await api.postError(requestId, describe(error));
  }
}

async function invokeStreaming(api, { handler, highWaterMark }, requestId, event, context) {
  const { ResponseStream, streamResponse } = require('./streaming.cjs');
  const stream = new ResponseStream(api, requestId, highWaterMark);
  try {
    await streamResponse(handler, event, stream, context);
  } catch (error) {
    await nextTurn();
    logError('Invoke Error', error);
    stream.fail(error);
    await stream.answered.catch(() => {});
  }
}

function nextTurn() {
  return new Promise((resolve) => setImmediate(resolve));
}

module.exports = { serve };
