// ES modules do not look into NODE_PATH by themselves; in AWS's runtime they do, so that `import` finds the SDK and
// what layers bring. Asked only for packages that were not found in the usual way.

import { pathToFileURL } from 'node:url';

const FOLDERS = (process.env.NODE_PATH || '')
  .split(':')
  .filter((folder) => folder.endsWith('/node_modules'))
  .map((folder) => pathToFileURL(folder.slice(0, -'node_modules'.length)).href);

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !isPackage(specifier)) throw error;
    for (const parentURL of FOLDERS) {
      try {
        return await next(specifier, { ...context, parentURL });
      } catch {
        // Perhaps the next folder has it.
      }
    }
    throw error;
  }
}

function isPackage(specifier) {
  return /^(@[^/]+\/)?[^./:][^:]*$/.test(specifier);
}
