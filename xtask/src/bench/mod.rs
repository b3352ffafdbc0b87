//! `cargo xtask bench`: the whole process against the tools that are installed, paired in one run on the same texts, and
//! how its cost grows with the text, with the rules and with unknown words.
//!
//! Processor time is compared, not time on the clock: other work on the machine disturbs it least. Each figure is the
//! median of several rounds in which the tools take turns. It measures a release build and changes nothing.

#![expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]
#![expect(clippy::cast_precision_loss, reason = "bytes and rounds are far below 2^52")]

mod data;
mod peers;
mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use self::data::Sentences;
use self::peers::Found;
use self::run::{Input, Line, median};
use crate::random::Random;
use crate::root;

const USAGE: &str = "usage: cargo xtask bench [--corpus RECORDS.jsonl[.gz]] [--rounds N] [--scale PERCENT] [--binary PATH]

--corpus   texts to shuffle instead of the project's own few articles
--rounds   rounds of each measurement [default: 5]
--scale    size of the texts, in percent of 50 MB, 5,000 files and 20,000 records [default: 100]
--binary   what is measured instead of a release build made now";

/// What was typed.
struct Options {
    corpus: Option<PathBuf>,
    rounds: usize,
    scale: usize,
    binary: Option<PathBuf>,
}

pub(crate) fn run(args: &[String]) -> Result<()> {
    let options = options(args)?;
    let binary = match &options.binary {
        Some(path) => path.clone(),
        None => build()?,
    };
    let work = root().join("target/bench");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let sentences = Sentences::read(options.corpus.as_deref(), &root())?;
    let bench = Bench { options, work, sentences, own: own(&binary, &[]) };
    let (found, missing) = peers::look(&bench.work)?;
    for name in missing {
        println!("not installed, left out: {name}");
    }
    bench.against(&found)?;
    bench.slopes(&binary)?;
    fs::remove_dir_all(&bench.work)?;
    Ok(())
}

fn options(args: &[String]) -> Result<Options> {
    let mut options = Options { corpus: None, rounds: 5, scale: 100, binary: None };
    let mut args = args.iter();
    while let Some(name) = args.next() {
        let value = args.next().with_context(|| USAGE.to_owned())?;
        match name.as_str() {
            "--corpus" => options.corpus = Some(value.into()),
            "--rounds" => options.rounds = value.parse().context(USAGE)?,
            "--scale" => options.scale = value.parse().context(USAGE)?,
            "--binary" => options.binary = Some(fs::canonicalize(value).context(USAGE)?),
            _ => bail!(USAGE),
        }
    }
    ensure!(options.rounds > 0 && options.scale > 0, USAGE);
    Ok(options)
}

fn build() -> Result<PathBuf> {
    let built = Command::new("cargo").args(["build", "--release"]).current_dir(root()).status()?;
    ensure!(built.success(), "no release build");
    Ok(root().join("target/release/sunting"))
}

/// The program that only decodes and splits words.
fn floor() -> Result<PathBuf> {
    let args = ["build", "--release", "--quiet", "--example", "floor"];
    ensure!(Command::new("cargo").args(args).current_dir(root()).status()?.success(), "no floor");
    Ok(root().join("target/release/examples/floor"))
}

/// Ourselves on one thread, as a machine calls us, without the desk's own configuration.
fn own(binary: &Path, more: &[&str]) -> Line {
    let usual = ["check", "--no-config", "--no-cache", "--format", "jsonl", "--threads", "1"];
    let args = usual.iter().chain(more).map(|&arg| arg.to_owned()).collect();
    let program = binary.to_string_lossy().into_owned();
    Line { name: "sunting".to_owned(), program, args, input: Input::Path }
}

/// Makes one piece of a text.
type Piece = fn(&mut Random) -> String;

struct Bench {
    options: Options,
    work: PathBuf,
    sentences: Sentences,
    own: Line,
}

impl Bench {
    fn scaled(&self, count: usize) -> usize {
        (count * self.options.scale / 100).max(1)
    }

