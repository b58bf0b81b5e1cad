/** @typedef {'light' | 'dark'} Theme */

const key = 'ella-theme';

/** @returns {Theme} what was chosen here before, else what the system prefers. */
export function preferredTheme() {
  try {
    const chosen = localStorage.getItem(key);
    if (chosen === 'light' || chosen === 'dark') return chosen;
  } catch {
    // Storage may be forbidden; the system's preference still holds.
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** @returns {Theme} */
export function currentTheme() {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** @param {Theme} theme */
export function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

/** @param {Theme} theme */
export function chooseTheme(theme) {
  applyTheme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The choice lasts as long as the page.
  }
  document.dispatchEvent(new CustomEvent('ella-theme', { detail: theme }));
}
