// When to ask the server, and what of its findings still holds. Paragraphs that changed are asked about at once, the
// whole draft after a pause: what one paragraph alone can tell, and what only the article can.

import { check } from "./server.js";

/** Milliseconds after the last key until the changed paragraphs are asked about, and until the whole draft is. */
const SOON = 120;
const PAUSE = 700;

/** Characters up to which the whole draft is asked about at once. */
const SHORT = 4000;

/** Milliseconds until a busy server is asked again. */
const AGAIN = 1500;

export class Checker {
  findings = [];
  /** `choices()` gives date, profile and so on; `told(state, error)` hears "busy", "part", "whole" and "failed". */
  constructor(choices, told) {
    this.choices = choices;
    this.told = told;
    this.text = "";
    this.version = 0;
    this.dirty = null;
    this.slow = 0;
    this.timers = {};
  }

  /** The draft was edited. */
  edit(text, { start, oldEnd, newEnd }) {
    this.text = text;
    this.version += 1;
    const by = newEnd - oldEnd;
    this.findings = this.findings.filter((one) => one.end < start || one.start > oldEnd);
    for (const one of this.findings) shift(one, start, oldEnd, by);
    const dirty = this.dirty ?? { start, end: newEnd };
    const end = dirty.end > oldEnd ? dirty.end + by : dirty.end;
    this.dirty = { start: Math.min(dirty.start, start), end: Math.max(end, newEnd) };
    if (text.length > SHORT) this.#later("part", SOON, () => this.#part());
    this.#later("whole", text.length > SHORT ? Math.max(PAUSE, this.slow) : 2 * SOON, () => this.whole());
    this.told("busy");
  }

  #later(name, wait, work) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(work, wait);
  }

  /** Asks about the paragraphs that changed. */
  async #part() {
    if (!this.dirty) return;
    const from = this.text.lastIndexOf("\n", this.dirty.start - 1) + 1;
    const next = this.text.indexOf("\n", this.dirty.end);
    const to = next < 0 ? this.text.length : next;
    if (to - from > this.text.length / 2) return;
    const version = this.version;
    try {
      const { findings } = await check({ ...this.choices(), text: this.text.slice(from, to), part: true });
      // What was typed meanwhile will be asked about next, with these paragraphs.
      if (version !== this.version) return;
      for (const one of findings) offset(one, from);
      const stays = (one) => one.wide || one.end <= from || one.start >= to;
      this.findings = [...this.findings.filter(stays), ...findings].sort(inOrder);
      this.told("part");
    } catch {
      // The whole draft is asked about soon, and tells what is wrong.
    }
  }

  /** Asks about the whole draft. */
  async whole() {
    clearTimeout(this.timers.whole);
    this.running?.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    const version = this.version;
    if (this.text.trim() === "") {
      this.findings = [];
      this.dirty = null;
      this.told("whole", []);
      return;
    }
    const before = performance.now();
    try {
      const { findings, failures } = await check({ ...this.choices(), text: this.text }, signal);
      this.slow = 2 * (performance.now() - before);
      if (version !== this.version) return;
      this.findings = findings.sort(inOrder);
      this.dirty = null;
      this.told("whole", failures);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.status === 429) this.#later("whole", AGAIN, () => this.whole());
      this.told("failed", error);
    }
  }
}

function inOrder(a, b) {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
}

/** Moves what stands behind an edit. A correction in several places holds only while none of them was touched. */
function shift(one, start, oldEnd, by) {
  const touched = ({ start: from, end: to }) => from <= oldEnd && start <= to;
  if (one.everywhere?.some(touched)) one.everywhere = null;
  for (const place of places(one)) {
    if (place.start >= oldEnd) {
      place.start += by;
      place.end += by;
    }
  }
}

/** Moves a finding of some paragraphs to where they stand. What holds everywhere in them does not in the draft. */
function offset(one, by) {
  one.everywhere = null;
  for (const place of places(one)) {
    place.start += by;
    place.end += by;
  }
}

function places(one) {
  return [one, ...one.labels, ...one.fixes.flatMap((fix) => fix.edits), ...(one.everywhere ?? [])];
}
