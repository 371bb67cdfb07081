// Runs the tests of one kind against one real workerd.  Usage: node tests/run.mjs api|browser|gallery [file …]
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { captureMail } from './support/mail.mjs';
import { startWorker } from './support/worker.mjs';

// Files at once. Those of the API start Workers of their own, which disturb each other.
const AT_ONCE = { api: 1, browser: 2, gallery: 1 };

const here = dirname(fileURLToPath(import.meta.url));
const [kind, ...chosen] = process.argv.slice(2);
const all = readdirSync(join(here, kind)).filter((name) => name.endsWith('.test.mjs'));
const files = (chosen.length ? chosen : all).map((name) => join(here, kind, name));

const mail = await captureMail();
const worker = await startWorker({ MAIL_CAPTURE: mail.url });
const env = { ...process.env, AFTERHOURS_URL: worker.url, AFTERHOURS_TOKEN: worker.token, AFTERHOURS_MAIL: mail.url };
// A Worker that starts makes others beside it reload: files that start their own come last, alone.
const alone = kind === 'api' ? [] : files.filter((file) => file.endsWith('-restart.test.mjs'));
const together = files.filter((file) => !alone.includes(file));
let code = 0;
for (const some of [together, alone].filter((some) => some.length)) {
  const tests = spawn(process.execPath, ['--test', '--test-reporter=spec', `--test-concurrency=${AT_ONCE[kind]}`, ...some], { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => tests.kill(signal));
  code ||= (await new Promise((ended) => tests.on('exit', ended))) ?? 1;
}
await worker.stop();
mail.close();
process.exit(code);
