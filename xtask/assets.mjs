// Makes edge/public anew, with names that change with their content, and tells the Worker the names.
// Usage: node xtask/assets.mjs <widget.js> <widget.wasm> <console.js> <console.wasm>, as wasm-bindgen wrote them
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = 'es2022';
const shared = { bundle: true, minify: true, write: false, target, legalComments: 'none', logLevel: 'warning' };

const HEADERS = `\
/a/*
  Cache-Control: public, max-age=31536000, immutable
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  X-Content-Type-Options: nosniff
/embed.js
  Cache-Control: public, max-age=300, stale-while-revalidate=86400
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  X-Content-Type-Options: nosniff
`;

const [script, wasm, consoleScript, consoleWasm] = process.argv.slice(2);
const files = new Map();
const widget_wasm = hashed('widget', 'wasm', readFileSync(wasm));
const names = {
  widget_js: hashed('widget', 'js', await panel(widget_wasm)),
  widget_wasm,
  handover_js: hashed('handover', 'js', await bundle('handover.js', 'esm', {})),
  page_css: hashed('page', 'css', await pageStyle()),
};
// The style of the first view comes with the view: the Worker sends the parts that it needs.
const css = {};
for (const part of ['base', 'content', 'form', 'choice', 'more', 'talk']) {
  css[part] = await minifiedCss(readFileSync(join(root, `widget/style/${part}.css`), 'utf8'));
}
files.set('embed.js', await loader(names));
files.set('console-sw.js', readFileSync(join(root, 'www/console/static/sw.js')));
const console_html = await consolePage();
const preview_html = await previewPage();
files.set('_headers', HEADERS);
files.set('a/manifest.json', JSON.stringify(names));
for (const name of filesIn(join(root, 'widget/static'))) {
  files.set(name, readFileSync(join(root, 'widget/static', name)));
}
replaceFolder(join(root, 'edge/public'), files);
writeIfChanged(join(root, 'edge/src/assets.json'), JSON.stringify({ ...names, css, console_html, preview_html }));

function hashed(stem, extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const name = `a/${stem}-${hash}.${extension}`;
  files.set(name, content);
  return name;
}

async function panel(widget_wasm) {
  return bundle('panel.js', 'esm', { WIDGET_WASM: widget_wasm }, { '#bindings': resolve(script) });
}

// One document for all its addresses; the Worker serves it.
async function consolePage() {
  const folder = join(root, 'www/console');
  const own = filesIn(join(folder, 'style')).map((name) => join(folder, 'style', name));
  const sheets = [join(root, 'widget/style/palette.css'), ...own].map((file) => readFileSync(file, 'utf8'));
  const css = hashed('console', 'css', await minifiedCss(sheets.join('\n')));
  const wasm = hashed('console', 'wasm', readFileSync(consoleWasm));
  const start = `import init from '#bindings'; init({ module_or_path: '/${wasm}' });`;
  const stdin = { contents: start, resolveDir: root };
  const result = await esbuild.build({ ...shared, stdin, format: 'esm', alias: { '#bindings': resolve(consoleScript) } });
  const js = hashed('console', 'js', result.outputFiles[0].contents);
  const page = readFileSync(join(folder, 'static/index.html'), 'utf8');
  return page.replaceAll('{{js}}', `/${js}`).replaceAll('{{css}}', `/${css}`);
}

// The page that the console frames: the widget of a draft.
async function previewPage() {
  const folder = join(root, 'www/console/static/preview');
  const sheets = [join(root, 'widget/style/palette.css'), join(folder, 'page.css')].map((file) => readFileSync(file, 'utf8'));
  const css = hashed('preview', 'css', await minifiedCss(sheets.join('\n')));
  const result = await esbuild.build({ ...shared, entryPoints: [join(folder, 'main.js')], format: 'esm' });
  const js = hashed('preview', 'js', result.outputFiles[0].contents);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  return page.replaceAll('{{js}}', `/${js}`).replaceAll('{{css}}', `/${css}`);
}

async function loader({ widget_js, handover_js }) {
  return bundle('embed.js', 'iife', { WIDGET_JS: widget_js, HANDOVER_JS: handover_js });
}

// Bundled by esbuild, and minified by Terser, which leaves less. ASCII: a classic script is read
// in the encoding of the host's page.
async function bundle(entry, format, names, alias = {}) {
  const define = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, JSON.stringify(value)]));
  const entryPoints = [join(root, 'widget/loader', entry)];
  const plugins = [{ name: 'css-as-text', setup: (build) => build.onLoad({ filter: /\.css$/ }, cssAsText) }];
  const bundled = await esbuild.build({ ...shared, minify: false, entryPoints, format: 'esm', define, alias, plugins });
  // What is compared one way round everywhere compresses better.
  const compress = { ecma: 2022, passes: 3, unsafe: true, unsafe_arrows: true, comparisons: false };
  const { code } = await minify(bundled.outputFiles[0].text, { module: true, ecma: 2022, compress, format: { ecma: 2022, ascii_only: true } });
  return format === 'iife' ? `(()=>{${code}})()` : code;
}

async function cssAsText({ path }) {
  return { contents: await minifiedCss(readFileSync(path, 'utf8')), loader: 'text' };
}

async function pageStyle() {
  const folder = join(root, 'widget/style');
  const sheets = filesIn(folder).filter((name) => /^[^/]+\.css$/.test(name));
  return minifiedCss(sheets.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));
}

async function minifiedCss(css) {
  const { code } = await esbuild.transform(css, { loader: 'css', minify: true, legalComments: 'none' });
  return code.trim();
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
}

function replaceFolder(folder, files) {
  for (const old of filesIn(folder)) {
    if (!files.has(old)) rmSync(join(folder, old));
  }
  for (const [name, content] of files) writeIfChanged(join(folder, name), content);
}

function writeIfChanged(path, content) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
