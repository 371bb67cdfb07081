// The built Worker on workerd, for `cargo xtask dev` and for tests. Miniflare is what `wrangler dev`
// runs, without the proxy in front of it, which answers 503 where very many ask at once.
// Usage: node xtask/serve.mjs --port N --state DIR --env-file FILE
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Log, LogLevel, Miniflare } from 'miniflare';

const root = fileURLToPath(new URL('..', import.meta.url));
const edge = (path) => join(root, 'edge', path);
const text = { type: 'string' };
const { port, state, 'env-file': envFile } = parseArgs({ options: { port: text, state: text, 'env-file': text } }).values;

const lines = readFileSync(envFile, 'utf8').split('\n').filter(Boolean);
const secrets = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
// A comment of wrangler.jsonc has its line to itself.
const settings = JSON.parse(readFileSync(edge('wrangler.jsonc'), 'utf8').replaceAll(/^\s*\/\/.*$/gm, ''));
const { name, compatibility_date, assets, durable_objects, migrations, send_email, vars } = settings;
const sqlite = migrations.flatMap(({ new_sqlite_classes = [] }) => new_sqlite_classes);
const objects = durable_objects.bindings.map((one) => [one.name, { className: one.class_name, useSQLite: sqlite.includes(one.class_name) }]);

const worker = new Miniflare({
  name,
  host: '127.0.0.1',
  port: Number(port),
  log: new Log(LogLevel[process.env.AFTERHOURS_LOG ?? 'ERROR']),
  // Nothing here is to wait for a network.
  cf: false,
  compatibilityDate: compatibility_date,
  modulesRoot: edge('build'),
  modules: [
    { type: 'ESModule', path: edge('build/index.js') },
    { type: 'CompiledWasm', path: edge('build/index_bg.wasm') },
  ],
  bindings: { ...vars, ...secrets },
  durableObjects: Object.fromEntries(objects),
  durableObjectsPersist: join(state, 'v3/do'),
  email: { send_email },
  assets: { directory: edge(assets.directory), binding: assets.binding, routerConfig: { has_user_worker: true } },
});
try {
  await worker.ready;
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// However it ends, its workerd ends with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => worker.dispose().then(() => process.exit()));
