'use strict';
// Runs a Node.js function: takes invocations from the Runtime API, calls the handler, posts the answers.
//
// AWS changed its client with Node.js 24: handlers with callbacks are gone, modules are always loaded with import(),
// and an uncaught error simply ends the process. Hence the two `serve…` files.
//
// The entry file is CommonJS because Node.js starts it 4 ms sooner than an ES module.

const { RuntimeApi } = require('./runtime_api.cjs');
const { patchConsole } = require('./logging.cjs');
const { loadHandler, defineGlobals } = require('./handler.cjs');
const { BEFORE_NODE_24 } = require('./errors.cjs');

function main() {
  const framed = process.env._HIKESHI_FRAMED_OUTPUT === '1';
  delete process.env._HIKESHI_FRAMED_OUTPUT;
  patchConsole(framed);
  defineGlobals();
  // Connects while the function's modules are loaded.
  const api = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API);
  return run(api, process.env.LAMBDA_TASK_ROOT || '/var/task', process.env._HANDLER);
}

/** Loads the handler and serves it for ever. The environment is complete by now. */
function run(api, taskRoot, handlerName) {
  const { serve } = require(BEFORE_NODE_24 ? './serve_callbacks.cjs' : './serve_promises.cjs');
  return serve(api, () => loadHandler(taskRoot, handlerName, BEFORE_NODE_24));
}

main();
