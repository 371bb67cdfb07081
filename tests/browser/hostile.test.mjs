// Pages of other people's making, at their worst.
import assert from 'node:assert/strict';
import { base, contacts, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { tag } from '../support/page.mjs';
import { plainFormQueue } from '../support/queues.mjs';

const site = () => putSite({ support: plainFormQueue });

async function theWholeWay(visit, key, widget = visit.widget) {
  await widget.launcher.waitFor();
  await widget.open();
  await widget.field('email').fill('anna@acme.example');
  await widget.field('message').fill('Hello');
  await widget.part('submit').click();
  await widget.receipt.waitFor();
  assert.deepEqual((await contacts(key)).map(({ answers }) => answers.message), ['Hello']);
}

check('resets with !important do not reach into the widget', async (visit) => {
  const key = await site();
  const style = visit.host.style('* { all: unset !important; display: block !important; color: lime !important; font-size: 3px !important } afterhours-widget { display: none !important; width: 1px !important }');
  const widget = await visit.open({ head: `<link rel="stylesheet" href="${style}">`, tags: tag(key, 'support') });
  await widget.launcher.waitFor();
  const { size, color } = await widget.launcher.evaluate((e) => ({ size: getComputedStyle(e).fontSize, color: getComputedStyle(e).color }));
  assert.deepEqual([size, color], ['16px', 'rgb(255, 255, 255)']);
  await theWholeWay(visit, key);
});

check('tampered prototypes of arrays, strings and objects', async (visit) => {
  const key = await site();
  const tamper = visit.host.script(`
    Array.prototype.remove = function () {}; Array.prototype.last = function () {}; Object.prototype.extra = 'surprise';
    Array.prototype.toJSON = undefined; String.prototype.trim2 = () => '';
    Array.prototype.flat = undefined; Array.from2 = 1;`);
  await visit.open({ head: `<script src="${tamper}"></script>`, tags: tag(key, 'support') });
  await theWholeWay(visit, key);
});

check('a page in quirks mode', async (visit) => {
  const key = await site();
  await visit.page.goto(visit.host.html(`<title>Old</title><link rel="icon" href="data:,"><table><tr><td>Old</table>${tag(key, 'support')}`));
  assert.equal(await visit.page.evaluate(() => document.compatMode), 'BackCompat');
  await theWholeWay(visit, key);
});

check('a page that replaces its body keeps the widget, and what was typed', async (visit) => {
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'support') });
  await widget.open();
  await widget.field('message').fill('Begun');
  await visit.page.evaluate(() => {
    document.body.innerHTML = '<main>Another view</main>';
    const body = document.createElement('body');
    body.textContent = 'Yet another';
    document.body.replaceWith(body);
  });
  assert.equal(await widget.field('message').inputValue(), 'Begun');
  await widget.button('Close').click();
  await theWholeWay(visit, key);
});

check('a page that replaces the place of the widget goes on', async (visit) => {
  const key = await site();
  const widget = await visit.open({ body: '<main id="here"></main>', tags: tag(key, 'support', { 'data-target': '#here' }) });
  await widget.field('message').waitFor();
  const shown = await visit.page.evaluate(async () => {
    document.body.replaceWith(document.createElement('body'));
    document.documentElement.append(document.createElement('extension-panel'));
    await new Promise((done) => requestAnimationFrame(done));
    return document.querySelectorAll('afterhours-widget').length;
  });
  assert.equal(shown, 0, 'it went with its place');
});

check('a tag manager that injects the script later', async (visit) => {
  const key = await site();
  const inject = visit.host.script(`setTimeout(() => {
    const script = document.createElement('script');
    script.async = true;
    script.src = '${base}/embed.js';
    script.dataset.site = '${key}';
    script.dataset.queue = 'support';
    document.head.append(script);
  }, 50);`);
  await visit.open({ head: `<script src="${inject}"></script>` });
  await theWholeWay(visit, key);
});

check('a tag as a module, which knows no current script', async (visit) => {
  const key = await site();
  await visit.open({ tags: tag(key, 'support', { type: 'module' }) });
  await theWholeWay(visit, key);
});

check('a policy of nonces and strict-dynamic', async (visit) => {
  const key = await site();
  const csp = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src ${base}; style-src 'self'`;
  await visit.open({ csp, tags: tag(key, 'support', { nonce: 'abc' }) });
  await theWholeWay(visit, key);
});

check('a page that follows its visitors with a zoom of 200 % and reduced room', { context: { viewport: { width: 320, height: 400 } } }, async (visit) => {
  const key = await site();
  const style = visit.host.style('html { font-size: 200% }');
  await visit.open({ head: `<link rel="stylesheet" href="${style}">`, tags: tag(key, 'support') });
  await theWholeWay(visit, key);
});

check('forced colours leave every control visible', { context: { forcedColors: 'active' } }, async (visit) => {
  const key = await site();
  const widget = await visit.open({ tags: tag(key, 'support') });
  const edge = (part) => widget.part(part).first().evaluate((e) => getComputedStyle(e).borderTopStyle);
  await widget.launcher.waitFor();
  assert.equal(await edge('launcher'), 'solid');
  await theWholeWay(visit, key);
});
