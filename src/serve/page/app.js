// The page: draft, findings, choices, and the keys that bind them.

import { Cards, sign } from "./cards.js";
import { Checker } from "./checker.js";
import { Editor } from "./editor.js";
import { Files, copy } from "./files.js";
import * as server from "./server.js";
import { number, say, speak } from "./words.js";

const at = (id) => document.getElementById(id);

/** Choices that outlast the page. Nothing of a draft is among them. */
const CHOICES = ["profile", "least", "lang"];

const files = new Files();
const state = { here: null, ignored: [], saved: "", before: null, maxText: Infinity, failures: [] };

const editor = new Editor(at("draft"), at("mirror"), (change) => {
  checker.edit(editor.text, change);
  hideToast();
});

const checker = new Checker(choices, heard);

const cards = new Cards(at("cards"), at("more"), {
  look: (one) => look(one, { reveal: true }),
  take: (one, fix) => take(one, fix.edits),
  everywhere: (one) => take(one, one.everywhere),
  ignore: (one) => ignore({ rule: one.rule, text: words(one) }, words(one)),
  ignoreRule: (one) => ignore({ rule: one.rule }, one.rule),
  accept: (one) => accept(one.word),
  show: (place) => {
    editor.focus();
    editor.select(place.start, place.end);
    scrollToCaret();
  },
  lost: () => at("total").focus(),
});

function choices() {
  return {
    date: at("date").value || null,
    profile: at("profile").value,
    lang: at("lang").value,
    least: at("least").value,
    ignored: state.ignored,
  };
}

const words = (one) => editor.text.slice(one.start, one.end);

// ---- what the checker says ----

function heard(what, told) {
  if (what === "failed") return failed(told);
  if (what === "whole") state.failures = told;
  draw(what === "busy");
  if (what !== "whole") return;
  at("total").classList.remove("waits");
  announce(editor.text.trim() === "" ? "" : total());
}

function failed(error) {
  const messages = {
    0: () => say("gone"),
    401: () => say("token"),
    413: () => say("tooLong", { max: number(state.maxText) }),
    429: () => say("busy"),
  };
  toast(messages[error.status]?.() ?? say("failed", { message: error.message }));
}

// ---- drawing ----

let drawing = 0;
let listing = 0;

/** Milliseconds after the last key until the list is drawn. */
const LIST = 150;

/** Draws once for all that happens until the next picture. */
function draw(typing = false) {
  if (!drawing) drawing = requestAnimationFrame(() => drawNow(typing));
}

function drawNow(typing = false) {
  cancelAnimationFrame(drawing);
  drawing = 0;
  const { findings } = checker;
  if (state.here && !findings.includes(state.here)) {
    const sought = state.sign;
    state.here = findings.find((one) => sign(one, editor.text) === sought && Math.abs(one.start - state.place) < 400) ?? null;
  }
  remember(state.here);
  editor.draw(findings, state.here);
  clearTimeout(listing);
  // While one writes only the sheet has to keep up; the list and the counts follow.
  if (typing) listing = setTimeout(drawList, LIST);
  else drawList();
}

function drawList() {
  const { findings } = checker;
  cards.draw(findings, editor.text, state.here, at("lang").value);
  drawTotals(findings);
}

function remember(one) {
  state.here = one;
  if (!one) return;
  state.sign = sign(one, editor.text);
  state.place = one.start;
}

function drawTotals(findings) {
  const text = editor.text;
  const isEmpty = text.trim() === "";
  const n = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  at("count").textContent = say("count", { words: number(n), characters: number(characters(text)) });
  const parts = findings.length > 0 ? [document.createElement("small")] : [];
  if (parts[0]) parts[0].textContent = say("totalParts", tally(findings));
  at("total").replaceChildren(isEmpty ? say("findings") : counted(findings.length), ...parts);
  const safe = findings.filter((one) => one.fixes.some((fix) => fix.safe)).length;
  at("safe").hidden = safe === 0;
  at("safe").textContent = say("takeSafe", { n: number(safe) });
  at("unignore").hidden = state.ignored.length === 0;
  at("unignore").textContent = say("unignore", { n: state.ignored.length });
  const empty = at("empty");
  empty.replaceChildren();
  if (isEmpty) empty.textContent = say("emptyDraft");
  else if (findings.length === 0 && !checker.dirty) {
    const strong = document.createElement("strong");
    strong.textContent = say("emptyClean");
    empty.append(strong, say("emptyCleanMore"));
  }
  if (state.failures.length > 0) empty.append(say("brokenRule", { rules: state.failures.join(", ") }));
}

