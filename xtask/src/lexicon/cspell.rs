//! Reads a compiled dictionary of the `TrieXv3` text format: every word it spells out.
//! Only what that one dictionary uses is supported; anything else is an error.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Words;

/// The words of a dictionary.
pub(super) struct Dictionary {
    /// Lower-case forms.
    pub(super) lower: Words,
    /// Names and abbreviations, as the dictionary writes them.
    pub(super) capitalised: Vec<String>,
}

#[derive(Default)]
struct Node {
    ends_word: bool,
    children: Vec<(char, usize)>,
}

pub(super) fn words(path: &Path) -> Result<Dictionary> {
    let text = fs::read_to_string(path)?;
    let (header, data) = text.split_once("__DATA__\n").context("no data section")?;
    ensure!(header.contains("TrieXv3\nbase=32\n"), "not a TrieXv3 dictionary of base 32");
    let nodes = parse(data)?;
    let mut found = Vec::new();
    spell_out(&nodes, 0, &mut String::new(), &mut found);
    let mut dictionary = Dictionary { lower: Words::new(), capitalised: Vec::new() };
    for word in found {
        let is_lower = word.chars().all(|c| c.is_lowercase() || c == '-');
        if is_lower && 1 < word.len() && !word.starts_with('-') && !word.ends_with('-') {
            dictionary.lower.insert(word, 0);
        } else if word.starts_with(char::is_uppercase) {
            dictionary.capitalised.push(word);
        }
    }
    Ok(dictionary)
}

/// The nodes, the root first. References name nodes by the order of their first appearance,
/// counted as the format's own reader counts: a node that only ends a word is taken off again.
fn parse(data: &str) -> Result<Vec<Node>> {
    let mut nodes = vec![Node::default()];
    // Where the n-th counted node is kept in `nodes`, and the path from the root to the cursor.
    let mut counted = vec![0];
    let mut path = vec![0];
    let mut text = data.chars();
    let mut after_end = false;
    while let Some(c) = text.next() {
        let cursor = *path.last().context("the cursor left the trie")?;
        if after_end && ('2'..='9').contains(&c) {
            let steps = c.to_digit(10).context("a digit")? as usize - 1;
            path.truncate(path.len().saturating_sub(steps));
            continue;
        }
        match c {
            '\n' | '\r' => continue_line(),
            '$' => {
                nodes[cursor].ends_word = true;
                if nodes[cursor].children.is_empty() {
                    counted.pop();
                }
                path.pop();
            }
            '<' => {
                path.pop();
            }
            '#' => {
                counted.pop();
                let digits: String = text.by_ref().take_while(|c| *c != ';').collect();
                let target = usize::from_str_radix(&digits, 32)?;
                let target = *counted.get(target).context("a reference to no node")?;
                let parent = path[path.len() - 2];
                nodes[parent].children.last_mut().context("a reference without an edge")?.1 =
                    target;
            }
            _ => {
                let c = if c == '\\' { text.next().context("an open escape")? } else { c };
                nodes.push(Node::default());
                let new = nodes.len() - 1;
                nodes[cursor].children.push((c, new));
                counted.push(new);
                path.push(new);
            }
        }
        after_end = matches!(c, '$' | '<');
    }
    Ok(nodes)
}

/// Line ends carry no meaning in the format, not even between an end of word and its steps back.
fn continue_line() {}

/// Words under a node. Subtrees of `~` repeat all words without case and accents: not wanted.
fn spell_out(nodes: &[Node], at: usize, prefix: &mut String, found: &mut Vec<String>) {
    if nodes[at].ends_word {
        found.push(prefix.clone());
    }
    for &(c, child) in &nodes[at].children {
        if c != '~' {
            prefix.push(c);
            spell_out(nodes, child, prefix, found);
            prefix.pop();
        }
    }
}
