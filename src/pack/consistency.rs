//! Consistency: spellings of one thing of which an article should use a single one.
//!
//! The spelling in the minority is reported, with a label on the first place of the majority. Which spelling is
//! better is not asked; an article that keeps to one is never reported, unless the desk prefers another.

use std::cmp::Reverse;

use super::casing;
use super::trie::Trie;
use crate::document::{BlockKind, Document, TokenKind};
use crate::facts::language;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// Groups of spellings. The message, or `variants.preferred` where the desk prefers a spelling, knows `{found}` and
/// `{expected}`, the label `labels.majority`.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Consistency {
    groups: Vec<Vec<String>>,
    /// The spelling of each group that the desk prefers, by its place in the group.
    preferred: Vec<Option<usize>>,
    /// Group and place in it of each phrase of the trie, by number.
    members: Vec<(usize, usize)>,
    trie: Trie,
}

/// Where a spelling of a group stands.
struct Mention {
    group: usize,
    member: usize,
    first: usize,
    end: usize,
    span: Span,
}

impl Consistency {
    /// # Errors
    /// When a group has less than two spellings.
    pub(super) fn new(groups: Vec<Vec<String>>) -> Result<Self, String> {
        let mut trie = Trie::default();
        let mut members = Vec::new();
        for (group, spellings) in groups.iter().enumerate() {
            if spellings.len() < 2 {
                return Err(format!("group {} needs two spellings or more", group + 1));
            }
            for (member, spelling) in spellings.iter().enumerate() {
                trie.insert(spelling);
                members.push((group, member));
            }
        }
        let preferred = vec![None; groups.len()];
        Ok(Self { groups, preferred, members, trie })
    }

    /// The same with the spellings that the desk prefers, each of a group of its own.
    ///
    /// # Errors
    /// When no group has such a spelling.
    pub(crate) fn with_preferred(
        mut self,
        spellings: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, String> {
        for spelling in spellings {
            let spelling = spelling.as_ref();
            let found = self.groups.iter().enumerate().find_map(|(group, spellings)| {
                Some((group, spellings.iter().position(|other| other == spelling)?))
            });
            let Some((group, member)) = found else {
                return Err(format!("no group has the spelling `{spelling}`"));
            };
            self.preferred[group] = Some(member);
        }
        Ok(self)
    }

    fn mentions(&self, cx: &Context<'_>) -> Vec<Mention> {
        let read = self.trie.read(&cx.facts.words);
        let (mut mentions, mut hits) = (Vec::new(), Vec::new());
        for first in cx.wanted() {
            let Some(block) = cx.doc.block_at_token(first) else { continue };
            if matches!(block.kind, BlockKind::Keywords | BlockKind::Furniture) {
                continue;
            }
            self.trie.hits(&read, first, block.tokens.end as usize, &mut hits);
            let longest = hits.iter().filter(|hit| hit.clitic == 0).max_by_key(|hit| hit.end);
            let Some(hit) = longest else { continue };
            if language::is_in_english_name(cx.doc, &cx.facts.entries, first..hit.end)
                || is_in_name(cx.doc, first)
            {
                continue;
            }
            let (group, member) = self.members[hit.value as usize];
            let span = cx.doc.tokens[first].span.cover(cx.doc.tokens[hit.end - 1].span);
            mentions.push(Mention { group, member, first, end: hit.end, span });
        }
        mentions
    }
}

/// Whether a capitalised word stands right before, inside the sentence: the spelling is then the institution's.
fn is_in_name(doc: &Document, first: usize) -> bool {
    let before = first.checked_sub(2).filter(|&idx| doc.kind(idx + 1) == Some(TokenKind::Space));
    before.is_some_and(|idx| {
        doc.token_str(idx).starts_with(char::is_uppercase) && !doc.starts_sentence(idx)
    })
}

impl Rule for Consistency {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        self.trie.wants(spelt)
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut mentions = self.mentions(cx);
        mentions.sort_by_key(|mention| mention.group);
        for group in mentions.chunk_by(|a, b| a.group == b.group) {
            let spellings = &self.groups[group[0].group];
            let count =
                |member: usize| group.iter().filter(|mention| mention.member == member).count();
            // On a tie the spelling that the group names first is kept.
            let kept = (0..spellings.len()).max_by_key(|&member| (count(member), Reverse(member)));
            let preferred = self.preferred[group[0].group];
            let Some(kept) = preferred.or(kept) else { continue };
            let majority = group.iter().find(|mention| mention.member == kept);
            for mention in group.iter().filter(|mention| mention.member != kept) {
                let text = casing::follow(cx.doc, mention.first..mention.end, &spellings[kept]);
                let mut finding = Finding::new(mention.span).fix(Fix::suggest(mention.span, text));
                if preferred.is_some() {
                    finding = finding.variant("preferred");
                } else if let Some(majority) = majority {
                    finding = finding.label(majority.span, "majority");
                }
                out.report(finding);
            }
        }
    }
}
