// Questionnaires in Ninchat's format, and answers sent to them.
import { call, putSite, submit } from './api.mjs';
import { faultsOf, isProblem } from './problem.mjs';

export const options = (...values) => values.map((value) => ({ label: `${value}!`, value }));
export const group = (name, elements, more = {}) => ({ name, type: 'group', elements, ...more });
export const logic = (name, rule) => ({ name, logic: rule });
export const input = (name, more = {}) => ({ element: 'input', name, label: name, ...more });

// Sends answers to a queue; gives what was stored, or the faults.
export async function walk(site, queue, answers, body) {
  const sent = await submit(site, queue, answers, { body });
  if (sent.status !== 201) {
    isProblem(sent, 422);
    return faultsOf(sent);
  }
  const { json } = await call('GET', `/v1/sites/${site}/contacts/${sent.json.id}`);
  return json;
}

export const asForm = (questionnaire, more = {}) => ({ closed: { view: 'form', form: { questionnaire, registered: 'Thanks' } }, ...more });
export const siteWith = (questionnaire, others = {}) => putSite({ q: asForm(questionnaire), ...others });
