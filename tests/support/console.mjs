// People at the console: signed in by the link that a program of the site may ask for.
import assert from 'node:assert/strict';
import { base, operator, submit } from './api.mjs';

export const ANNA = 'anna@acme.example';
export const OTSO = 'otso@acme.example';
export const PEOPLE = [
  { email: ANNA, name: 'Anna', role: 'owner', queues: [], limit: 4 },
  { email: OTSO, name: 'Otso', role: 'agent', queues: ['support'], limit: 4 },
];

export const at = (site, path) => `${base}/v1/sites/${site}/console/${path}`;
const OWN = { origin: base, 'content-type': 'application/json' };

// The token in a fresh link for somebody.
export async function link(site, email) {
  const headers = { ...OWN, authorization: `Bearer ${operator}` };
  const response = await fetch(at(site, 'sign-in'), { method: 'POST', headers, body: JSON.stringify({ email }) });
  assert.equal(response.status, 200);
  return (await response.json()).link.split('#')[1];
}

export async function begin(site, linkToken) {
  return fetch(at(site, 'session'), { method: 'POST', headers: OWN, body: JSON.stringify({ token: linkToken }) });
}

// Somebody signed in: `ask(method, path, body)` gives status and JSON.
export async function signIn(site, email) {
  const response = await begin(site, await link(site, email));
  assert.equal(response.status, 204);
  const cookie = response.headers.get('set-cookie').split(';')[0];
  const ask = async (method, path, body) => {
    const init = { method, headers: { ...OWN, cookie }, body: body === undefined ? undefined : JSON.stringify(body) };
    const answer = await fetch(at(site, path), init);
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
    return { status: answer.status, json, text, headers: answer.headers };
  };
  return { ask, cookie, get: (path) => ask('GET', path) };
}

// Leaves a message, and gives its contact's id.
export async function leave(site, queue, answers = { name: 'Maija', email: 'maija@acme.example', message: 'The lamp is dark.' }) {
  const sent = await submit(site, queue, answers);
  assert.equal(sent.status, 201, JSON.stringify(sent.json));
  return sent.json.id;
}
