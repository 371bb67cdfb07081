// The tag: finds itself, and puts one widget for each queue on the page.

import { commands } from './commands.js';
import { createWidget } from './widget.js';

const script = document.currentScript ?? document.querySelector('script[src*="/embed.js"]');
const { origin, searchParams } = new URL(script.src);
// Tag managers drop the attributes of a script: the address can say the same.
const options = { ...Object.fromEntries(searchParams), ...script.dataset };
const api = commands();
const same = ({ path }) => path === `${options.site}/${options.queue || 'default'}`;

if (!options.site) console.error('Afterhours: the tag needs data-site="…", the key of your site.');
else if (api.widgets.some(same)) console.warn('Afterhours: a second tag for this queue is ignored.');
else api.widgets.push(createWidget(origin, options, api));
