// `cargo xtask chaos`: kills and faults under load, and the count of what was lost or doubled.
// Usage: node tests/chaos/chaos.mjs [--minutes N] [--senders N] [--seed N] [--browser]
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { freePort } from '../support/worker.mjs';

const number = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({
  options: { minutes: number(2), senders: number(20), seed: number(Date.now() % 2 ** 32), browser: { type: 'boolean' } },
});

// What tests/support asks for when it is loaded; both outlast every kill.
const port = await freePort();
process.env.AFTERHOURS_URL = `http://127.0.0.1:${port}`;
process.env.AFTERHOURS_TOKEN = randomBytes(16).toString('hex');
const { run } = await import('./run.mjs');

const passed = await run({
  port,
  minutes: Number(values.minutes),
  senders: Number(values.senders),
  seed: Number(values.seed),
  browser: values.browser,
});
process.exit(passed ? 0 : 1);
