//! Which part of a page is the article: what says so of itself, else what holds the most words.
//!
//! It looks at elements and lengths and reads no word.

use super::names::Role;
use super::page::{Claim, Page, Stands, Tag, What};

/// What of a page is read.
#[derive(Debug)]
pub(super) struct Choice {
    /// Whether the text of each element is.
    pub(super) inside: Vec<bool>,
    /// The element that holds the headline, if it is not inside.
    pub(super) headline: Option<u32>,
}

/// How text is spread over the elements of a page.
struct Weights {
    /// Bytes of text in an element and what stands in it, links and what says that it is beside left out.
    total: Vec<usize>,
    /// The same without what stands in blocks of its own, shared with the block around.
    score: Vec<usize>,
    /// One past the last element that stands in each.
    end: Vec<u32>,
}

/// All of a piece of a page, but for what says that it is beside the article.
pub(super) fn all(page: &Page) -> Choice {
    Choice { inside: inside(page, 0), headline: None }
}

/// The article of a whole page.
pub(super) fn choose(page: &Page, html: &str) -> Choice {
    if !page.is_whole {
        return all(page);
    }
    let weights = weigh(page, html);
    let nodes = || 0..page.nodes.len();
    let by = |wanted: &dyn Fn(usize) -> bool| best(&weights, nodes().filter(|&idx| wanted(idx)));
    let body = by(&|idx| page.nodes[idx].claims == Claim::Told)
        .or_else(|| by(&|idx| page.nodes[idx].claims == Claim::Named))
        .or_else(|| by(&|idx| page.nodes[idx].tag == Tag::Article))
        .or_else(|| by(&|idx| page.nodes[idx].tag == Tag::Main))
        .or_else(|| nodes().rev().max_by_key(|&idx| weights.score[idx]))
        .unwrap_or_default();
    let inside = inside(page, body);
    let headline = headline(page, html, &inside, body);
    Choice { inside, headline }
}

fn weigh(page: &Page, html: &str) -> Weights {
    let n_nodes = page.nodes.len();
    let mut in_link = vec![false; n_nodes];
    for (idx, node) in page.nodes.iter().enumerate() {
        in_link[idx] = node.tag == Tag::A || in_link[node.parent as usize];
    }
    let mut own = vec![0; n_nodes];
    let is_title =
        |node: u32| page.nodes[page.nodes[node as usize].block as usize].role == Role::Title;
    let texts = page.pieces.iter().filter(|piece| piece.what == What::Text);
    for piece in texts.filter(|piece| !in_link[piece.node as usize] && !is_title(piece.node)) {
        let bytes = html.as_bytes().get(piece.start as usize..piece.end as usize);
        let is_seen = |byte: &&u8| !byte.is_ascii_whitespace();
        own[holder(page, piece.node) as usize] +=
            bytes.unwrap_or_default().iter().filter(is_seen).count();
    }
    let mut score = own.clone();
    let mut total = own.clone();
    let mut end: Vec<u32> = (1..=n_nodes as u32).collect();
    for idx in (1..n_nodes).rev() {
        let node = &page.nodes[idx];
        let parent = node.parent as usize;
        end[parent] = end[parent].max(end[idx]);
        if node.stands == Stands::Inside {
            total[parent] += total[idx];
            score[page.nodes[parent].block as usize] += own[idx] / 2;
        }
    }
    Weights { total, score, end }
}

/// The element whose text a piece is: the block around a paragraph, so that many paragraphs weigh together.
fn holder(page: &Page, node: u32) -> u32 {
    let block = &page.nodes[page.nodes[node as usize].block as usize];
    let is_line =
        block.tag == Tag::P || matches!(block.role, Role::Heading | Role::Item | Role::Caption);
    if is_line { page.nodes[block.parent as usize].block } else { page.nodes[node as usize].block }
}

/// The element with the most text; of elements in one another the innermost that still has most of it.
fn best(weights: &Weights, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<usize> = None;
    for idx in candidates.filter(|&idx| weights.total[idx] > 0) {
        let is_better = best.is_none_or(|best| {
            let (old, new) = (weights.total[best], weights.total[idx]);
            let is_in_it = (idx as u32) < weights.end[best];
            new > old || is_in_it && 5 * new >= 4 * old
        });
        if is_better {
            best = Some(idx);
        }
    }
    best
}

/// What stands in an element and does not say that it is beside the article.
fn inside(page: &Page, body: usize) -> Vec<bool> {
    let mut inside = vec![false; page.nodes.len()];
    let mut in_article = vec![false; page.nodes.len()];
    for (idx, node) in page.nodes.iter().enumerate() {
        let parent = node.parent as usize;
        in_article[idx] = in_article[parent] || matches!(node.tag, Tag::Article | Tag::Main);
        let is_beside = node.stands == Stands::Beside
            || node.tag == Tag::Header && page.is_whole && !in_article[idx]
            || node.role == Role::Title;
        inside[idx] = idx == body || idx > body && inside[parent] && !is_beside;
    }
    inside
}

/// The headline of a page whose article does not hold it: the last `h1` before the article, else any, else the title.
fn headline(page: &Page, html: &str, inside: &[bool], body: usize) -> Option<u32> {
    let has_text = |piece: &&super::page::Piece| {
        let text = html.get(piece.start as usize..piece.end as usize).unwrap_or_default();
        piece.what == What::Text && !text.trim().is_empty()
    };
    let block = |node: u32| page.nodes[node as usize].block;
    let headings = || {
        let texts = page.pieces.iter().filter(has_text).map(|piece| block(piece.node));
        texts.filter(|&block| page.nodes[block as usize].tag == Tag::H1)
    };
    if headings().any(|block| inside[block as usize]) {
        return None;
    }
    let before = headings().take_while(|&block| (block as usize) < body).last();
    before.or_else(|| headings().next()).or_else(|| {
        let mut blocks = page.pieces.iter().filter(has_text).map(|piece| block(piece.node));
        blocks.find(|&block| page.nodes[block as usize].role == Role::Title)
    })
}
