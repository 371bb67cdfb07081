// Where the page forbids wasm, the plain page of the Worker's own origin takes over, in a frame: the
// first step is answered here, and what follows is shown there.

import { build } from './build.js';

// Whether the page's policy lets wasm run.
export function wasmRuns() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

// Stands in for the session of the wasm.
export function framed(widget, ask) {
  const { drawn: view, origin, path } = widget;
  const address = `${origin}/${path}?lang=${view.lang}&frame=1`;
  // A policy may forbid frames, too.
  const forbidden = (event) => {
    if (!/^(frame|child|default)-src|form-action/.test(event.effectiveDirective)) return;
    document.removeEventListener('securitypolicyviolation', forbidden);
    widget.lose(new Error('frames are forbidden'));
  };
  const show = () => {
    // That wasm is forbidden may be told only now, too.
    document.addEventListener('securitypolicyviolation', forbidden, { signal: widget.signal });
    const frame = build(['iframe', { class: 'frame', name: 'afterhours', title: widget.panel.querySelector('h2').textContent }]);
    ask.replaceChildren(frame);
    return frame;
  };
  return {
    typed() {},
    identify() {},
    settle: () => false,
    submitted(form, submitter) {
      const hidden = (name, value) => build(['input', { type: 'hidden', name, value }]);
      const sent = document.createElement('form');
      Object.assign(sent, { method: 'post', action: address, target: 'afterhours', hidden: true });
      const data = new FormData(form);
      if (submitter?.name) data.set(submitter.name, submitter.value);
      for (const [name, value] of data) sent.append(hidden(name, value));
      sent.append(hidden('_view', view.view), hidden('_steps', '0'));
      show();
      widget.element.append(sent);
      sent.submit();
      sent.remove();
    },
  };
}
