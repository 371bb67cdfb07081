// The tag: finds itself, and puts one widget for each queue on the page.

import { commands } from './commands.js';
import { Widget } from './widget.js';

const script = document.currentScript ?? document.querySelector('script[data-site][src*="embed.js"]');

if (script) {
  const { site, queue = 'default' } = script.dataset;
  const api = commands();
  const id = `${site}/${queue}`;
  if (!site) {
    console.error('Afterhours: the tag needs data-site="…", the key of your site.');
  } else if (api.widgets.some((widget) => widget.id === id)) {
    console.warn(`Afterhours: a second tag for the queue "${queue}" is ignored.`);
  } else {
    const widget = new Widget(new URL(script.src).origin, site, queue, script.dataset, api);
    api.add(widget);
  }
}
