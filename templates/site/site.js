(() => {
  'use strict';
  const root = document.documentElement;
  const stored = (() => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null;
    }
  })();
  if (stored === 'light' || stored === 'dark') root.dataset.theme = stored;
  const toggle = document.getElementById('theme');
  if (toggle) {
    toggle.hidden = false;
    const isDark = () =>
      root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    const label = () => {
      toggle.textContent = isDark() ? 'Light' : 'Dark';
      toggle.setAttribute('aria-label', `Switch to the ${isDark() ? 'light' : 'dark'} theme`);
    };
    label();
    toggle.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      try {
        localStorage.setItem('theme', root.dataset.theme);
      } catch {
        /* private window */
      }
      label();
    });
  }
  const input = document.querySelector('input[type=search]');
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape' && typing) {
      event.target.value = '';
      event.target.dispatchEvent(new Event('input'));
      event.target.blur();
      return;
    }
    if (typing) return;
    if (event.key === '/' && input) {
      event.preventDefault();
      input.focus();
      input.select();
    }
    const link = document.querySelector(
      event.key === 'j'
        ? 'a[rel=next]'
        : event.key === 'k'
          ? 'a[rel=prev]'
          : event.key === 'h'
            ? 'a.home'
            : '#none',
    );
    if (link) link.click();
  });
  const data = document.getElementById('data');
  const list = document.getElementById('list');
  if (!data || !list || !input) return;
  const records = JSON.parse(data.textContent);
  const items = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const count = document.getElementById('count');
  const chips = document.getElementById('chips');
  const fold = (text) =>
    text
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .replace(/ß/g, 'ss');
  const folded = records.map((record) => ({
    title: fold(`${record.id} ${record.title}`),
    tags: fold(record.tags.join(' ')),
    text: fold(record.text),
  }));
  const hits = (text, word) => {
    let found = 0;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) found += 1;
    return found;
  };
  const score = (index, words) => {
    let sum = 0;
    for (const word of words) {
      const own =
        8 * hits(folded[index].title, word) +
        5 * hits(folded[index].tags, word) +
        hits(folded[index].text, word);
      if (own === 0) return 0;
      sum += Math.log2(1 + own);
    }
    return sum;
  };
  const snippet = (record, words) => {
    // Folding may change the length of a text: the place is looked for in what is shown.
    const lower = record.text.toLowerCase();
    const at = Math.min(...words.map((word) => lower.indexOf(word)).filter((place) => place >= 0));
    if (!Number.isFinite(at)) return null;
    const start = Math.max(0, at - 60);
    const shown = `${start > 0 ? '…' : ''}${record.text.slice(start, at + 140)}…`;
    const paragraph = document.createElement('p');
    paragraph.className = 'snippet';
    let rest = shown;
    while (rest !== '') {
      const low = rest.toLowerCase();
      const next = words
        .map((word) => [low.indexOf(word), word.length])
        .filter(([place]) => place >= 0)
        .sort((a, b) => a[0] - b[0])[0];
      if (!next) {
        paragraph.append(rest);
        break;
      }
      const mark = document.createElement('mark');
      mark.textContent = rest.slice(next[0], next[0] + next[1]);
      paragraph.append(rest.slice(0, next[0]), mark);
      rest = rest.slice(next[0] + next[1]);
    }
    return paragraph;
  };
  const statuses = new Set();
  const show = () => {
    const words = fold(input.value)
      .split(/[^\p{L}\p{N}+#]+/u)
      .filter(Boolean);
    const found = records
      .map((record, index) => ({ record, index, score: words.length ? score(index, words) : 1 }))
      .filter((entry) => entry.score > 0 && (statuses.size === 0 || statuses.has(entry.record.status)))
      .sort((a, b) => (words.length ? b.score - a.score : 0) || a.index - b.index);
    for (const item of items.values()) {
      item.hidden = true;
      item.querySelector('.snippet')?.remove();
    }
    for (const { record } of found) {
      const item = items.get(record.key);
      item.hidden = false;
      list.append(item);
      const text = words.length ? snippet(record, words) : null;
      if (text) item.append(text);
    }
    count.textContent = words.length || statuses.size ? `${found.length} of ${records.length} records` : '';
  };
  for (const button of chips ? chips.querySelectorAll('button') : [])
    button.addEventListener('click', () => {
      const { status } = button.dataset;
      if (statuses.has(status)) statuses.delete(status);
      else statuses.add(status);
      button.setAttribute('aria-pressed', String(statuses.has(status)));
      show();
    });
  if (chips) chips.hidden = false;
  input.addEventListener('input', show);
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('li:not([hidden]) a')?.click();
  });
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    input.value = asked;
    show();
  }
})();
