//! The targets of the fuzzer over seeds that are cut, joined and broken at random, on the stable compiler.
//!
//! A run is short; `SUNTING_FUZZ_SECONDS=600 cargo test --release --test hostile` gives each target ten minutes, and
//! `SUNTING_FUZZ_TARGET=html` runs one of them only.

#![expect(clippy::print_stderr, reason = "a long run tells how many inputs each target had")]

use std::env;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "support/markup.rs"]
mod markup;
#[path = "../fuzz/targets.rs"]
mod targets;

use markup::{Dice as Noises, Noise, archive_of_bytes, document, written};
use sunting::input::Form;

/// Pieces that mean something to one target or another.
const PIECES: &[&[u8]] = &[
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\x9c",
    b"\xf0\x9f\x98\x80",
    b"\xc3",
    b"\0",
    b"\r\n",
    b"\"",
    b"\\u12",
    b"{\"text\":\"",
    b"\"}\n",
    b"[[rule]]\n",
    b"pattern = '(a|b)*c'\n",
    b"kind = \"pattern\"\n",
    b"sequence = [\"{word}\", \"...20\", \"kata\"]\n",
    b" = ",
    b"[rules]\n",
    b"\"eyd/*\" = \"off\"\n",
    b"Senin (14/5/2024)",
    b"Rp 1.000,-",
    b"dirumah ke ke",
    b"((((",
    b"\xe2\x80\x8b",
    b"99999999999999999999",
    b"<p>",
    b"</div>",
    b"<!--",
    b"-->",
    b"&#x110000;",
    b"&amp",
    b"<![CDATA[",
    b"]]>",
    b"<w:t xml:space=\"preserve\">",
    b"</w:p>",
    b"<item>",
    b"---\n",
    b"```\n",
    b"**",
    b"](",
    b"\n> ",
];

/// Numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Sound inputs to start from.
fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = vec![
        b"{\"id\":7,\"title\":\"Judul\",\"text\":\"Ia pergi.\",\"date\":\"2024-05-14\"}\n".to_vec(),
        b"profile = \"strict\"\n[vocabulary]\naccept = [\"lokapasar\"]\n".to_vec(),
    ];
    for folder in ["fixtures/articles", "fixtures/cli", "rules"] {
        let mut paths: Vec<_> = fs::read_dir(root.join(folder))
            .expect("a folder of seeds")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        seeds.extend(paths.iter().map(|path| fs::read(path).expect("a seed")));
    }
    seeds
}

/// Files of a format that read as articles.
fn seeds_of(form: Form) -> Vec<Vec<u8>> {
    let paragraphs = [
        "Warga tinggal dirumah dan dan menunggu kabar, Senin (14/5/2024).".to_owned(),
        "“Harganya Rp 15.000,” kata Hartono.\nIa pergi .".to_owned(),
    ];
    let headline = "Warga menuggu kabar";
    let write = |seed| written(form, headline, &paragraphs, Noise::Anywhere, &mut Noises(seed));
    let mut seeds: Vec<_> = (0..12).map(write).collect();
    if form == Form::Docx {
        let part = |seed| document(headline, &paragraphs, Noise::Anywhere, &mut Noises(seed));
        seeds.extend((0..24).map(|seed| part(seed).into_bytes()));
    }
    seeds
}

/// What a target starts from: files of its own format, and of two inputs one that is not.
fn seeds_for(target: &str, others: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let form = match target {
        "html" => Form::Html,
        "markdown" => Form::Markdown,
        "docx" => Form::Docx,
        "wordpress" => Form::Wxr,
        "json" => Form::Json,
        _ => return others.to_vec(),
    };
    let own = seeds_of(form);
    let few = others.iter().take(own.len()).cloned();
    own.iter().cloned().chain(few).collect()
}

/// Bytes as the main part of a document of a word processor, for inside an archive that is whole there is more to break.
fn in_document(bytes: &[u8]) -> Vec<u8> {
    const RELATIONS: &str = "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    archive_of_bytes(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", bytes),
    ])
}

/// A piece of a seed with some bytes changed, dropped, doubled or put in.
fn broken(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let seed = &seeds[dice.below(seeds.len())];
    // Formats hold together only when they begin as they should.
    let start = if dice.below(2) == 0 { 0 } else { dice.below(seed.len()) };
    let len = 1 + dice.below(2000.min(seed.len() - start));
    let mut bytes = seed[start..start + len].to_vec();
    for _ in 0..dice.below(12) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes[at] = dice.below(256) as u8,
            1 => {
                let end = (at + dice.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            2 => {
                let end = (at + dice.below(60)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                let end = (from + dice.below(80)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            _ => {
                bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied());
            }
        }
        if bytes.is_empty() {
            bytes.push(b' ');
        }
    }
    bytes
}

#[test]
fn nothing_breaks_over_broken_bytes() {
    let seconds = env::var("SUNTING_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let time = Duration::from_secs(seconds.unwrap_or(2));
    let only = env::var("SUNTING_FUZZ_TARGET").ok();
    let others = seeds();
    for (name, target) in targets::TARGETS {
        if only.as_deref().is_some_and(|only| only != *name) {
            continue;
        }
        let seeds = seeds_for(name, &others);
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let started = Instant::now();
        let mut n_runs = 0_u64;
        while started.elapsed() < time || n_runs < 20 {
            let mut bytes = broken(&seeds, &mut dice);
            if *name == "docx" && !bytes.starts_with(b"PK") {
                bytes = in_document(&bytes);
            }
            let run = std::panic::catch_unwind(|| target(&bytes));
            assert!(run.is_ok(), "{name} breaks over {:?}", String::from_utf8_lossy(&bytes));
            n_runs += 1;
        }
        if seconds.is_some() {
            eprintln!("{name}: {n_runs} inputs");
        }
    }
}