    /// The same texts for all tools. A slow one is measured beside us on a piece that it can finish.
    fn against(&self, peers: &[Found]) -> Result<()> {
        let mut dice = Random::new(1);
        let small = self.work.join("small.txt");
        data::file(&small, &self.sentences.text(3000, &mut dice))?;
        println!("\none small article, processor time of a start");
        let all: Vec<&Line> = peers.iter().map(|peer| &peer.line).collect();
        self.paired(&small, fs::metadata(&small)?.len(), 20, &all)?;

        let big = self.work.join("big.txt");
        let size = self.scaled(50_000_000);
        data::file(&big, &self.sentences.text(size, &mut dice))?;
        println!("\none file of {:.1} MB", size as f64 / 1e6);
        self.paired(&big, size as u64, 1, &quick(peers, size, |_| true))?;
        let line = |name: &str, program: String, args: &[&str]| Line {
            name: name.to_owned(),
            program,
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            input: Input::Path,
        };
        let wc = line("wc -w", "wc".to_owned(), &["-w"]);
        let floor = line("decode and split", floor()?.to_string_lossy().into_owned(), &[]);
        self.paired(&big, size as u64, 1, &[&wc, &floor])?;

        let slow = self.work.join("slow.txt");
        let size = size.min(1_000_000);
        data::file(&slow, &self.sentences.text(size, &mut dice))?;
        println!("\none file of {:.1} MB, for the slow ones", size as f64 / 1e6);
        self.paired(&slow, size as u64, 1, &slow_ones(peers))?;

        let folder = self.work.join("files");
        let count = self.scaled(5000);
        let bytes = data::files(&folder, count, &self.sentences, &mut dice)?;
        println!("\n{count} files, {:.1} MB", bytes as f64 / 1e6);
        self.paired(&folder, bytes, 1, &quick(peers, bytes as usize, |peer| peer.folders))?;

        let records = self.work.join("records.jsonl");
        let count = self.scaled(20_000);
        let bytes = data::record_file(&records, count, &self.sentences, &mut dice)?;
        println!("\n{count} records, {:.1} MB", bytes as f64 / 1e6);
        self.paired(&records, bytes, 1, &[])?;
        let two = Line {
            name: "sunting, two threads".into(),
            args: self
                .own
                .args
                .iter()
                .map(|arg| if arg == "1" { "2" } else { arg }.into())
                .collect(),
            ..self.own.clone()
        };
        self.clock(&records, &two)
    }

    /// Rounds in which we and the others take turns over one path; each line is a tool.
    fn paired(&self, path: &Path, bytes: u64, times: u32, others: &[&Line]) -> Result<()> {
        let lines: Vec<&Line> = [&self.own].into_iter().chain(others.iter().copied()).collect();
        let mut costs = vec![Vec::new(); lines.len()];
        let mut memory = vec![0; lines.len()];
        for _ in 0..self.options.rounds {
            for (at, line) in lines.iter().enumerate() {
                let cost = line.cost(path, times)?;
                costs[at].push(cost.cpu);
                memory[at] = cost.memory.max(memory[at]);
            }
        }
        let own = median(costs[0].clone()).0;
        for ((line, costs), memory) in lines.iter().zip(costs).zip(memory) {
            let (middle, least, most) = median(costs);
            println!(
                "{:<22} {middle:>9.3} s  ({least:.3} to {most:.3})  {:>8.2} MB/s  {:>6.0} MB held  {:>7.2} times our time",
                line.name,
                bytes as f64 / 1e6 / middle,
                memory as f64 / 1e6,
                middle / own,
            );
        }
        Ok(())
    }

    /// Time on the clock on one thread and on two: the only figure here that other work on the machine can spoil.
    fn clock(&self, path: &Path, two: &Line) -> Result<()> {
        let mut ratios = Vec::new();
        for _ in 0..self.options.rounds {
            let mut seconds = [0.0; 2];
            for (line, seconds) in [&self.own, two].into_iter().zip(&mut seconds) {
                let started = std::time::Instant::now();
                line.cost(path, 1)?;
                *seconds = started.elapsed().as_secs_f64();
            }
            ratios.push(seconds[0] / seconds[1]);
        }
        let (middle, least, most) = median(ratios);
        println!("two threads are {middle:.2} times as fast ({least:.2} to {most:.2})");
        Ok(())
    }

    /// The cost at ×1, ×2, ×4 and ×8, and the slope between the ends on logarithmic scales: 1 is linear.
    fn slopes(&self, binary: &Path) -> Result<()> {
        const STEPS: [usize; 4] = [1, 2, 4, 8];
        let base = self.scaled(2_000_000);
        println!("\nmore text");
        self.slope(&STEPS, |at| {
            let path = self.work.join("slope.txt");
            data::file(&path, &self.sentences.text(base * at, &mut Random::new(2)))?;
            Ok((self.own.clone(), path))
        })?;
        println!("\nmore text in one line");
        self.slope(&STEPS, |at| {
            let path = self.work.join("slope.txt");
            let text = self.sentences.text(base * at, &mut Random::new(2));
            data::file(&path, &text.replace('\n', " "))?;
            Ok((self.own.clone(), path))
        })?;
        println!("\nmore unknown words, 5 percent of all and on");
        self.slope(&STEPS, |at| {
            let path = self.work.join("slope.txt");
            data::file(&path, &self.sentences.with_unknown(base, 5 * at, &mut Random::new(3)))?;
            Ok((self.own.clone(), path))
        })?;
        self.hostile_slopes(&STEPS)?;
        println!("\nmore rules of the desk's own, 100 terms and 5 patterns and on");
        let text = self.work.join("rules.txt");
        data::file(&text, &self.sentences.text(base, &mut Random::new(4)))?;
        self.slope(&STEPS, |at| {
            let config = self.work.join("sunting.toml");
            data::file(&config, "packs = [\"house.toml\"]\n")?;
            data::file(&self.work.join("house.toml"), &house_rules(at))?;
            let mut own = own(binary, &["--config", &config.to_string_lossy()]);
            own.args.retain(|arg| arg != "--no-config");
            Ok((own, text.clone()))
        })
    }

