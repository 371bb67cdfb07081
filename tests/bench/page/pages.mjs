// The page that each widget is alone on, and what is served beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

export const PAGE = 'page.html';

// `body` has the widget's tag; `files` are served by name, `folders` by the path that they are at.
export function widgetPage({ name, launcher, form, body, files = {}, folders = {} }) {
  return { name, launcher, form, files: { [PAGE]: html(body), ...files }, folders };
}

// The same of a peer, whose package npm has put into `packages`.
export async function peerPage(peer, packages) {
  const modules = join(packages, 'node_modules');
  const folder = join(modules, peer.package);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json')));
  const folders = Object.entries(peer.folders ?? {}).map(([at, name]) => [at, join(folder, name)]);
  const files = peer.bundle ? await bundle(peer.bundle, modules) : peer.files;
  return widgetPage({ ...peer, name: `${peer.package} ${version}`, files, folders: Object.fromEntries(folders) });
}

const html = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title>
<link rel="icon" href="data:,"></head><body><h1>A shop</h1><p>Words of the shop.</p>
${body}</body></html>`;

// As a website's own build would do it, for production.
async function bundle(entry, modules) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(`peers/${entry}`, import.meta.url))],
    nodePaths: [modules],
    outfile: 'bundle.js',
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"', __SENTRY_DEBUG__: 'false', __SENTRY_TRACING__: 'false' },
    legalComments: 'none',
    logLevel: 'error',
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [path.replace(/.*[\\/]/, ''), contents]));
}
