/** While the system falls asleep Chromium may refuse to load anything; after so many milliseconds it is asked again. */
const again = 500;

/**
 * Asks again for a style that could not be loaded, until it is there. What reads in a part of the page does so for its code
 * alone (at-last.ts): a style that was once asked for counts as loaded, and the screen would stay without it.
 */
document.addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    setTimeout(() => {
      target.replaceWith(target.cloneNode());
    }, again);
  },
  // An error of a link goes up to nobody.
  { capture: true },
);
