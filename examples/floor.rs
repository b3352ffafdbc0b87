//! The floor that `cargo xtask bench` compares with: reads each file, decodes it, splits it into tokens, counts the words,
//! and does nothing else.

#![expect(clippy::print_stdout, reason = "the count is printed so that it is not optimised away")]

use std::env;
use std::fs;
use std::path::PathBuf;

use sunting::document::{TokenKind, tokenize};
use sunting::input;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let mut n_words = 0;
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                paths.push(entry?.path());
            }
            continue;
        }
        let decoded = input::decode(&fs::read(path)?);
        n_words += tokenize(&decoded.text).iter().filter(|it| it.kind == TokenKind::Word).count();
    }
    println!("{n_words}");
    Ok(())
}
