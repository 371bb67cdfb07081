// The peers' pages on loopback, each in a folder of its own, compressed as a CDN would.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotli } from './brotli.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

// The nth of `sites` (pages.mjs) is served in the folder /n.
export async function serve(sites) {
  const compressed = new Map();
  const server = createServer(async (request, response) => {
    // What a widget tells its own server is thrown away.
    if (request.method !== 'GET') return response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}');
    const { pathname } = new URL(request.url, 'http://localhost');
    try {
      if (!compressed.has(pathname)) compressed.set(pathname, brotli(await read(sites, pathname)));
    } catch {
      return response.writeHead(404).end();
    }
    const type = TYPES[extname(pathname)] ?? 'application/json';
    return response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(compressed.get(pathname));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}

async function read(sites, path) {
  const [, site, name] = /^\/([^/]+)\/(.+)$/.exec(path);
  const { files, folders } = sites[site];
  if (name in files) return files[name];
  const [at, folder] = Object.entries(folders).find(([at]) => name.startsWith(at));
  return readFile(join(folder, name.slice(at.length)));
}
