'use strict';
// Finds the handler that a name like `dir/file.object.method` means.

const fs = require('fs');
const path = require('path');
const { createRequire, register: registerHook } = require('module');
const { pathToFileURL } = require('url');
const {
  ImportModuleError,
  HandlerNotFound,
  MalformedHandlerName,
  MalformedStreamingHandler,
  UserCodeSyntaxError,
} = require('./errors.cjs');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const INTEGRATION_CONTENT_TYPE = 'application/vnd.awslambda.http-integration-response';
const PRELUDE_END = new Uint8Array(8);

// "Require stack" in an error message ends with the file that required first; on AWS that is this one.
const requireFromRuntime = createRequire(path.join(__dirname, 'index.mjs'));

async function loadHandler(taskRoot, name, requiresCommonJs) {
  if (name.includes('..')) {
    throw new MalformedHandlerName(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const base = path.basename(name);
  const directory = name.slice(0, name.indexOf(base));
  const match = base.match(/^([^.]*)\.(.*)$/);
  if (!match) throw new MalformedHandlerName('Bad handler');
  const [, moduleName, property] = match;
  const module = await loadModule(taskRoot, directory, moduleName, requiresCommonJs);
  const handler = lookUp(module, property) || (requiresCommonJs ? undefined : lookUp(module.default, property));
  if (!handler) throw new HandlerNotFound(`${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new HandlerNotFound(`${name} is not a function`);
  return { handler, streaming: isStreaming(handler), highWaterMark: Number(handler[HIGH_WATER_MARK]) || undefined };
}

function lookUp(object, property) {
  return property.split('.').reduce((nested, key) => nested && nested[key], object);
}

function isStreaming(handler) {
  if (!handler[STREAMING]) return false;
  if (handler[STREAMING] === 'response') return true;
  throw new MalformedStreamingHandler('Only response streaming is supported.');
}

async function loadModule(taskRoot, directory, name, requiresCommonJs) {
  const file = path.resolve(taskRoot, directory, name);
  try {
    const module = requiresCommonJs ? await requireOrImport(file) : await importAny(file);
    if (module) return module;
    // Not a file of the function: perhaps a package.
    const paths = [taskRoot, path.resolve(taskRoot, directory)];
    return requireFromRuntime(requireFromRuntime.resolve(name, { paths }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserCodeSyntaxError(error);
    if (error?.code === 'MODULE_NOT_FOUND') throw new ImportModuleError(error);
    throw error;
  }
}

async function requireOrImport(file) {
  if (fs.existsSync(file)) return requireFromRuntime(file);
  const extension = ['.js', '.mjs', '.cjs'].find((end) => fs.existsSync(file + end));
  if (extension === undefined) return undefined;
  const isModule = extension === '.mjs' || (extension === '.js' && inModulePackage(file));
  return isModule ? importModule(file + extension) : requireFromRuntime(file + extension);
}

async function importAny(file) {
  const extension = ['', '.js', '.mjs', '.cjs'].find((end) => fs.existsSync(file + end));
  return extension === undefined ? undefined : importModule(file + extension);
}

/** Imports a module that can also import what lies in NODE_PATH, if anything does. */
function importModule(file) {
  const folders = (process.env.NODE_PATH || '').split(':').filter((folder) => folder.endsWith('/node_modules'));
  const filled = (folder) => fs.existsSync(folder) && fs.readdirSync(folder).length > 0;
  // It costs a thread, so it is left out where there is nothing to find.
  if (folders.some(filled)) registerHook(pathToFileURL(path.join(__dirname, 'sdk_hook.mjs')));
  return import(file);
}

/** True when the nearest package.json above says that .js files are ES modules. */
function inModulePackage(file) {
  for (let folder = path.dirname(file); !folder.endsWith('/node_modules'); folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json');
    if (fs.existsSync(description)) return readType(description) === 'module';
    if (folder === '/') break;
  }
  return false;
}

function readType(description) {
  try {
    return JSON.parse(fs.readFileSync(description))?.type;
  } catch (error) {
    console.warn(`${description} cannot be read, it will be ignored for ES module detection purposes.`, error);
    return undefined;
  }
}

function defineGlobals() {
  if (['1', 'true'].includes(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA)) return;
  globalThis.awslambda = { streamifyResponse, HttpResponseStream };
}

function streamifyResponse(handler, options) {
  handler[STREAMING] = 'response';
  if (typeof options?.highWaterMark === 'number') handler[HIGH_WATER_MARK] = Math.trunc(options.highWaterMark);
  return handler;
}

class HttpResponseStream {
  /** Makes `stream` begin with status, headers and cookies for an HTTP front end. */
  static from(stream, prelude) {
    stream.setContentType(INTEGRATION_CONTENT_TYPE);
    const text = JSON.stringify(prelude);
    stream._onBeforeFirstWrite = (write) => {
      write(text);
      write(PRELUDE_END);
    };
    return stream;
  }
}

module.exports = { loadHandler, defineGlobals };
