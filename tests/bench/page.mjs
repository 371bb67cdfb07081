// `cargo xtask bench page`: our widget and its peers, each on a page of its own, in one run.
// Usage: node page.mjs PACKAGES [VISITS], with the peers' packages installed in PACKAGES.
import { chromium } from 'playwright-core';
import { putSite } from '../support/api.mjs';
import { plainFormQueue } from '../support/queues.mjs';
import { startWorker } from '../support/worker.mjs';
import { PAGE, peerPage, widgetPage } from './page/pages.mjs';
import { PEERS } from './page/peers.mjs';
import { serve } from './page/server.mjs';
import { legend, table } from './page/table.mjs';
import { visit } from './page/visit.mjs';
import { weigh } from './page/weigh.mjs';

const [packages, visits = '7'] = process.argv.slice(2);

const started = [];
let ended;
const end = () => (ended ??= Promise.allSettled(started.map((stop) => stop())));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().then(() => process.exit(1)));
try {
  const worker = await startWorker();
  started.push(() => worker.stop());
  const widgets = await Promise.all([ours(worker), ...PEERS.map((peer) => peerPage(peer, packages))]);
  const server = await serve(widgets);
  started.push(server.close);
  const browser = await launch();
  started.push(() => browser.close());

  const results = widgets.map(({ name }) => ({ name, free: [], slow: [] }));
  // Round by round, so that what else the machine does meanwhile meets all alike. The first one
  // weighs, and so warms the servers up.
  for (let round = 0; round <= Number(visits); round++) {
    console.error(round === 0 ? '… weigh' : `… visit ${round} of ${visits}`);
    for (const [index, widget] of widgets.entries()) {
      await measure(browser, { ...widget, url: `${server.origin}/${index}/${PAGE}` }, results[index], round);
    }
  }
  console.log(`${legend(visits)}\n\n${table(results)}`);
  process.exitCode = results.some(({ failure }) => failure) ? 1 : 0;
} finally {
  await end();
}

async function ours(worker) {
  const site = await putSite({ support: plainFormQueue }, {}, worker);
  const body = `<script async src="${worker.url}/embed.js" data-site="${site}" data-queue="support"></script>`;
  return widgetPage({ name: 'Afterhours', body, launcher: '[part~=launcher]', form: '[part~=form] textarea' });
}

function launch() {
  const quiet = ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  // A network far away is no part of what is measured.
  const loopback = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  const executablePath = process.env.AFTERHOURS_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...quiet, loopback], handleSIGINT: false, handleSIGTERM: false });
}

async function measure(browser, widget, result, round) {
  if (result.failure) return;
  try {
    if (round === 0) {
      result.weights = await weigh(browser, widget);
    } else {
      result.free.push(await visit(browser, widget));
      result.slow.push(await visit(browser, widget, { slow: true }));
    }
  } catch (error) {
    if (!browser.isConnected()) throw error;
    [result.failure] = error.message.split('\n');
  }
}
