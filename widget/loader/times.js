// Times as the visitor reads them: in their language, in the queue's zone, and, where it differs, in their own.

export function localise(root, lang, now) {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const text = (at, timeZone, options) => new Intl.DateTimeFormat(lang, { timeZone, ...options }).format(at);
  const clock = { hour: 'numeric', minute: '2-digit' };
  const differs = (zone) => text(now, zone, { ...clock, day: 'numeric' }) !== text(now, own, { ...clock, day: 'numeric' });

  for (const time of root.querySelectorAll('time[data-zone]')) {
    const at = new Date(time.dateTime);
    const near = at - now < 6 * 864e5;
    const day = near ? { weekday: 'long' } : { weekday: 'short', day: 'numeric', month: 'long' };
    const zone = time.dataset.zone;
    time.textContent = text(at, zone, { ...day, ...clock });
    if (differs(zone)) time.after(` (${text(at, own, { weekday: 'short', ...clock, timeZoneName: 'short' })})`);
  }
  for (const hours of root.querySelectorAll('.hours')) {
    const elsewhere = differs(hours.dataset.zone);
    hours.querySelector('.zone').hidden = !elsewhere;
    for (const time of hours.querySelectorAll('th time')) {
      time.textContent = text(new Date(`${time.dateTime}T12:00Z`), 'UTC', { weekday: 'long', day: 'numeric', month: 'short' });
    }
    if (!elsewhere) continue;
    for (const span of hours.querySelectorAll('[data-from]')) {
      const note = document.createElement('small');
      note.textContent = new Intl.DateTimeFormat(lang, { timeZone: own, ...clock, timeZoneName: 'short' })
        .formatRange(span.dataset.from * 1e3, span.dataset.to * 1e3);
      span.after(note);
    }
  }
}
