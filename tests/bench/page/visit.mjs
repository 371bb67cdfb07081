// One visit, in a profile of its own: waits for the launcher, clicks it, waits for the form.
import { until } from '../../support/until.mjs';
import { watch } from './watch.js';

const PATIENCE = 60_000;
// On a slow network what a reply asks for begins to arrive after half a second.
const QUIET = 1_000;

// "Slow 4G" and the slowest of the usual slowdowns, as Chromium's developer tools have them.
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const CPU = { rate: 4 };

// `received` is told every response; `reached` that the launcher, and that the form is there, with
// all that was asked for until then.
export async function visit(browser, { url, launcher, form }, { slow = false, received = () => {}, reached = () => {} } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    if (slow) {
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
      await devtools.send('Emulation.setCPUThrottlingRate', CPU);
    }
    await page.addInitScript(watch, { launcher, form });
    const network = listen(page);
    page.on('response', received);
    await page.goto(url, { waitUntil: 'commit' });
    await painted(page, 'launcher');
    await network.quiet();
    await reached('launcher');

    await press(page);
    const opened = await painted(page, 'form');
    await network.quiet();
    await reached('form');
    return { ...(await noticed(page, opened)), heap: await heap(devtools) };
  } finally {
    await context.close();
  }
}

// One question that the page answers in the end: asking again and again would keep it busy.
async function painted(page, name) {
  let late;
  const lateness = new Promise((_, failed) => (late = setTimeout(() => failed(new Error(`no ${name} within ${PATIENCE / 1000} s`)), PATIENCE)));
  try {
    return await Promise.race([page.evaluate((name) => window.notes[name], name), lateness]);
  } finally {
    clearTimeout(late);
  }
}

// Playwright's own click would wait between down and up, and leave a megabyte in the page's heap.
async function press(page) {
  const aim = await page.evaluate(() => window.notes.aim());
  await page.mouse.move(...aim);
  await Promise.all([page.mouse.down(), page.mouse.up()]);
}

function listen(page) {
  const open = new Set();
  let last = performance.now();
  const on = (event, change) => page.on(event, (request) => {
    change(request);
    last = performance.now();
  });
  on('request', (request) => open.add(request));
  on('requestfinished', (request) => open.delete(request));
  on('requestfailed', (request) => open.delete(request));
  const isQuiet = () => open.size === 0 && performance.now() - last > QUIET;
  return { quiet: () => until('quiet on the network', isQuiet, PATIENCE) };
}

async function noticed(page, opened) {
  const { pressed, tasks, shift, wasm } = await page.evaluate(() => {
    const { pressed, tasks, shift, memories } = window.notes;
    return { pressed, tasks, shift, wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) };
  });
  // As "total blocking time" has it.
  const blocked = (tasks) => tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
  return {
    opening: opened - pressed,
    blockedLoading: blocked(tasks.filter(({ at }) => at < pressed)),
    blockedOpening: blocked(tasks.filter(({ at }) => at >= pressed)),
    shift,
    wasm,
  };
}

async function heap(devtools) {
  await devtools.send('Performance.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
}
