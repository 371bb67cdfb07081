import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base, call, putSite } from '../support/api.mjs';
import { ANNA, OTSO, PEOPLE, at, begin, link, signIn } from '../support/console.mjs';
import { mails } from '../support/mail.mjs';
import { isProblem } from '../support/problem.mjs';
import { until } from '../support/until.mjs';

const site = () => putSite({ support: {}, sales: {} }, { people: PEOPLE });
const ask = (key, email, headers = { origin: base }) => fetch(at(key, 'sign-in'), { method: 'POST', headers, body: JSON.stringify({ email }) });

describe('signing in', () => {
  test('sends a link by email, which works once', async () => {
    const key = await site();
    const response = await ask(key, 'ANNA@acme.example');
    assert.equal(response.status, 202);
    const mail = await until('the email', async () => (await mails()).find((mail) => mail.to === ANNA && mail.text.includes(`/console/${key}/`)));
    const token = mail.text.match(new RegExp(`/console/${key}/sign-in#(\\w+)`))[1];
    const first = await begin(key, token);
    assert.equal(first.status, 204);
    assert.match(first.headers.get('set-cookie'), new RegExp(`^__Host-afterhours-${key}=\\w{26,}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=\\d+$`));
    const again = await begin(key, token);
    assert.equal(again.status, 401);
    assert.equal((await again.json()).code, 'link_spent');
  });

  test('says the same to a stranger, and to somebody of another site', async () => {
    const [key, other] = [await site(), await site()];
    assert.equal((await ask(key, 'nobody@acme.example')).status, 202);
    const token = await link(other, ANNA);
    assert.equal((await begin(key, token)).status, 401);
    assert.equal((await begin(other, token)).status, 204);
  });

  test('is for our own pages: others, and pages without an origin, are refused', async () => {
    const key = await site();
    for (const headers of [{ origin: 'https://evil.example' }, {}]) {
      const response = await ask(key, ANNA, headers);
      assert.equal(response.status, 403);
    }
    const { cookie } = await signIn(key, ANNA);
    const forged = await fetch(at(key, 'session'), { method: 'DELETE', headers: { cookie, origin: 'https://evil.example' } });
    assert.equal(forged.status, 403);
  });

  test('nothing is told without a session, nor after it has ended, nor to who has left', async () => {
    const key = await site();
    assert.equal((await fetch(at(key, 'me'))).status, 401);
    const [anna, otso] = [await signIn(key, ANNA), await signIn(key, OTSO)];
    assert.equal((await anna.ask('DELETE', 'session')).status, 204);
    const after = await anna.get('me');
    isProblem(after, 401, 'not_signed_in');
    const document = (await call('GET', `/v1/sites/${key}`)).json;
    document.people = document.people.filter(({ email }) => email !== OTSO);
    await call('PUT', `/v1/sites/${key}`, { body: document });
    assert.equal((await otso.get('me')).status, 401);
  });

  test("a session of one site opens no other", async () => {
    const [key, other] = [await site(), await site()];
    const { cookie } = await signIn(key, ANNA);
    const renamed = cookie.replace(key, other);
    assert.equal((await fetch(at(other, 'me'), { headers: { cookie: renamed } })).status, 401);
  });

  test('sessions are listed, and can be ended', async () => {
    const key = await site();
    const [one, two, otso] = [await signIn(key, ANNA), await signIn(key, ANNA), await signIn(key, OTSO)];
    const all = (await one.get('sessions')).json;
    assert.equal(all.length, 2);
    assert.equal(all.filter((session) => session.current).length, 1);
    const other = all.find((session) => !session.current);
    assert.equal((await otso.ask('DELETE', `sessions/${other.id}`)).status, 404);
    assert.equal((await one.ask('DELETE', `sessions/${other.id}`)).status, 204);
    assert.equal((await two.get('me')).status, 401);
    assert.equal((await one.get('me')).status, 200);
  });

  test('says who one is and what one sees', async () => {
    const key = await site();
    const owner = (await (await signIn(key, ANNA)).get('me')).json;
    assert.equal(owner.role, 'owner');
    assert.deepEqual(owner.queues.map(({ key }) => key).sort(), ['default', 'sales', 'support']);
    // As the settings call them: those without a name by their keys.
    assert.deepEqual(owner.queues.map(({ name }) => name).sort(), ['Default', 'sales', 'support']);
    assert.deepEqual(owner.notices, { queues: [], sound: '', desktop: false, email: false, when_active: false, keep: false });
    const agent = (await (await signIn(key, OTSO)).get('me')).json;
    assert.equal(agent.role, 'agent');
    assert.deepEqual(agent.queues.map(({ key }) => key), ['support']);
  });
});
