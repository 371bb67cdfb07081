// One visitor in a real Chromium, who writes one message after another while the network comes and
// goes, and who reloads in the middle. What they pressed "send" on arrives once.
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { startHost, tag } from '../support/page.mjs';
import { seeded } from '../support/random.mjs';
import { until } from '../support/until.mjs';
import { Widget } from '../support/widget.mjs';
import { written } from './senders.mjs';

const QUIET = ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// Times in ms. For one step, while the Worker may be down; for a whole message, also after the end.
const STEP = 5_000;
const PATIENCE = 60_000;

export async function startVisitor(site, queue) {
  const executablePath = process.env.AFTERHOURS_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: QUIET, handleSIGINT: false, handleSIGTERM: false });
  const host = await startHost();
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  context.setDefaultTimeout(STEP);
  const page = await context.newPage();
  const address = host.page({ tags: tag(site, queue) });
  return {
    async sending(load, random) {
      const own = seeded(random.below(2 ** 32));
      for (let n = 0; performance.now() < load.end; n++) {
        await send({ context, page, address, load, random: own }, written(`${load.seed}-browser-${n}`));
      }
    },
    close: () => Promise.all([browser.close(), host.close()]),
  };
}

async function send(visit, message) {
  await again('the form', () => write(visit, message));
  const { context, page, load, random } = visit;
  const lost = random.chance(1 / 2);
  if (lost) await context.setOffline(true);
  load.sent.push(message);
  await new Widget(page).part('submit').click();
  await until('the message in the outbox', async () => isOnItsWay(await stored(page)), STEP);
  await wait(random.below(2_000));
  if (lost) load.note('the network of the browser is gone');
  await context.setOffline(false);
  const reloads = random.chance(1 / 2);
  if (reloads) load.note('the page of the browser is reloaded');
  if (!reloads) await until('nothing waits any more', async () => !(await stored(page)), STEP).catch(() => {});
  await again('the delivery', () => comeBack(visit));
  message.answered = true;
}

// Fills in the form. The wasm is there once the name is kept, too, which was left blank: the loader keeps what
// was typed alone.
async function write({ page, address }, { answers }) {
  await page.goto(address);
  const widget = await new Widget(page).open();
  await widget.field('email').fill(answers.email);
  await widget.field('message').fill(answers.message);
  await until('the draft', async () => isOfWasm(await stored(page), answers.message), STEP);
}

// The next visit delivers what waits, before anything is opened.
async function comeBack({ page, address }) {
  if (!(await stored(page))) return;
  await page.goto(address);
  await until('nothing waits any more', async () => !(await stored(page)), STEP);
}

// What the widget keeps on this device, or nothing.
const stored = (page) => page.evaluate(() => {
  const name = Object.keys(localStorage).find((key) => key.startsWith('afterhours'));
  return name && localStorage[name];
});

const isOfWasm = (kept, message) => kept?.includes(message) && kept.includes('"name":""');

// Put among what is sent, or gone already: then the Worker has it.
const isOnItsWay = (kept) => !kept || kept.includes('"sending":[{');

// Tries until it works: the Worker may have been killed in the middle.
async function again(what, attempt) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw new Error(`${what}: ${error.message}`, { cause: error });
      await wait(200);
    }
  }
}