/** The characters of a text: what UTF-16 writes as two counts one. */
function characters(text) {
  return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
}

function tally(findings) {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const one of findings) counts[one.severity] += 1;
  return counts;
}

const counted = (n) => (n === 0 ? say("totalNone") : n === 1 ? say("totalOne") : say("total", { n: number(n) }));

function total() {
  const { findings } = checker;
  return findings.length === 0 ? counted(0) : `${counted(findings.length)}: ${say("totalParts", tally(findings))}`;
}

// ---- telling ----

let announced = "";

/** For those who hear the page. The same is not said twice in a row. */
function announce(text) {
  if (text === announced) return;
  announced = text;
  at("told").textContent = text;
}

let toastTimer = 0;

function toast(text, before = null) {
  state.before = before;
  at("toast-text").textContent = text;
  at("undo").hidden = before === null;
  at("toast").hidden = false;
  announced = "";
  announce(text);
  clearTimeout(toastTimer);
  toastTimer = setTimeout(hideToast, 8000);
}

function hideToast() {
  at("toast").hidden = true;
}

// ---- deeds ----

/** Looks at a finding: its card opens, its words are lit. */
function look(one, { reveal = false, select = false } = {}) {
  remember(one);
  peek(document.activeElement === at("draft") || select);
  if (select) {
    editor.focus();
    editor.select(one.start, one.end);
  }
  drawNow();
  if (reveal) editor.reveal();
  cards.reveal();
}

/** Whether the card that is looked at stands over the draft, where there is no room beside it. */
function peek(on) {
  document.body.classList.toggle("peek", on);
}

function scrollToCaret() {
  const one = { start: at("draft").selectionStart, end: at("draft").selectionEnd, severity: "info" };
  editor.draw([...checker.findings, one].sort((a, b) => a.start - b.start), one);
  editor.reveal();
}

/** Makes edits, then looks at the next finding; the focus stays where the person works. */
function take(one, edits) {
  const inList = at("cards").contains(document.activeElement);
  const place = one.start;
  const text = edits[0].text.trim() || say("takeDelete");
  editor.apply(edits);
  const next = checker.findings.find((other) => other.start >= place) ?? checker.findings[0] ?? null;
  remember(next);
  drawNow();
  announce(say("took", { text, total: counted(checker.findings.length) }));
  if (!inList) return;
  if (!next || !cards.focus(next)) at("total").focus();
  cards.reveal();
}

async function takeSafe() {
  const before = editor.text;
  try {
    const { text, fixes } = await server.fix({ ...choices(), text: before });
    if (fixes === 0 || before !== editor.text) return toast(say("madeSafeNone"));
    editor.load(text);
    checker.whole();
    toast(say("madeSafe", { n: number(fixes) }), before);
  } catch (error) {
    failed(error);
  }
}

function ignore(what, name) {
  state.ignored.push(what);
  const gone = (one) => one.rule === what.rule && (what.text === undefined || words(one) === what.text);
  const inList = at("cards").contains(document.activeElement);
  const place = state.here?.start ?? 0;
  checker.findings = checker.findings.filter((one) => !gone(one));
  const next = checker.findings.find((one) => one.start >= place) ?? null;
  remember(next);
  drawNow();
  announce(say("ignored", { text: name }));
  if (inList && (!next || !cards.focus(next))) at("total").focus();
}

async function accept(word) {
  try {
    const { kept } = await server.accept(word);
    toast(say(kept ? "accepted" : "acceptedNow", { word }));
    checker.whole();
  } catch (error) {
    failed(error);
  }
}

/** The finding after or before the caret, around the ends. */
function step(by) {
  const { findings } = checker;
  if (findings.length === 0) return announce(counted(0));
  const { selectionStart, selectionEnd } = at("draft");
  const after = (one) => one.start >= selectionEnd;
  const before = (one) => one.start < selectionStart;
  const one = by > 0 ? (findings.find(after) ?? findings[0]) : (findings.findLast(before) ?? findings.at(-1));
  look(one, { reveal: true, select: true });
  const fix = one.fixes[0];
  const becomes = fix ? ` → ${fix.edits.map((edit) => edit.text).join(" … ")}` : "";
  announce(`${say(one.severity)}: ${words(one)}${becomes}. ${one.message}`);
}

async function openFile(file) {
  if (!file || !mayLeave()) return;
  try {
    const { text, date } = await files.read(file);
    state.ignored = [];
    cards.reset();
    editor.load(text);
    state.saved = editor.text;
    at("filename").textContent = file.name;
    if (date) at("date").value = date;
    checker.whole();
    toast(say("opened", { name: file.name }));
    editor.focus();
  } catch (error) {
    failed(error);
  }
}