    /// Texts that could make a careless checker superlinear: 10^5 of each at the last step of a whole run.
    fn hostile_slopes(&self, steps: &[usize]) -> Result<()> {
        let count = self.scaled(12_500);
        let shapes: [(&str, Piece); 4] = [
            ("quotations that never close", |_| {
                "\"Ia pergi ke pasar itu pagi tadi.\n\n".to_owned()
            }),
            ("findings", |_| "Ia tinggal dirumah itu , lalu pergi.\n\n".to_owned()),
            ("names", |dice| {
                let capital = |word: String| word[..1].to_uppercase() + &word[1..];
                let (one, other) = (data::unknown(dice), data::unknown(dice));
                format!("Kepala desa {} {} datang. ", capital(one), capital(other))
            }),
            ("unknown words and nothing else", |dice| data::unknown(dice) + " "),
        ];
        for (name, piece) in shapes {
            println!("\nmore {name}, {count} and on");
            self.slope(steps, |at| {
                let path = self.work.join("slope.txt");
                let mut dice = Random::new(6);
                let text: String = (0..count * at).map(|_| piece(&mut dice)).collect();
                data::file(&path, &text)?;
                Ok((self.own.clone(), path))
            })?;
        }
        Ok(())
    }

    fn slope(
        &self,
        steps: &[usize],
        prepare: impl Fn(usize) -> Result<(Line, PathBuf)>,
    ) -> Result<()> {
        let mut ends = Vec::new();
        for &at in steps {
            let (line, path) = prepare(at)?;
            let costs = (0..self.options.rounds).map(|_| line.cost(&path, 1));
            let costs: Vec<_> = costs.collect::<Result<_>>()?;
            let memory = costs.iter().map(|cost| cost.memory).max().unwrap_or(0);
            let (middle, least, most) = median(costs.iter().map(|cost| cost.cpu).collect());
            let memory = memory as f64 / 1e6;
            println!("×{at}  {middle:>8.3} s  ({least:.3} to {most:.3})  {memory:>6.0} MB held");
            ends.push((at as f64, middle));
        }
        if let (Some(first), Some(last)) = (ends.first(), ends.last()) {
            let slope = (last.1 / first.1).ln() / (last.0 / first.0).ln();
            println!("slope {slope:.2}");
        }
        Ok(())
    }
}

/// A house pack with so many hundred terms and five times as many patterns.
fn house_rules(hundreds: usize) -> String {
    const WORDS: &str = "severity = \"info\"\nmessage = { id = \"x\", en = \"x\" }\nsource = \"x\"\nexamples = [{ bad = \"x\", good = \"y\" }]\n";
    let mut dice = Random::new(5);
    let terms: Vec<String> =
        (0..100 * hundreds).map(|_| format!("\"{}\"", data::unknown(&mut dice))).collect();
    let mut rules = vec![format!(
        "[[rule]]\nid = \"house/terms\"\nkind = \"terms\"\nterms = [{}]\n{WORDS}",
        terms.join(", ")
    )];
    rules.extend((0..5 * hundreds).map(|number| {
        let (one, other) = (data::unknown(&mut dice), data::unknown(&mut dice));
        format!(
            "[[rule]]\nid = \"house/pattern-{number}\"\nkind = \"pattern\"\npattern = '\\b{one} [a-z]+ {other}\\b'\n{WORDS}"
        )
    }));
    rules.concat()
}

/// The tools that finish a text of some bytes in a minute.
fn quick(peers: &[Found], bytes: usize, more: impl Fn(&Found) -> bool) -> Vec<&Line> {
    let is_quick = |peer: &&Found| bytes as f64 / 1e6 / peer.speed < 60.0 && more(peer);
    peers.iter().filter(is_quick).map(|peer| &peer.line).collect()
}

/// The tools that a megabyte takes seconds.
fn slow_ones(peers: &[Found]) -> Vec<&Line> {
    peers.iter().filter(|peer| peer.speed < 1.0).map(|peer| &peer.line).collect()
}
