// The tag: finds itself, and puts one widget for each queue on the page.

import { commands } from './commands.js';
import { Widget } from './widget.js';

const script = document.currentScript ?? document.querySelector('script[data-site][src*="embed.js"]');
const data = script?.dataset ?? {};
const api = commands();
const same = (widget) => widget.path === `${data.site}/${data.queue || 'default'}`;

if (!data.site) console.error('Afterhours: the tag needs data-site="…", the key of your site.');
else if (api.widgets.some(same)) console.warn('Afterhours: a second tag for this queue is ignored.');
else api.widgets.push(new Widget(new URL(script.src).origin, data, api));
