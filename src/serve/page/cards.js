// The list beside the draft: a card for each finding, the one that is looked at open. It says and offers; what is done
// is done by the page.

import { number, say } from "./words.js";
import { rule } from "./server.js";

/** Cards that are shown before one asks for more. */
const MANY = 150;

/** A node with a class, and text or nodes inside. */
function node(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

function button(className, text, work) {
  const made = node("button", className, text);
  made.type = "button";
  made.addEventListener("click", work);
  return made;
}

/** What a finding is known by while places move: its rule and its words. */
export const sign = (one, text) => `${one.rule}\u0000${text.slice(one.start, one.end)}`;

export class Cards {
  #list;
  #more;
  #shown = MANY;
  #rules = new Map();
  #cards = new Map();

  /** `deeds` has what a card can ask for: look, take, everywhere, ignore, ignoreRule, accept, show. */
  constructor(list, more, deeds) {
    this.#list = list;
    this.#more = more;
    this.deeds = deeds;
    more.addEventListener("click", () => {
      const first = this.#list.children.length;
      this.#shown += MANY;
      this.draw(...this.last);
      this.#list.children[first]?.querySelector(".head").focus();
    });
    list.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** Starts again from the head of the list, for another draft. */
  reset() {
    this.#shown = MANY;
  }

  /** Draws the findings of a text; `here` is the one looked at. */
  draw(findings, text, here, lang) {
    this.last = [findings, text, here, lang];
    const at = here ? findings.indexOf(here) : -1;
    if (at >= this.#shown) this.#shown = at + MANY;
    const focused = document.activeElement?.closest?.(".card");
    const seen = new Map();
    const cards = findings.slice(0, this.#shown).map((one) => {
      // Cards are kept while their finding stays, so that focus and open explanations stay, too.
      const base = `${lang}\u0000${sign(one, text)}`;
      const nth = (seen.get(base) ?? 0) + 1;
      seen.set(base, nth);
      const key = `${base}\u0000${nth}`;
      let card = this.#cards.get(key);
      if (!card) card = { node: node("li", "card"), open: null };
      this.#fill(card, one, text, one === here, lang);
      return [key, card];
    });
    this.#cards = new Map(cards);
    let place = this.#list.firstChild;
    for (const [, card] of cards) {
      if (card.node === place) place = place.nextSibling;
      else this.#list.insertBefore(card.node, place);
    }
    while (place) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
    const left = findings.length - cards.length;
    this.#more.hidden = left <= 0;
    this.#more.textContent = say("more", { n: number(Math.max(left, 0)) });
    if (focused && !focused.isConnected) this.deeds.lost?.();
  }

  /** Puts the focus on the card of a finding, or on the first one. */
  focus(one) {
    const at = Math.max(0, this.last ? this.last[0].indexOf(one) : 0);
    const head = this.#list.children[at]?.querySelector(".head");
    head?.focus();
    return Boolean(head);
  }

  /** Brings the card that is looked at into view, without moving the page where the list scrolls by itself. */
  reveal() {
    const card = this.#list.querySelector(".card.here");
    const box = this.#list.parentElement;
    if (!card || getComputedStyle(box).position !== "sticky") return;
    const [inner, outer] = [card.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top + 8 || inner.bottom > outer.bottom - 8) {
      box.scrollTop += inner.top - outer.top - Math.max(8, (outer.height - inner.height) / 3);
    }
  }

  /** The rule is asked for again in another language. */
  forget() {
    this.#rules.clear();
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const head = event.target.closest(".head");
    if (!step || !head) return;
    const cards = [...this.#list.children];
    const next = cards[cards.indexOf(head.closest(".card")) + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector(".head").focus();
  }

  #fill(card, one, text, here, lang) {
    const { node: item } = card;
    card.finding = one;
    item.className = `card ${one.severity}${here ? " here" : ""}`;
    const found = text.slice(one.start, one.end);
    const print = JSON.stringify([one.message, one.severity, found, one.fixes, one.everywhere?.length, one.labels, one.word]);
    if (card.print !== print) {
      card.print = print;
      card.head = this.#head(card, one, found);
      card.body = null;
      item.replaceChildren(card.head);
    }
    card.head.setAttribute("aria-expanded", String(here));
    if (here && !card.body) {
      card.body = this.#body(card, found, text, lang);
      item.append(card.body);
    }
    if (card.body) card.body.hidden = !here;
  }

  #head(card, one, found) {
    const swap = node("span", "swap");
    const fix = one.fixes[0];
    const short = found.length > 60 ? `${found.slice(0, 44)} … ${found.slice(-12)}` : found;
    if (fix && fix.edits.length === 1) {
      const text = after(one, fix, found);
      swap.append(node("s", "", visible(short)), " → ", node("ins", "", text.trim() === "" ? `(${say("takeDelete").toLowerCase()})` : visible(text)));
    } else {
      swap.append(visible(short));
    }
    return button("head", "", () => this.deeds.look(card.finding)).appendChild(
      node("span", "grave", say(one.severity)),
    ).parentNode.appendChild(swap).parentNode.appendChild(node("span", "why", one.message)).parentNode;
  }

  #body(card, found, text, lang) {
    const one = card.finding;
    const { deeds } = this;
    const row = node("div", "deeds");
    one.fixes.slice(0, 4).forEach((fix, nth) => {
      const becomes = after(one, fix, found);
      const words = becomes.trim() === "" ? say("takeDelete") : visible(becomes);
      const take = button(nth === 0 ? "primary" : "", words, () => deeds.take(card.finding, card.finding.fixes[nth]));
      take.setAttribute("aria-label", becomes.trim() === "" ? words : say("takeLabel", { text: words }));
      row.append(take);
    });
    if (one.everywhere) {
      row.append(button("", say("everywhere", { n: one.everywhere.length }), () => deeds.everywhere(card.finding)));
    }
    row.append(button("", say("ignore"), () => deeds.ignore(card.finding)));
    if (one.word) row.append(button("", say("accept"), () => deeds.accept(card.finding)));
    const body = node("div", "body", row);
    if (one.labels.length > 0) {
      const places = node("ul", "places");
      one.labels.forEach((label, nth) => {
        const go = button("", label.message, () => deeds.show(card.finding.labels[nth]));
        go.append(node("span", "around", around(text, label)));
        places.append(node("li", "", go));
      });
      body.append(places);
    }
    body.append(this.#explained(one, lang, card));
    return body;
  }

  #explained(one, lang, card) {
    const inside = node("div", "");
    const details = node("details", "rule", node("summary", "", say("explain")), inside);
    details.addEventListener("toggle", async () => {
      if (!details.open || inside.firstChild) return;
      if (!this.#rules.has(one.rule)) this.#rules.set(one.rule, rule(one.rule, lang));
      try {
        inside.replaceChildren(...explanation(await this.#rules.get(one.rule)));
        inside.append(button("", say("ignoreRule"), () => this.deeds.ignoreRule(card.finding)));
      } catch (error) {
        this.#rules.delete(one.rule);
        inside.textContent = say("failed", { message: error.message });
      }
    });
    return details;
  }
}

/** What a finding reads once a fix is made; the text of the fix itself where it lies elsewhere. */
function after(one, fix, found) {
  let made = "";
  let at = one.start;
  for (const { start, end, text } of fix.edits) {
    if (start < at || end > one.end) return fix.edits.map((edit) => edit.text).join(" … ");
    made += found.slice(at - one.start, start - one.start) + text;
    at = end;
  }
  return made + found.slice(at - one.start);
}

/** A few words on either side of a place. */
function around(text, { start, end }) {
  const before = text.slice(Math.max(0, start - 24), start).replace(/^\S*\s/, "");
  const after = text.slice(end, end + 24).replace(/\s\S*$/, "");
  return ` … ${before}${text.slice(start, end)}${after} …`.replace(/\s+/g, " ");
}

/** Space that one would not see. */
function visible(text) {
  return text.replace(/\n/g, "⏎").replace(/\t/g, "⇥").replace(/\u00a0/g, "⍽");
}

function explanation(told) {
  const examples = told.examples.slice(0, 4).map((example) => {
    const item = node("li", "");
    if (example.bad) item.append(node("span", "bad", example.bad));
    item.append(node("span", "good", example.good));
    return item;
  });
  return [
    node("p", "", say("source", { source: told.source }), ` · ${told.id}`),
    node("p", "", say("examples")),
    node("ul", "", ...examples),
  ];
}
