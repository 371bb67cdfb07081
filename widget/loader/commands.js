// `window.afterhours(command, …)`: one for the page, however many tags it has.

export function commands() {
  const before = window.afterhours;
  if (before?.api) return before.api;
  const listeners = [];
  const api = {
    widgets: [],
    identity: {},
    add(widget) {
      api.widgets.push(widget);
      widget.start();
    },
    tell(name, event) {
      for (const [wanted, listener] of [...listeners]) if (wanted === name) listener(event);
    },
  };
  const each = (action) => api.widgets.slice().forEach(action);
  const known = {
    open: () => each((widget) => widget.open()),
    close: () => each((widget) => widget.close()),
    toggle: () => each((widget) => widget.toggle()),
    set: (options) => each((widget) => widget.set(options)),
    identify: (answers) => Object.assign(api.identity, answers),
    on: (name, listener) => listeners.push([name, listener]),
    off: (name, listener) => {
      const at = listeners.findIndex(([n, l]) => n === name && l === listener);
      if (at >= 0) listeners.splice(at, 1);
    },
    destroy: () => each((widget) => widget.destroy()),
  };
  const run = (name, ...rest) => {
    if (known[name]) known[name](...rest);
    else console.error(`Afterhours: there is no command "${name}".`);
  };
  run.api = api;
  window.afterhours = run;
  // What the page said before the script was there; commands wait until the widget is.
  queueMicrotask(() => (before?.q ?? []).forEach((call) => run(...call)));
  return api;
}
