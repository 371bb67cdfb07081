// The demo shop on a free port, with its site in the Worker, as `cargo xtask dev` sets them up.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { base, call } from './api.mjs';

const demo = new URL('../../www/demo/', import.meta.url);

export async function startDemo() {
  // As xtask names the Worker, which is not as its own PUBLIC_ORIGIN does.
  const worker = base.replace('127.0.0.1', 'localhost');
  const script = fileURLToPath(new URL('serve.mjs', demo));
  const server = spawn(process.execPath, [script, '--port', '0', '--widget', worker], { stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await new Promise((opened, failed) => {
    server.once('exit', (code) => failed(new Error(`the shop ended with ${code}`)));
    server.stdout.on('data', (text) => opened(/http:\/\/localhost:\d+/.exec(text)[0]));
  });
  const settings = readFileSync(new URL('site.json', demo), 'utf8')
    .replaceAll('http://localhost:8788', origin)
    .replaceAll('http://127.0.0.1:8788', origin.replace('localhost', '127.0.0.1'))
    .replaceAll('http://localhost:8787', worker);
  const reply = await call('PUT', '/v1/sites/demo', { body: settings });
  if (reply.status >= 300) throw new Error(`the demo site was refused: ${reply.text}`);
  return { origin, close: () => server.kill() };
}
