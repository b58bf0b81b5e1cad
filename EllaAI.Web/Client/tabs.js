import { all, one } from './dom.js';

/** @typedef {'tests' | 'custom' | 'submissions'} Tab */

/**
 * The tabs of the results: arrows move, as in any tab list.
 * @returns {{ show: (tab: Tab) => void, offer: (tab: Tab, offered: boolean) => void, current: () => Tab }}
 */
export function startTabs() {
  const tabs = all('[role="tab"]');
  /** @param {HTMLElement} tab */
  const select = tab => {
    for (const each of tabs) {
      const selected = each === tab;
      each.setAttribute('aria-selected', String(selected));
      each.tabIndex = selected ? 0 : -1;
      one(`#${each.getAttribute('aria-controls')}`).hidden = !selected;
    }
  };
  for (const tab of tabs) {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', event => {
      const offered = tabs.filter(each => !each.hidden);
      const index = offered.indexOf(tab);
      const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: offered.length - 1 }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      const next = offered[(target + offered.length) % offered.length];
      select(next);
      next.focus();
    });
  }
  return {
    show: name => select(one(`#tab-${name}`)),
    offer: (name, offered) => {
      const tab = one(`#tab-${name}`);
      tab.hidden = !offered;
      if (!offered && tab.getAttribute('aria-selected') === 'true') select(one('#tab-tests'));
    },
    current: () => /** @type {Tab} */ (tabs.find(tab => tab.getAttribute('aria-selected') === 'true')?.id.replace('tab-', '') ?? 'tests'),
  };
}

/** @typedef {'problem' | 'code' | 'results'} View */

/**
 * On a small screen one part shows at a time.
 * @param {() => void} onShown
 * @returns {(view: View) => void}
 */
export function startViews(onShown) {
  const buttons = all('[data-show]');
  /** @param {string} view */
  const show = view => {
    one('.workspace').dataset.view = view;
    for (const button of buttons) {
      if (button.dataset.show === view) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    onShown();
  };
  for (const button of buttons) button.addEventListener('click', () => show(button.dataset.show ?? 'problem'));
  return show;
}
