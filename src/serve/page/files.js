// Files that come in and go out. A file stays in this page; the server reads it into a draft, and writes the draft back
// into a copy of it, in the file's own form and encoding.

import { open, save } from "./server.js";

export class Files {
  #name = null;
  #bytes = null;

  get name() {
    return this.#name;
  }

  /** Reads a file that a person chose or dropped; `{text, date}`. */
  async read(file) {
    const bytes = await file.arrayBuffer();
    const opened = await open(file.name, bytes);
    this.#name = file.name;
    this.#bytes = bytes;
    return opened;
  }

  /** Hands the draft out; the name it has then, and whether it kept its form. */
  async download(text) {
    const name = this.#name ?? "naskah.txt";
    if (!this.#bytes) {
      give(name, new Blob([text], { type: "text/plain;charset=utf-8" }));
      return { name, kept: true };
    }
    try {
      give(name, new Blob([await save(name, text, this.#bytes)]));
      return { name, kept: true };
    } catch (error) {
      // 409: the edits run over markup, and no place in the file is theirs.
      if (error.status !== 409) throw error;
      const plain = `${name.replace(/\.[^.]*$/, "")}.txt`;
      give(plain, new Blob([text], { type: "text/plain;charset=utf-8" }));
      return { name: plain, kept: false };
    }
  }
}

function give(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Puts a text where it can be pasted from. */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without https, and not on this machine, there is only the old way.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copy");
}
