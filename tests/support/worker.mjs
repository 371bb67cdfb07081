// The built Worker on real workerd (xtask/serve.mjs): on a free port, with its own state.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

// A Worker that ends with the test `t`, however that ends.
export async function workerFor(t, vars, state) {
  const worker = await startWorker(vars, state);
  t.after(() => worker.stop());
  return worker;
}

// Starts a Worker; with the `state` (and the `port`) of an earlier one it goes on where that was
// stopped or killed.
export async function startWorker(vars = {}, state = mkdtempSync(join(tmpdir(), 'afterhours-')), port = undefined) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await start(vars, state, port);
    } catch (error) {
      // Another program may take a free port before it does.
      if (attempt === 3 || !/already in use/i.test(error.message)) throw error;
    }
  }
}

async function start(vars, state, chosen) {
  const port = chosen ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const token = randomBytes(16).toString('hex');
  const all = { OPERATOR_TOKEN: token, AFTERHOURS_DEV: '1', PUBLIC_ORIGIN: url, ...vars };
  const envFile = join(state, 'test.env');
  writeFileSync(envFile, Object.entries(all).map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 });
  const args = ['xtask/serve.mjs', '--port', port, '--state', state, '--env-file', envFile];
  const parent = spawn(process.execPath, args.map(String), {
    cwd: root,
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [parent.stdout, parent.stderr]) stream.on('data', (data) => (output += data));
  await answers(url, parent, () => output);
  const worker = {
    url,
    token: all.OPERATOR_TOKEN,
    state,
    output: () => output,
    // As a power cut: workerd first, since its parent would only restart nothing and keep the port.
    async kill() {
      const pids = [...descendants(parent.pid).reverse(), parent.pid];
      for (const pid of pids) end(pid);
      await closed(port);
    },
    async stop() {
      await worker.kill();
      rmSync(state, { recursive: true, force: true });
    },
  };
  return worker;
}

async function answers(url, parent, output) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (parent.exitCode !== null) throw new Error(`the Worker ended:\n${output()}`);
    const up = await fetch(`${url}/healthz`).then((response) => response.ok, () => false);
    if (up) return;
    await wait(50);
  }
  throw new Error(`workerd did not answer within 30 s:\n${output()}`);
}

async function closed(port) {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await isFree(port)) return;
    await wait(20);
  }
  throw new Error(`port ${port} is still open`);
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function descendants(pid) {
  const parents = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Gone between listing and reading.
    }
  }
  const children = (of) => [...parents].filter(([, parent]) => parent === of).map(([child]) => child);
  const all = (of) => children(of).flatMap((child) => [child, ...all(child)]);
  return all(pid);
}

// A port that nobody listens on.
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer().once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
