// The extension without an editor: the bundle loads and says what an extension says, and what the manifest promises is
// there in both languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import test from "node:test";

const json = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const manifest = json("package.json");

/** Something that can be called, made, extended and asked for anything: all that loading a bundle needs of an editor. */
function anything() {
  const made = function () {};
  return new Proxy(made, {
    get: (target, key) => (key in target || typeof key === "symbol" ? target[key] : (target[key] = anything())),
    apply: () => anything(),
    construct: () => ({}),
  });
}

test("the bundle needs nothing but the editor, and can be started and stopped", () => {
  const asked = new Set();
  const load = Module._load;
  Module._load = (name, ...rest) => {
    asked.add(name);
    return name === "vscode" ? anything() : load(name, ...rest);
  };
  try {
    const extension = createRequire(import.meta.url)("../dist/extension.js");
    assert.equal(typeof extension.activate, "function");
    assert.equal(typeof extension.deactivate, "function");
  } finally {
    Module._load = load;
  }
  const others = [...asked].filter((name) => name !== "vscode" && !name.endsWith("extension.js"));
  assert.deepEqual(others.filter((name) => !Module.isBuiltin(name)), []);
});

test("drafts start the extension, and no other documents", () => {
  const source = readFileSync(new URL("../src/options.ts", import.meta.url), "utf8");
  const languages = /LANGUAGES = \[(.*?)\]/.exec(source)[1].match(/\w+/g);
  assert.deepEqual(manifest.activationEvents, languages.map((language) => `onLanguage:${language}`));
});

test("every setting is one that the server reads, and told in both languages", () => {
  const own = ["sunting.path", "sunting.trace.server"];
  const settings = Object.keys(manifest.contributes.configuration.properties);
  const server = readFileSync(new URL("../../../src/lsp/settings.rs", import.meta.url), "utf8");
  const read = [...server.matchAll(/text\("(\w+)"/g)].map((match) => `sunting.${match[1]}`);
  assert.deepEqual(settings.filter((name) => !own.includes(name)).sort(), read.sort());
  const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]).sort();
  for (const file of ["package.nls.json", "package.nls.id.json"]) {
    assert.deepEqual(Object.keys(json(file)).sort(), keys, file);
  }
});
