// `window.afterhours(command, …)`: one for the page, however many tags it has.

const FOR_WIDGETS = ['open', 'close', 'toggle', 'set', 'identify', 'destroy'];

export function commands() {
  const before = window.afterhours;
  if (before?.api) return before.api;
  const api = { widgets: [], identity: {} };
  const run = (name, ...rest) => {
    const [event, listener] = rest;
    // What widgets tell bubbles up to the window.
    if (name === 'on') addEventListener(`afterhours:${event}`, listener);
    else if (name === 'off') removeEventListener(`afterhours:${event}`, listener);
    else if (FOR_WIDGETS.includes(name)) {
      if (name === 'identify') Object.assign(api.identity, event);
      api.widgets.forEach((widget) => widget[name](...rest));
      if (name === 'destroy') api.widgets = [];
    } else console.error(`Afterhours: there is no command "${name}".`);
  };
  run.api = api;
  window.afterhours = run;
  // What the page said before the script was there.
  before?.q?.forEach((call) => queueMicrotask(() => run(...call)));
  return api;
}
