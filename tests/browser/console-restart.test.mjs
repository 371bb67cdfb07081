import assert from 'node:assert/strict';
import { call, putSite, submit } from '../support/api.mjs';
import { check } from '../support/browser.mjs';
import { OTSO, PEOPLE } from '../support/console.mjs';
import { until } from '../support/until.mjs';
import { startWorker } from '../support/worker.mjs';

const closed = { closed: { view: 'form' }, availability: 'hours', name: 'Support' };
const answers = { name: 'Maija', email: 'maija@acme.example', message: 'The lamp is dark.' };

check('workerd is killed while somebody is connected: the console comes back, and tells all', { complaints: [/net::ERR_/] }, async (visit) => {
  let worker = await startWorker();
  try {
    const { url, token, state } = worker;
    const options = { url, token };
    const site = await putSite({ support: closed }, { people: PEOPLE }, options);
    const leave = async () => assert.equal((await submit(site, 'support', answers, { url })).status, 201);
    const { json } = await call('POST', `/v1/sites/${site}/console/sign-in`, { ...options, body: { email: OTSO } });
    await visit.page.goto(json.link.replace('127.0.0.1', 'localhost'));
    await visit.page.getByRole('navigation', { name: 'Queues' }).getByRole('link', { name: /Support/ }).click();
    const rows = visit.page.locator('main li.row');
    await leave();
    await rows.first().waitFor();
    await worker.kill();
    await visit.page.getByText('Reconnecting…').waitFor();
    worker = await startWorker({ OPERATOR_TOKEN: token }, state, new URL(url).port);
    await leave();
    await leave();
    await until('all three', async () => (await rows.count()) === 3, 30_000);
    await leave();
    await until('the fourth', async () => (await rows.count()) === 4);
  } finally {
    await worker.stop();
  }
});
