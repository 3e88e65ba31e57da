(() => {
  'use strict';
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const toggle = document.getElementById('theme');
  const label = () => {
    toggle.textContent = isDark() ? 'Light' : 'Dark';
    toggle.setAttribute('aria-label', `Switch to the ${isDark() ? 'light' : 'dark'} theme`);
  };
  toggle.hidden = false;
  label();
  toggle.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    label();
  });
  for (const keys of all('.keys')) keys.hidden = false;

  // What a link leads to is opened, and so is what it lies in.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let place = target; place; place = place.parentElement)
      if (place instanceof HTMLDetailsElement) place.open = true;
    target?.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash !== '') reveal();

  // On paper everything that counts is open; afterwards it is as it was.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not(.quiet):not([open])');
    for (const block of closed) block.open = true;
  });
  addEventListener('afterprint', () => {
    for (const block of closed) block.open = false;
  });

  const form = document.querySelector('form.filters');
  const findings = all('.finding');
  const visible = () => findings.filter((finding) => !finding.hidden);
  if (form) {
    form.hidden = false;
    const input = form.elements.namedItem('q');
    const service = form.elements.namedItem('service');
    const chips = [...form.querySelectorAll('button')];
    const texts = new Map();
    const textOf = (finding) => {
      if (!texts.has(finding))
        texts.set(
          finding,
          `${finding.closest('.rule')?.id ?? ''} ${finding.textContent} ${finding.dataset.service}`.toLowerCase(),
        );
      return texts.get(finding);
    };
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const shown = new Set(
        chips.filter((chip) => chip.ariaPressed === 'true').map((chip) => chip.dataset.severity),
      );
      for (const finding of findings)
        finding.hidden = !(
          shown.has(finding.dataset.severity) &&
          (!service || service.value === '*' || finding.dataset.service === service.value) &&
          words.every((word) => textOf(finding).includes(word))
        );
      for (const rule of all('.rule')) rule.hidden = !rule.querySelector('.finding:not([hidden])');
      const count = visible().length;
      document.getElementById('count').textContent =
        count === findings.length
          ? ''
          : `${count} of ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
    };
    form.addEventListener('submit', (event) => event.preventDefault());
    input.addEventListener('input', apply);
    service?.addEventListener('change', apply);
    for (const chip of chips)
      chip.addEventListener('click', () => {
        chip.ariaPressed = chip.ariaPressed === 'true' ? 'false' : 'true';
        apply();
      });
  }

  let here;
  const go = (step) => {
    const shown = visible();
    if (shown.length === 0) return;
    const at = shown.indexOf(here);
    here?.classList.remove('here');
    here = shown[at === -1 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)];
    here.classList.add('here');
    for (let place = here; place; place = place.parentElement)
      if (place instanceof HTMLDetailsElement) place.open = true;
    here.scrollIntoView({ block: 'center' });
    here.focus({ preventScroll: true });
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === 'Escape' && event.target instanceof HTMLInputElement) {
      event.target.value = '';
      event.target.dispatchEvent(new Event('input'));
      event.target.blur();
    }
    if (typing) return;
    if (event.key === '/' && form) {
      event.preventDefault();
      form.elements.namedItem('q').focus();
    } else if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
    else if (event.key === 't') toggle.click();
    else if (event.key === 'o') {
      const blocks = all('.rule, .question');
      const open = blocks.some((block) => !block.open);
      for (const block of blocks) block.open = open;
    }
  });
})();
