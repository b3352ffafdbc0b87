// The only way to the server. Nothing else makes a request, and none goes anywhere else.

/** An answer that is no success: `status` is that of HTTP, 0 when there was no answer at all. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// A token comes in the part of the address that no server sees, and does not stay there to be copied along.
const shown = new URLSearchParams(location.hash.slice(1)).get("token");
if (shown) {
  sessionStorage.setItem("token", shown);
  history.replaceState(null, "", location.pathname);
}
const token = shown ?? sessionStorage.getItem("token");

async function ask(path, { body, type, signal } = {}) {
  const headers = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (type) headers["content-type"] = type;
  let answer;
  try {
    answer = await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body, signal, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, error.message);
  }
  if (!answer.ok) throw new Refused(answer.status, (await answer.text()).replace(/^Error: /, "").trim());
  return answer;
}

async function post(path, value, signal) {
  const answer = await ask(path, { body: JSON.stringify(value), type: "application/json", signal });
  return answer.json();
}

export const desk = async () => (await ask("api/desk")).json();
export const rule = async (id, lang) => (await ask(`api/rule?${new URLSearchParams({ id, lang })}`)).json();
export const check = (draft, signal) => post("api/check", draft, signal);
export const fix = (draft) => post("api/fix", draft);
export const accept = (word) => post("api/vocabulary", { word });

/** A file read into `{form, text, date}`. */
export async function open(name, bytes) {
  const answer = await ask(`api/open?${new URLSearchParams({ name })}`, { body: bytes, type: "application/octet-stream" });
  return answer.json();
}

/** The bytes of the file with the draft in it. The draft goes first, its length in bytes beside it. */
export async function save(name, text, bytes) {
  const draft = new TextEncoder().encode(text);
  const body = new Blob([draft, bytes]);
  const query = new URLSearchParams({ name, draft: draft.length });
  const answer = await ask(`api/save?${query}`, { body, type: "application/octet-stream" });
  return answer.arrayBuffer();
}
