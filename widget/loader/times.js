// Times as the visitor reads them: in their language, in the queue's zone, and, where it differs, in their own.

const CLOCK = { hour: 'numeric', minute: '2-digit' };

// An instant in the visitor's own zone: "Monday 10:00".
export function moment(at, lang) {
  return new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', ...CLOCK }).format(new Date(at));
}

// A browser that does not know the queue's zone leaves the Worker's words.
export function localise(...view) {
  try {
    inWords(...view);
  } catch (cause) {
    console.warn(`Afterhours: ${cause}`);
  }
}

function inWords(root, lang, now) {
  const format = (timeZone, options) => new Intl.DateTimeFormat(lang, { timeZone, ...options });
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const differs = (zone) => {
    const wall = (of) => format(of, { dateStyle: 'short', timeStyle: 'short' }).format(now);
    return wall(zone) !== wall(own);
  };

  for (const time of root.querySelectorAll('time[data-zone]')) {
    const at = new Date(time.dateTime);
    const { zone } = time.dataset;
    const day = at - now < 6 * 864e5 ? { weekday: 'long' } : { weekday: 'short', day: 'numeric', month: 'long' };
    time.textContent = format(zone, { ...day, ...CLOCK }).format(at);
    if (differs(zone)) time.after(` (${format(own, { weekday: 'short', ...CLOCK, timeZoneName: 'short' }).format(at)})`);
  }
  const status = root.querySelector('.status');
  if (status) keepCounting(status, lang, now);
  for (const hours of root.querySelectorAll('.hours')) {
    const { zone } = hours.dataset;
    const elsewhere = differs(zone);
    hours.querySelector('.zone').hidden = !elsewhere;
    for (const day of hours.querySelectorAll('th time')) {
      const noon = new Date(`${day.dateTime}T12:00Z`);
      day.textContent = format('UTC', { weekday: 'long', day: 'numeric', month: 'short' }).format(noon);
    }
    // Over midnight a range would name two dates: its ends stand for themselves.
    const range = (of, from, to, options) => {
      const date = format(of, { dateStyle: 'short' });
      const clock = format(of, options);
      return date.format(from) === date.format(to) ? clock.formatRange(from, to) : `${format(of, CLOCK).format(from)} – ${clock.format(to)}`;
    };
    for (const span of hours.querySelectorAll('[data-from]')) {
      const [from, to] = [span.dataset.from * 1e3, span.dataset.to * 1e3];
      // Whole days keep their words.
      if (/\d/.test(span.textContent)) span.textContent = range(zone, from, to, CLOCK);
      if (!elsewhere) continue;
      const day = (of) => format(of, { weekday: 'short' }).format(from);
      const ownDay = day(own) === day(zone) ? '' : `${day(own)} `;
      const note = document.createElement('small');
      note.textContent = ownDay + range(own, from, to, { ...CLOCK, timeZoneName: 'short' });
      if (span.previousSibling) span.previousSibling.remove();
      span.append(note);
    }
  }
}

// "in 14 hours", "in 20 minutes", behind the next opening while it is less than a day away.
function keepCounting(status, lang, now) {
  const at = Date.parse(status.querySelector('time')?.dateTime);
  const begun = performance.now();
  const left = document.createElement('span');
  const count = () => {
    const minutes = Math.ceil((at - now - (performance.now() - begun)) / 6e4);
    const [number, unit] = minutes > 90 ? [Math.round(minutes / 60), 'hour'] : [minutes, 'minute'];
    const near = minutes > 0 && minutes < 1440;
    left.textContent = near ? ` \u00b7 ${new Intl.RelativeTimeFormat(lang).format(number, unit)}` : '';
  };
  count();
  status.append(left);
  const timer = setInterval(() => (left.isConnected ? count() : clearInterval(timer)), 6e4);
}
