// A form with a question of every kind, and answers to it.
export const questions = [
  { element: 'input', name: 'order', label: 'Order', pattern: '[A-Z]{2}\\d{4}', required: true },
  { element: 'radio', name: 'size', options: [{ label: 'Small', value: 's' }, { label: 'Large', value: 'l' }], required: true },
  { element: 'select', name: 'colour', options: [{ label: 'Red', value: 'red' }, { value: 'blue' }] },
  { element: 'likert', name: 'happy' },
  { element: 'checkbox', name: 'terms', label: 'I agree', required: true },
  { element: 'checkbox', name: 'news', label: 'News' },
  { element: 'textarea', name: 'more' },
];
export const good = { order: 'AB1234', size: 's', terms: true };
export const asking = (questionnaire = questions, registered) => ({ closed: { view: 'form', form: { questionnaire, registered } } });

// Answers to the product's own form, and a queue that has it.
export const message = { email: 'anna@acme.example', message: 'Hei' };
export const form = { closed: { view: 'form' } };