async function download() {
  try {
    const { name, kept } = await files.download(editor.text);
    state.saved = editor.text;
    toast(say(kept ? "saved" : "savedPlain", { name }));
  } catch (error) {
    failed(error);
  }
}

/** Whether the draft may go: it is nowhere but here. */
function mayLeave() {
  const isLost = editor.text.trim() !== "" && editor.text !== state.saved;
  return !isLost || confirm(say("privacy"));
}

// ---- wiring ----

function followCaret() {
  const { selectionStart: start, selectionEnd: end } = at("draft");
  if (start !== end) return;
  const over = checker.findings.find((one) => one.start <= start && start <= one.end) ?? null;
  if (over && over !== state.here) look(over);
  peek(over !== null);
}

function keys(event) {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  const done = (work) => {
    event.preventDefault();
    work();
  };
  if (at("help").open) return;
  if (key === "Escape" && document.activeElement !== at("draft")) return done(() => editor.focus());
  if (key === "Escape") peek(false);
  if (key === "F8") return done(() => step(shiftKey ? -1 : 1));
  if (key === "F6") {
    const inDraft = document.activeElement === at("draft");
    return done(() => (inDraft ? cards.focus(state.here) || at("total").focus() : editor.focus()));
  }
  if (key.toLowerCase() === "s" && (ctrlKey || metaKey) && !altKey) return done(download);
  if (!altKey || ctrlKey || metaKey) return;
  if (key === "Enter" && shiftKey) return done(takeSafe);
  const { here } = state;
  if (key === "Enter" && here?.fixes[0]) return done(() => take(here, here.fixes[0].edits));
  if (key === "Delete" && here) return done(() => ignore({ rule: here.rule, text: words(here) }, words(here)));
}

function wireFiles() {
  at("open").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", () => {
    openFile(at("file").files[0]);
    at("file").value = "";
  });
  at("save").addEventListener("click", download);
  at("print").addEventListener("click", () => print());
  at("copy").addEventListener("click", () =>
    copy(editor.text).then(() => toast(say("copied")), () => toast(say("notCopied"))),
  );
  const isFile = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  addEventListener("dragenter", (event) => {
    if (isFile(event)) at("drop").hidden = (depth += 1) === 0;
  });
  addEventListener("dragleave", (event) => {
    if (isFile(event)) at("drop").hidden = (depth = Math.max(0, depth - 1)) === 0;
  });
  addEventListener("dragover", (event) => isFile(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    depth = 0;
    at("drop").hidden = true;
    openFile(event.dataTransfer.files[0]);
  });
}

function wireChoices() {
  for (const id of ["date", "profile", "least", "lang"]) {
    at(id).addEventListener("change", () => {
      if (CHOICES.includes(id)) localStorage.setItem(id, at(id).value);
      if (id === "lang") {
        speak(at("lang").value);
        cards.forget();
      }
      checker.whole();
      draw();
    });
  }
}

function wire() {
  wireFiles();
  wireChoices();
  at("safe").addEventListener("click", takeSafe);
  at("unignore").addEventListener("click", () => {
    state.ignored = [];
    checker.whole();
    at("total").focus();
  });
  at("undo").addEventListener("click", () => {
    editor.load(state.before);
    checker.whole();
    toast(say("undone"));
  });
  at("keys").addEventListener("click", () => at("help").showModal());
  at("draft").addEventListener("click", followCaret);
  at("draft").addEventListener("input", () => peek(false));
  at("draft").addEventListener("keyup", (event) => event.key.startsWith("Arrow") && followCaret());
  addEventListener("keydown", keys);
  addEventListener("beforeunload", (event) => {
    if (editor.text.trim() !== "" && editor.text !== state.saved) event.preventDefault();
  });
}

async function start() {
  const remembered = (id, usual) => {
    const value = localStorage.getItem(id);
    return [...at(id).options].some((option) => option.value === value) ? value : usual;
  };
  speak(localStorage.getItem("lang") ?? (navigator.language.startsWith("id") ? "id" : "en"));
  wire();
  try {
    const desk = await server.desk();
    state.maxText = desk.maxText;
    at("lang").value = remembered("lang", desk.lang);
    at("profile").value = remembered("profile", desk.profile);
    at("least").value = remembered("least", desk.least);
    speak(at("lang").value);
  } catch (error) {
    failed(error);
  }
  drawNow();
  // What the browser kept in the text area over a reload.
  at("draft").dispatchEvent(new Event("input"));
  editor.focus();
}

start();
