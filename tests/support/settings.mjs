// Settings of a site, and how they are saved.
import { randomUUID } from 'node:crypto';
import { call } from './api.mjs';

export const newKey = () => `t-${randomUUID().slice(0, 12)}`;
export const put = (key, body, options) => call('PUT', `/v1/sites/${key}`, { body, ...options });
export const get = (key, options) => call('GET', `/v1/sites/${key}`, options);

// Everything that the contract's `site.json` has.
export const whole = (forward = []) => ({
  name: 'Acme',
  langs: ['en', 'fi'],
  origins: ['https://acme.example'],
  rate: { per_visitor_per_minute: 20 },
  offline: { enabled: true },
  people: [{ email: 'anna@acme.example', name: 'Anna', role: 'owner', queues: ['support'], limit: 4 }],
  queues: {
    default: { offline: { tickets: true, max: 100, auto_assign: true, priority: 'open', stranded: 'open' } },
    support: {
      name: { en: 'Support', fi: 'Tuki' },
      schedule: {
        disabled: false,
        timezone: 'Europe/Helsinki',
        week: [['9:00', '17:00'], null, [], ['18:00', null], [null, '4:00', '23:30']],
        annual: { '12/24': ['9:00', '12:00'], '12/25': null, '02/29': [] },
        exceptions: { '2026-12-31': ['10:00', '14:00'] },
      },
      availability: 'hours_and_agents',
      closed: {
        view: 'lightbot',
        message: { en: 'We are **closed**.' },
        channels: [{ kind: 'phone', value: '+358401234567', label: { en: 'Emergencies' } }],
        form: { questionnaire: [{ element: 'input', name: 'email' }], registered: { en: 'Thank you.' } },
        lightbot: {
          name: 'Lumo',
          avatar: 'https://acme.example/lumo.png',
          questionnaire: [{ element: 'input', name: 'email' }],
          registered: { en: 'Thank you.' },
        },
      },
      open: { hand_over: 'event' },
      offline: { max: 20 },
      forward,
      retention_days: 365,
    },
  },
  theme: { accent: '#0a6cff' },
});
