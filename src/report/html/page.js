'use strict';
// Filters, the walk from finding to finding, and what lights up together. All of it is read from the page itself.
(() => {
  const all = (query, at) => [...at.querySelectorAll(query)];
  const one = (id) => document.getElementById(id);
  const form = one('filters');
  const boxes = all('fieldset input', form);
  const byRule = one('by-rule');
  const byText = one('by-text');
  const clean = one('clean');
  const told = one('told');
  told.textContent = one('summary').textContent;
  if (one('trouble')) {
    const link = document.createElement('a');
    link.href = '#trouble';
    link.textContent = one('trouble').querySelector('h2').textContent;
    told.append(' · ', link);
  }

  // What each article holds, once.
  const articles = all('article', document).map((at) => ({
    at,
    isClean: at.classList.contains('clean'),
    cards: all('.card', at),
    ties: all('[data-f]:not(.card)', at).map((tie) => ({ tie, numbers: tie.dataset.f.split(' ') })),
    related: all('[data-r]', at),
    entry: null,
    text: null,
  }));
  // The words of a headline without the numbers of its findings.
  const plain = (title) => {
    const copy = title.cloneNode(true);
    for (const number of all('a.n', copy)) number.remove();
    return copy.textContent;
  };
  const cards = articles.flatMap((article) => article.cards);
  const counted = (list, key) => {
    const counts = new Map();
    for (const item of list) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
    return counts;
  };

  const severities = counted(cards, (card) => card.dataset.severity);
  for (const box of boxes) box.parentElement.querySelector('span').textContent = severities.get(box.value) || 0;
  const rules = [...counted(cards, (card) => card.dataset.rule)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  byRule.append(new Option(form.dataset.all, ''));
  for (const [rule, count] of rules) byRule.append(new Option(`${rule} (${count})`, rule));
  const nClean = articles.filter((article) => article.isClean).length;
  clean.parentElement.hidden = nClean === 0;
  clean.parentElement.querySelector('span').textContent = nClean;
  const contents = one('contents').querySelector('ol');
  articles.forEach((article, number) => {
    if (article.isClean) return;
    article.at.id = `a-${number}`;
    const entry = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#a-${number}`;
    const title = article.at.querySelector('.headline');
    link.textContent = article.at.querySelector('h2').textContent + (title ? ` · ${plain(title)}` : '');
    entry.append(link, document.createElement('span'));
    contents.append(entry);
    article.entry = entry;
  });
  one('contents').hidden = contents.children.length < 2;
  form.hidden = cards.length === 0 && nClean === 0;

  const apply = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const rule = byRule.value;
    const words = byText.value.trim().toLowerCase();
    let shown = 0;
    for (const article of articles) {
      if (words && article.text === null) article.text = article.at.textContent.toLowerCase();
      const fits = !words || article.text.includes(words);
      const seen = new Set();
      for (const card of article.cards) {
        card.hidden = !fits || !wanted.has(card.dataset.severity) || (rule !== '' && card.dataset.rule !== rule);
        if (!card.hidden) seen.add(card.dataset.f);
      }
      for (const { tie, numbers } of article.ties) {
        const off = !numbers.some((number) => seen.has(number));
        if (tie.localName === 'a') tie.hidden = off; else tie.classList.toggle('off', off);
      }
      shown += seen.size;
      article.at.hidden = !fits || (article.isClean ? !clean.checked : seen.size === 0);
      if (article.entry) {
        article.entry.hidden = article.at.hidden;
        article.entry.lastChild.textContent = ` ${seen.size}`;
      }
    }
    one('shown').textContent = `${shown} ${form.dataset.of} ${cards.length}`;
  };
  let later = 0;
  form.addEventListener('input', () => { clearTimeout(later); later = setTimeout(apply, 80); });
  form.addEventListener('submit', (event) => event.preventDefault());

  // The places of the finding that one is at.
  let lit = [];
  const light = (card) => {
    for (const place of lit) place.classList.remove('on');
    lit = [];
    if (!card) return;
    const number = card.dataset.f;
    for (const key of ['f', 'r']) {
      for (const place of all(`[data-${key}~="${number}"]`, card.closest('article'))) {
        if (place !== card && place.localName !== 'a') lit.push(place);
      }
    }
    for (const place of lit) place.classList.add('on');
  };
  const cardOf = (place) => place.closest('article').querySelector(`.card[data-f="${place.dataset.f.split(' ')[0]}"]`);
  const go = (card) => {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'center' });
  };
  document.addEventListener('focusin', (event) => light(event.target.closest('.card')));
  document.addEventListener('mouseover', (event) => {
    const card = event.target.closest('.card');
    if (card) light(card);
  });
  const list = one('contents');
  document.addEventListener('click', (event) => {
    if (list.open && (!list.contains(event.target) || event.target.closest('li'))) list.open = false;
    const mark = event.target.closest('mark');
    const number = event.target.closest('p > a.n, h3 > a.n');
    if (mark && !mark.classList.contains('off')) go(cardOf(mark));
    else if (number && number.dataset.f && !number.closest('.card')) {
      event.preventDefault();
      go(cardOf(number));
    }
  });

  let current = null;
  document.addEventListener('focusin', (event) => { current = event.target.closest('.card') || current; });
  const walk = (step) => {
    const open = cards.filter((card) => !card.hidden);
    if (open.length === 0) return;
    const at = open.indexOf(current);
    let next = step > 0 ? 0 : open.length - 1;
    if (at >= 0) next = (at + step + open.length) % open.length;
    go(open[next]);
  };
  one('next').addEventListener('click', () => walk(1));
  one('prev').addEventListener('click', () => walk(-1));
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.matches('input[type=search], select');
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') list.open = false;
    if (event.key === 'Escape' && event.target === byText) { byText.value = ''; apply(); byText.blur(); }
    if (isTyping) return;
    if (event.key === 'j') walk(1);
    else if (event.key === 'k') walk(-1);
    else if (event.key === '/') { event.preventDefault(); byText.focus(); }
  });
  apply();
})();
