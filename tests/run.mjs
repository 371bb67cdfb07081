// Runs the tests of one kind against one real workerd.  Usage: node tests/run.mjs api|browser|gallery [file …]
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { captureMail } from './support/mail.mjs';
import { startWorker } from './support/worker.mjs';

// As many files at once as the smallest machine has cores.
const AT_ONCE = { api: 2, browser: 2, gallery: 1 };

const here = dirname(fileURLToPath(import.meta.url));
const [kind, ...chosen] = process.argv.slice(2);
const all = readdirSync(join(here, kind)).filter((name) => name.endsWith('.test.mjs'));
const files = (chosen.length ? chosen : all).map((name) => join(here, kind, name));

const mail = await captureMail();
const worker = await startWorker({ MAIL_CAPTURE: mail.url });
const env = { ...process.env, AFTERHOURS_URL: worker.url, AFTERHOURS_TOKEN: worker.token, AFTERHOURS_MAIL: mail.url };
const options = ['--test', '--test-reporter=spec', `--test-concurrency=${AT_ONCE[kind]}`];
const tests = spawn(process.execPath, [...options, ...files], { env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => tests.kill(signal));
const code = (await new Promise((ended) => tests.on('exit', ended))) ?? 1;
await worker.stop();
mail.close();
process.exit(code);
