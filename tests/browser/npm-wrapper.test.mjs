import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { base, putSite } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { STRICT } from '../support/page.mjs';
import { plainFormQueue } from '../support/queues.mjs';

const wrapper = readFileSync(new URL('../../www/npm/index.js', import.meta.url), 'utf8');
const site = () => putSite({ support: plainFormQueue, sales: plainFormQueue });

// A page whose own module imports the package, and runs `code`.
function app(visit, code, nonce = '') {
  const main = `import { afterhours, load } from '${visit.host.script(wrapper)}';\n${code}`;
  return `<script type="module"${nonce && ` nonce="${nonce}"`} src="${visit.host.script(main)}"></script>`;
}

const said = (visit) => visit.page.evaluate(() => window.said);
const tags = (visit) => visit.page.locator('script[data-site]').evaluateAll((all) => all.map((tag) => ({ src: tag.src, nonce: tag.nonce, ...tag.dataset })));

check('the package inserts the tag once, with what it was given, and commands wait for it', async (visit) => {
  const key = await site();
  const options = { host: base, site: key, queue: 'support', lang: 'fi', theme: 'dark', position: 'start' };
  const code = `const options = ${JSON.stringify(options)};
    afterhours('open');
    window.said = Promise.all([load(options), load(options)]).then(() => 'ready');`;
  const widget = await visit.open({ head: app(visit, code) });
  assert.equal(await said(visit), 'ready');
  await widget.panel.waitFor();
  assert.deepEqual(await tags(visit), [{ src: `${base}/embed.js`, nonce: '', site: key, queue: 'support', lang: 'fi', theme: 'dark', position: 'start' }]);
  assert.equal(await widget.element.getAttribute('data-theme'), 'dark');
  assert.equal(await widget.root.getAttribute('lang'), 'fi');
});

check('each queue of a page has its tag, and after "destroy" one comes back', async (visit) => {
  const key = await site();
  const load = (queue) => `load({ host: '${base}', site: '${key}', queue: '${queue}', open: true })`;
  const code = `window.said = ${load('support')}.then(() => ${load('sales')});
    window.anew = () => { afterhours('destroy'); return ${load('sales')}; };`;
  const widget = await visit.open({ head: app(visit, code) });
  await said(visit);
  assert.deepEqual((await tags(visit)).map(({ queue, open }) => [queue, open]), [['support', ''], ['sales', '']]);
  await visit.page.evaluate(() => window.anew());
  assert.equal(await widget.element.count(), 1);
  assert.deepEqual((await tags(visit)).map(({ queue }) => queue), ['sales']);
});

check('the package passes a nonce on, and its tag needs no more', async (visit) => {
  const key = await site();
  const csp = STRICT.replace(`script-src ${base}`, "script-src 'nonce-n1'");
  const code = `window.said = load({ host: '${base}', site: '${key}', queue: 'support', nonce: 'n1' }).then(() => 'ready');`;
  const widget = await visit.open({ csp, head: app(visit, code, 'n1') });
  assert.equal(await said(visit), 'ready');
  await widget.launcher.waitFor();
});

check('where there is no such site the promise says so', { complaints: [/status of 404/, /^Afterhours: /] }, async (visit) => {
  const code = `window.said = load({ host: '${base}', site: 't-nobody' }).catch((error) => error.message);`;
  await visit.open({ head: app(visit, code) });
  assert.equal(await said(visit), 'Afterhours: unknown_site');
});

check('without a host nothing is inserted, and the promise says why', async (visit) => {
  await visit.open({ head: app(visit, `window.said = load({ site: 'acme' }).catch((error) => error.message);`) });
  assert.match(await said(visit), /needs the host/);
  assert.deepEqual(await tags(visit), []);
});
