import * as monaco from 'monaco-editor/editor';
import { currentTheme } from './theme.js';

const moreContrast = matchMedia('(prefers-contrast: more)');

/** The editor's themes take the page's colours, as they are at this moment. */
export function defineThemes() {
  const style = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const colour = name => style.getPropertyValue(name).trim();
  monaco.editor.defineTheme('ella', {
    base: currentTheme() === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [],
    colors: {
      'editor.background': colour('--editor'),
      'editor.foreground': colour('--text'),
      'editorLineNumber.foreground': colour('--text-3'),
      'editorLineNumber.activeForeground': colour('--text'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.lineHighlightBackground': colour('--surface-2'),
      'editorWidget.background': colour('--surface'),
      'editorWidget.border': colour('--border-strong'),
      'editorCursor.foreground': colour('--accent'),
      'focusBorder': colour('--accent'),
    },
  });
}

export function themeName() {
  if (!moreContrast.matches) return 'ella';
  return currentTheme() === 'dark' ? 'hc-black' : 'hc-light';
}
