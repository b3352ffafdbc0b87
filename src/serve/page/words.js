// What the page says, in Indonesian and English. Nothing else speaks to people.

const WORDS = {
  skipToDraft: ["Langsung ke naskah", "Skip to the draft"],
  tagline: ["meja sunting berita", "the copy desk for Indonesian news"],
  choices: ["Pilihan", "Choices"],
  date: ["Tanggal terbit", "Published"],
  profile: ["Profil", "Profile"],
  profileMinimal: ["Minimal", "Minimal"],
  profileNews: ["Berita", "News"],
  profileStrict: ["Ketat", "Strict"],
  show: ["Tampilkan", "Show"],
  leastError: ["kesalahan saja", "errors only"],
  leastWarning: ["kesalahan dan peringatan", "errors and warnings"],
  leastInfo: ["semua, juga catatan", "all, notes too"],
  language: ["Bahasa", "Language"],
  keys: ["Papan ketik dan privasi", "Keyboard and privacy"],
  draft: ["Naskah", "Draft"],
  fileTools: ["Berkas", "File"],
  open: ["Buka…", "Open…"],
  copy: ["Salin", "Copy"],
  save: ["Unduh", "Download"],
  print: ["Cetak", "Print"],
  placeholder: [
    "Tulis, tempel, atau jatuhkan naskah di sini: .txt, .md, .html, .docx",
    "Write, paste or drop a draft here: .txt, .md, .html, .docx",
  ],
  findings: ["Temuan", "Findings"],
  count: ["{words} kata · {characters} karakter", "{words} words · {characters} characters"],
  totalNone: ["Tidak ada temuan", "No findings"],
  total: ["{n} temuan", "{n} findings"],
  totalOne: ["1 temuan", "1 finding"],
  totalParts: ["{error} kesalahan, {warning} peringatan, {info} catatan", "{error} errors, {warning} warnings, {info} notes"],
  checking: ["Memeriksa…", "Checking…"],
  takeSafe: ["Terapkan {n} perbaikan aman", "Make {n} safe fixes"],
  more: ["Tampilkan {n} lagi", "Show {n} more"],
  unignore: ["Tampilkan lagi {n} yang diabaikan", "Show {n} ignored again"],
  emptyDraft: ["Temuan akan muncul di sini.", "Findings will stand here."],
  emptyClean: ["Naskah bersih.", "A clean draft."],
  emptyCleanMore: [
    "Yang tidak terbaca oleh mesin tetap perlu mata Anda.",
    "What no machine can read still needs your eyes.",
  ],
  error: ["Kesalahan", "Error"],
  warning: ["Peringatan", "Warning"],
  info: ["Catatan", "Note"],
  takeDelete: ["Hapus", "Delete"],
  takeLabel: ["Ganti dengan {text}", "Replace with {text}"],
  everywhere: ["Ganti di {n} tempat", "Replace in {n} places"],
  ignore: ["Abaikan", "Ignore"],
  ignoreRule: ["Abaikan aturan ini", "Ignore this rule"],
  accept: ["Tambah ke kosakata", "Add to vocabulary"],
  explain: ["Mengapa?", "Why?"],
  source: ["Sumber: {source}", "Source: {source}"],
  examples: ["Contoh", "Examples"],
  took: ["Diganti: {text}. {total}.", "Replaced: {text}. {total}."],
  madeSafe: ["{n} perbaikan aman diterapkan", "{n} safe fixes made"],
  madeSafeNone: ["Tidak ada perbaikan aman", "There are no safe fixes"],
  ignored: ["Diabaikan: {text}", "Ignored: {text}"],
  accepted: ["“{word}” masuk kosakata meja", "“{word}” is in the desk's vocabulary"],
  acceptedNow: ["“{word}” dikenal sampai server berhenti", "“{word}” is known until the server stops"],
  copied: ["Naskah disalin", "Draft copied"],
  notCopied: ["Peramban menolak menyalin", "The browser refused to copy"],
  opened: ["{name} dibuka", "{name} opened"],
  saved: ["{name} diunduh", "{name} downloaded"],
  savedPlain: [
    "Suntingan menyentuh markah, jadi {name} diunduh sebagai teks polos",
    "The edits touch markup, so {name} was downloaded as plain text",
  ],
  undone: ["Dibatalkan", "Undone"],
  undo: ["Batalkan", "Undo"],
  drop: ["Jatuhkan berkas di sini", "Drop the file here"],
  close: ["Tutup", "Close"],
  keyNext: ["temuan berikutnya", "next finding"],
  keyPrevious: ["temuan sebelumnya", "previous finding"],
  keyTake: ["terapkan perbaikan pertama", "take the first fix"],
  keySafe: ["terapkan semua perbaikan aman", "make all safe fixes"],
  keyIgnore: ["abaikan temuan ini", "ignore this finding"],
  keySwitch: ["pindah antara naskah dan daftar", "switch between draft and list"],
  keyList: ["naik turun dalam daftar", "up and down in the list"],
  keySave: ["unduh naskah", "download the draft"],
  privacy: [
    "Naskah hanya dikirim ke server ini, yang tidak menyimpan dan tidak mencatatnya. Halaman ini pun tidak menyimpannya: unduh sebelum menutup.",
    "Drafts are sent to this server only, which neither stores nor logs them. Nor does this page: download before you close it.",
  ],
  busy: ["Server sibuk, dicoba lagi sebentar", "The server is busy, trying again in a moment"],
  gone: ["Server tidak menjawab", "The server does not answer"],
  tooLong: ["Naskah lebih panjang dari {max} karakter", "The draft is longer than {max} characters"],
  token: ["Server meminta token: buka alamat dengan #token=…", "The server wants a token: open the address with #token=…"],
  failed: ["Gagal: {message}", "Failed: {message}"],
  brokenRule: ["Aturan yang gagal: {rules}", "Rules that failed: {rules}"],
};

let column = 0;

/** Chooses the language, "id" or "en", and says the whole page anew. */
export function speak(lang) {
  column = lang === "en" ? 1 : 0;
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-say-label]")) {
    node.setAttribute("aria-label", say(node.dataset.sayLabel));
  }
  for (const node of document.querySelectorAll("[data-say-placeholder]")) node.placeholder = say(node.dataset.sayPlaceholder);
}

/** The words of a key, `{name}` filled in. */
export function say(key, values = {}) {
  return WORDS[key][column].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A number as people write it. */
export function number(n) {
  return n.toLocaleString(column === 1 ? "en" : "id");
}
