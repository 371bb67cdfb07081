// The virtual keyboard covers the bottom of the page: the panel stands above it, and the field that
// is being typed in stays in sight.

export function standAbove({ element, shadow, signal }) {
  const seen = window.visualViewport;
  const fit = () => {
    // Zoomed in, what is outside is not covered.
    const covered = seen.scale > 1.01 ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop);
    element.style.setProperty('--covered', `${Math.round(covered)}px`);
    if (covered) shadow.activeElement?.scrollIntoView({ block: 'nearest' });
  };
  for (const name of ['resize', 'scroll']) seen?.addEventListener(name, fit, { signal });
}
