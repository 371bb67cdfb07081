// The count of `cargo xtask chaos` sees what it is there to see.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { count } from '../chaos/count.mjs';

const answers = { email: 'anna@acme.example', message: 'a' };
const receipt = { id: 'con_1', receipt: '7K3M-92QD' };
const entry = (kind, contact = 'con_1') => ({ kind, contact });
const line = (event, id, status = 'delivered') => ({ contact: 'con_1', delivery: { id, event, status } });
const webhook = (type, id, times = 1) => [id, { id, type, times, data: { id: 'con_1', answers } }];

// One message that was sent, stored, delivered, withdrawn, and told of.
const world = () => ({
  sent: [{ key: 'a', answers, acts: ['registered', 'withdrawn'], receipts: [receipt, { ...receipt }], refused: [], answered: true }],
  rows: [{ ...receipt, answers, withdrawn: true }],
  log: [entry('registered'), entry('withdrawn'), entry('replayed')],
  ledger: [line('contact.registered', 'msg_1'), line('contact.withdrawn', 'msg_2')],
  taken: new Map([webhook('contact.registered', 'msg_1', 3), webhook('contact.withdrawn', 'msg_2')]),
  forged: [],
});

// Which kinds of fault are counted after `spoil`.
function after(spoil) {
  const spoiled = world();
  spoil(spoiled);
  const { wrong } = count(spoiled);
  return Object.keys(wrong).filter((name) => wrong[name].length);
}

test('what is as it must be has no fault, and webhooks that came again are no fault either', () => {
  const { answered, delivered, repeats, wrong } = count(world());
  assert.deepEqual({ answered, delivered, repeats }, { answered: 1, delivered: 2, repeats: 2 });
  assert.deepEqual(wrong, { lost: [], doubled: [], changed: [], undelivered: [] });
});

describe('the count sees', () => {
  const faults = {
    'a message that was never answered': [['lost'], ({ sent: [message] }) => Object.assign(message, { answered: false })],
    'an entry that is not in the log': [['lost'], ({ log }) => log.shift()],
    'a message that is stored twice': [['doubled'], ({ rows }) => rows.push({ ...rows[0], id: 'con_2' })],
    'a contact that nobody sent': [['doubled'], ({ rows }) => rows.push({ id: 'con_2', answers: { message: 'b' } })],
    'an entry that is in the log twice': [['doubled'], ({ log }) => log.push(entry('registered'))],
    'a withdrawal that nobody asked for': [['doubled'], ({ log }) => log.push(entry('withdrawn', 'con_2'))],
    'a delivery under two ids': [['doubled'], ({ taken }) => taken.set(...webhook('contact.registered', 'msg_3'))],
    'another receipt for the same key': [['changed'], ({ sent: [{ receipts }] }) => receipts.push({ ...receipt, receipt: 'other' })],
    'an answer that none should get': [['changed'], ({ sent: [{ refused }] }) => refused.push('409')],
    'a withdrawal that was forgotten': [['changed'], ({ rows: [row] }) => Object.assign(row, { withdrawn: false })],
    'a webhook with another text': [['changed'], ({ taken }) => Object.assign(taken.get('msg_1').data, { answers: {} })],
    'a webhook that nobody signed': [['changed'], ({ forged }) => forged.push('msg_3')],
    'a webhook that never came': [['undelivered'], ({ taken }) => taken.delete('msg_2')],
    'a delivery that was given up': [['undelivered'], ({ ledger }) => Object.assign(ledger[0].delivery, { status: 'failed' })],
  };
  for (const [name, [expected, spoil]] of Object.entries(faults)) {
    test(name, () => assert.deepEqual(after(spoil), expected));
  }

  test('a message that was answered and is not stored', () => {
    assert.ok(after(({ rows }) => rows.pop()).includes('lost'));
  });
});
