// What arrives when the visitor shows interest: times, keyboard, and the wasm that asks and sends.

import init, { begin } from '#bindings';
import css from '../style/late.css';
import { build } from './build.js';
import { keepFocus } from './focus.js';
import { localise } from './times.js';

// Brings a drawn panel to life; gives what takes its answers, where it asks anything.
export async function enliven(widget) {
  const { panel, drawn: view, shadow } = widget;
  if (shadow.adoptedStyleSheets.length < 2) widget.dress(css);
  panel.querySelector('.body > .notice')?.remove();
  widget.root.dataset.view = view.view;
  localise(panel, view.lang, widget.now());
  if ('inline' in widget.element.dataset) panel.setAttribute('role', 'region');
  else keepFocus(panel, shadow);
  const ask = panel.querySelector('.ask');
  if (!ask) return;
  const query = `view=${view.view}&lang=${view.lang}`;
  const [flow] = await Promise.all([text(`${widget.address}/flow?${query}`), wasm(widget.origin)]);
  const page = location.href.split('#')[0];
  const identity = JSON.stringify(widget.api.identity);
  return begin(host(widget, JSON.parse(flow).steps), ask, flow, `${widget.address}/contacts`, view.view, view.lang, page, identity);
}

// What the wasm asks of the page (widget/src/host.rs).
function host(widget, steps) {
  return {
    build: (item) => build(steps[item]),
    show: (name) => {
      widget.root.dataset.view = name;
      widget.begun = 0;
    },
    submitted: (receipt) => widget.emit('submitted', { receipt }),
    restart: () => {
      widget.begun = 0;
      widget.draw();
      widget.enter();
    },
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

async function text(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

// Compiled once for the page; tried again after a failure.
let compiled;
function wasm(origin) {
  compiled ??= init({ module_or_path: `${origin}/${WIDGET_WASM}` });
  return compiled.catch((cause) => {
    compiled = undefined;
    throw cause;
  });
}
