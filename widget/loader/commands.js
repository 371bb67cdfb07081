// `window.afterhours(command, …)`: one for the page, however many tags it has.

export const commands = (name, ...rest) => {
  const [event, listener] = rest;
  // What widgets tell bubbles up to the window.
  if (name === 'on') return addEventListener(`afterhours:${event}`, listener);
  if (name === 'off') return removeEventListener(`afterhours:${event}`, listener);
  if (name === 'identify') Object.assign(commands.identity, event);
  for (const { does } of Object.values(commands.widgets)) {
    if (does[name]) does[name](...rest);
    else console.error(`Afterhours: no command "${name}".`);
  }
  if (name === 'destroy') commands.widgets = {};
};

commands.widgets = {};
commands.identity = {};
