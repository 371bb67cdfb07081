// The tag: finds itself, and puts one widget for each queue on the page.

import { commands } from './commands.js';
import { createWidget } from './widget.js';

const script = document.currentScript ?? document.querySelector('[src*="/embed.js"]');
const { origin, searchParams } = new URL(script.src);
// Tag managers drop the attributes of a script: the address can say the same.
const options = { queue: 'default', ...Object.fromEntries(searchParams), ...script.dataset };
const { site, queue } = options;
const path = `${site}/${queue}`;
const before = window.afterhours;
const run = (window.afterhours = before?.widgets ? before : commands);

if (!site) console.error('Afterhours: the tag has no data-site.');
else if (run.widgets[path]) console.warn(`Afterhours: a second tag for ${path}.`);
else run.widgets[path] = createWidget(origin, path, `${origin}/v1/sites/${site}/queues/${queue}`, options);
// What the page said before the script was there.
before?.q?.forEach((call) => run(...call));
