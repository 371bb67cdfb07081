// Queues of a site.json that several files of browser tests meet.

const both = (en, fi) => ({ en, fi });

export const OFFICE = {
  timezone: 'Europe/Helsinki',
  week: [['9:00', '12:00', '13:00', '17:00'], ['9:00', '17:00'], ['9:00', '17:00'], ['9:00', '17:00'], ['9:00', '17:00']],
  annual: { '12/24': ['9:00', '12:00'], '12/25': null },
  exceptions: { '2026-12-23': ['10:00', '14:00'] },
};
// A Monday evening in Helsinki; the next opening is on Tuesday at 9:00.
export const MONDAY_EVENING = '2026-12-21T18:00:00Z';
// A Tuesday noon, when the office is open until 17:00.
export const TUESDAY_NOON = '2026-12-22T10:00:00Z';

export const CHANNELS = [
  { kind: 'phone', value: '+358 40 123 4567', label: both('Emergencies', 'Hätätapaukset') },
  { kind: 'email', value: 'desk@acme.example', label: both('Email', 'Sähköposti') },
  { kind: 'url', value: 'https://acme.example/help' },
];

export const messageQueue = {
  name: both('Support', 'Tuki'),
  schedule: OFFICE,
  availability: 'hours',
  closed: { view: 'message', message: both('We are **closed**.', 'Olemme **kiinni**.'), channels: CHANNELS },
};

// One step with every kind of field; the second step can be gone back from.
export const QUESTIONS = [
  {
    name: 'you',
    type: 'group',
    elements: [
      { element: 'text', label: both('<p>Who are <b>you</b>?</p>', '<p>Kuka <b>olet</b>?</p>') },
      { element: 'input', name: 'name', label: both('Your name', 'Nimesi') },
      { element: 'input', name: 'email', label: both('Email', 'Sähköposti'), inputmode: 'email', pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s]+', required: true },
      {
        element: 'select',
        name: 'topic',
        label: both('Topic', 'Aihe'),
        required: true,
        options: [{ value: 'order', label: both('An order', 'Tilaus') }, { value: 'other', label: both('Something else', 'Jokin muu') }],
      },
    ],
    buttons: { back: false, next: both('Continue', 'Jatka') },
  },
  {
    name: 'details',
    type: 'group',
    elements: [
      {
        element: 'radio',
        name: 'urgency',
        label: both('How urgent is it?', 'Kuinka kiireellinen?'),
        required: true,
        options: [{ value: 'now', label: both('Very', 'Hyvin') }, { value: 'later', label: both('Not at all', 'Ei lainkaan') }],
      },
      { element: 'textarea', name: 'message', label: both('Message', 'Viesti'), required: true },
      { element: 'checkbox', name: 'copy', label: both('Send me a copy', 'Lähetä minulle kopio') },
      { element: 'checkbox', name: 'consent', label: both('You may keep this', 'Saatte säilyttää tämän'), required: true },
    ],
    buttons: { back: both('Back', 'Takaisin'), next: both('Send', 'Lähetä') },
    redirects: [{ target: '_register' }],
  },
];

export const formQueue = {
  name: both('Support', 'Tuki'),
  schedule: OFFICE,
  availability: 'hours',
  closed: {
    view: 'form',
    message: both('Write to **us**.', 'Kirjoita **meille**.'),
    channels: CHANNELS,
    form: { questionnaire: QUESTIONS, registered: both('Thank you, Acme has it.', 'Kiitos, viesti on Acmella.') },
  },
};

// The product's own form, of a queue that is closed until it is opened by hand.
export const plainFormQueue = { name: both('Support', 'Tuki'), closed: { view: 'form' } };

const choice = (name, label, options, more = {}) => ({
  element: 'radio',
  name,
  label,
  options: Object.entries(options).map(([value, label]) => ({ value, label })),
  buttons: { back: false, next: false },
  ...more,
});

export const TALK = [
  choice('topic', both('<p>Hello, I am Lumo.</p><p>What is it about?</p>', '<p>Hei, olen Lumo.</p><p>Mitä asia koskee?</p>'), {
    order: both('My order', 'Tilaukseni'),
    hours: both('Opening hours', 'Aukioloajat'),
    message: both('Leave a message', 'Jätä viesti'),
  }, { redirects: [{ pattern: 'order', target: 'order' }, { pattern: 'hours', target: 'hours' }, { target: 'who' }] }),
  {
    name: 'order',
    type: 'group',
    elements: [
      { element: 'text', label: both('<p>Most parcels take <b>two days</b>.</p>', '<p>Useimmat paketit kulkevat <b>kaksi päivää</b>.</p>') },
      { element: 'a', label: both('Follow your parcel', 'Seuraa pakettia'), href: 'https://acme.example/parcels' },
      {
        element: 'radio',
        name: 'helped',
        label: both('Did that help?', 'Oliko apua?'),
        options: [{ value: 'yes', label: both('Yes, thanks', 'Kyllä, kiitos') }, { value: 'no', label: both('No', 'Ei') }, { value: 'menu', label: both('Something else', 'Jokin muu') }],
      },
    ],
    buttons: { back: false, next: false },
  },
  { name: 'order-yes', logic: { and: [{ helped: 'yes' }], target: '_close' } },
  { name: 'order-menu', logic: { and: [{ helped: 'menu' }], target: 'topic' } },
  { name: 'order-no', logic: { target: 'who', tags: ['delivery'] } },
  { name: 'hours', type: 'group', elements: [{ element: 'text', label: both('From nine to five.', 'Yhdeksästä viiteen.') }], buttons: { back: false, next: both('Back to the start', 'Alkuun') }, redirects: [{ target: 'topic' }] },
  {
    name: 'who',
    type: 'group',
    elements: [
      { element: 'input', name: 'email', label: both('Where can we reach you?', 'Mistä tavoitamme sinut?'), inputmode: 'email', pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s]+', required: true },
    ],
    buttons: { back: both('Back', 'Takaisin'), next: both('Continue', 'Jatka') },
    redirects: [{ target: 'what' }],
  },
  {
    name: 'what',
    type: 'group',
    elements: [
      { element: 'textarea', name: 'message', label: both('What shall I pass on?', 'Mitä välitän?'), required: true },
      { element: 'checkbox', name: 'copy', label: both('Send me a copy', 'Lähetä minulle kopio') },
    ],
    buttons: { back: both('Back', 'Takaisin'), next: both('Send', 'Lähetä') },
    redirects: [{ target: '_register' }],
  },
];

export const lightbotQueue = {
  name: both('Support', 'Tuki'),
  schedule: OFFICE,
  availability: 'hours',
  closed: {
    view: 'lightbot',
    channels: CHANNELS,
    lightbot: { name: 'Lumo', questionnaire: TALK, registered: both('Lumo has passed it on.', 'Lumo on välittänyt sen.') },
  },
};

// A queue that is open at any instant.
export const openQueue = {
  name: both('Support', 'Tuki'),
  schedule: { timezone: 'Europe/Helsinki', week: Array(7).fill(['0:00', null]) },
  availability: 'hours',
  closed: { view: 'form' },
};
