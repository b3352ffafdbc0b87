// The sheet: a text area, and under it a mirror that carries the lines under the findings. The browser does the
// writing, with its own undo and its own ways for people who hear or touch the page. Only lines that changed are drawn.

/** Where two texts begin and cease to differ: `{start, oldEnd, newEnd}`, or null for equal ones. */
export function difference(before, after) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  const left = most - start;
  while (tail < left && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/** Characters above which an edit is put in at once: the browser would take it in letter by letter. */
const AT_ONCE = 20000;

export class Editor {
  #area;
  #mirror;
  #text = "";
  #drawn = [];
  #changed;

  /** `changed(change)` is called with every edit, whoever made it. */
  constructor(area, mirror, changed) {
    this.#area = area;
    this.#mirror = mirror;
    this.#changed = changed;
    area.addEventListener("input", () => this.#take());
    this.draw([], null);
  }

  get text() {
    return this.#text;
  }

  focus() {
    this.#area.focus({ preventScroll: true });
  }

  select(start, end) {
    this.#area.setSelectionRange(start, end);
  }

  /** Another draft altogether. */
  load(text) {
    this.#area.value = text;
    this.#area.setSelectionRange(0, 0);
    this.#take();
  }

  /** Makes edits, not overlapping, in any order, as one step that the browser can undo. */
  apply(edits) {
    const sorted = [...edits].sort((a, b) => a.start - b.start);
    const from = sorted[0].start;
    const to = sorted[sorted.length - 1].end;
    let piece = "";
    let at = from;
    for (const { start, end, text } of sorted) {
      piece += this.#text.slice(at, start) + text;
      at = end;
    }
    this.replace(from, to, piece);
  }

  /** Puts a text in the place of a stretch. */
  replace(from, to, piece) {
    this.focus();
    this.select(from, to);
    const command = piece === "" ? "delete" : "insertText";
    const done = piece.length <= AT_ONCE && to - from <= AT_ONCE && document.execCommand(command, false, piece);
    if (!done) this.#area.setRangeText(piece, from, to, "end");
    this.#take();
  }

  #take() {
    const text = this.#area.value;
    const change = difference(this.#text, text);
    if (!change) return;
    this.#text = text;
    this.#changed(change);
  }

  /** Draws the findings: `marks` in order of their start, each `{start, end, severity}`; `here` is the one looked at. */
  draw(marks, here) {
    const lines = this.#text.split("\n");
    const nodes = this.#mirror.childNodes;
    const plans = plan(lines, marks, here);
    // Lines that are the same at the head and at the tail keep their nodes.
    let head = 0;
    const most = Math.min(plans.length, this.#drawn.length);
    while (head < most && plans[head].key === this.#drawn[head]) head += 1;
    let tail = 0;
    while (tail < most - head && plans[plans.length - 1 - tail].key === this.#drawn[this.#drawn.length - 1 - tail]) tail += 1;
    const oldEnd = this.#drawn.length - tail;
    const newEnd = plans.length - tail;
    const shared = Math.min(oldEnd, newEnd);
    for (let line = head; line < shared; line += 1) {
      if (plans[line].key !== this.#drawn[line]) fill(nodes[line], plans[line]);
    }
    if (oldEnd < newEnd) {
      const added = document.createDocumentFragment();
      for (let line = oldEnd; line < newEnd; line += 1) added.append(fill(document.createElement("div"), plans[line]));
      this.#mirror.insertBefore(added, nodes[oldEnd] ?? null);
    }
    for (let line = oldEnd - 1; line >= newEnd; line -= 1) nodes[line].remove();
    this.#drawn = plans.map((one) => one.key);
  }

  /** Brings the finding that is looked at into view. */
  reveal() {
    const mark = this.#mirror.querySelector("mark.here");
    if (!mark) return;
    const { top, bottom } = mark.getBoundingClientRect();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < 90 || bottom > innerHeight - 60) mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}

/** What each line shows: its text, the marks in it, and a key that tells it from any other. */
function plan(lines, marks, here) {
  let at = 0;
  let first = 0;
  return lines.map((text) => {
    const end = at + text.length;
    while (first < marks.length && marks[first].end <= at && marks[first].start < at) first += 1;
    const inside = [];
    for (let i = first; i < marks.length && marks[i].start <= end; i += 1) {
      const mark = marks[i];
      if (mark.end <= at && mark.start < at) continue;
      const from = Math.max(mark.start, at) - at;
      const to = Math.min(mark.end, end) - at;
      if (to > from) inside.push({ from, to, severity: mark.severity, here: mark === here });
    }
    at = end + 1;
    const key = text + inside.map((one) => `\u0000${one.from},${one.to},${one.severity},${one.here}`).join("");
    return { text, inside, key };
  });
}

const ORDER = { info: 0, warning: 1, error: 2 };

function fill(node, { text, inside }) {
  if (text === "") {
    node.replaceChildren(document.createElement("br"));
    return node;
  }
  const cuts = new Set([0, text.length]);
  for (const { from, to } of inside) cuts.add(from).add(to);
  const places = [...cuts].sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i + 1 < places.length; i += 1) {
    const [from, to] = [places[i], places[i + 1]];
    const over = inside.filter((one) => one.from <= from && to <= one.to);
    const piece = text.slice(from, to);
    if (over.length === 0) {
      parts.push(piece);
      continue;
    }
    const gravest = over.reduce((a, b) => (ORDER[b.severity] > ORDER[a.severity] ? b : a));
    const mark = document.createElement("mark");
    mark.className = over.some((one) => one.here) ? `${gravest.severity} here` : gravest.severity;
    mark.textContent = piece;
    parts.push(mark);
  }
  node.replaceChildren(...parts);
  return node;
}
