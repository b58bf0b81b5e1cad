import { all, one } from './dom.js';
import { openDialog } from './dialogs.js';
import { chooseTheme, currentTheme } from './theme.js';

/** @typedef {{ fontSize: number, tabSize: number }} EditorSettings */

const key = 'ella-editor';

/** @returns {EditorSettings} */
export function editorSettings() {
  const standard = { fontSize: 14, tabSize: 4 };
  try {
    return { ...standard, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return standard;
  }
}

/** @param {(settings: EditorSettings) => void} onChanged */
export function startSettings(onChanged) {
  const toggle = one('[data-theme-toggle]');
  const selects = all('[data-setting]').map(select => /** @type {HTMLSelectElement} */ (select));
  const show = () => {
    toggle.setAttribute('aria-pressed', String(currentTheme() === 'dark'));
    for (const select of selects) select.value = String({ ...editorSettings(), theme: currentTheme() }[select.dataset.setting ?? '']);
  };
  toggle.addEventListener('click', () => chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark'));
  one('[data-settings]').addEventListener('click', () => openDialog('dialog-settings'));
  document.addEventListener('ella-theme', show);
  for (const select of selects) {
    select.addEventListener('change', () => {
      if (select.dataset.setting === 'theme') chooseTheme(select.value === 'dark' ? 'dark' : 'light');
      else onChanged(remember({ ...editorSettings(), [select.dataset.setting ?? '']: Number(select.value) }));
    });
  }
  show();
}

/**
 * @param {EditorSettings} settings
 * @returns {EditorSettings}
 */
function remember(settings) {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // The choice lasts as long as the page.
  }
  return settings;
}
