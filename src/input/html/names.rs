//! Names of elements and words of class names, by what they mean for an article on a page. Tables only.

/// What an element does to the text inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Runs along with the words around it.
    Inline,
    /// Stands apart.
    Block,
    /// A heading of some level.
    Heading,
    /// An entry of a list.
    Item,
    /// The words under a picture.
    Caption,
    /// Breaks the line.
    Break,
    /// Shown as it is and not read: code.
    Thing,
    /// Code in a block of its own.
    ThingBlock,
    /// Not shown, or no words of an article.
    Skipped,
    /// Its text is the page's title.
    Title,
}

/// Elements without an end tag.
const VOID: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];

/// Whether an element has no content.
pub(super) fn is_void(name: &[u8]) -> bool {
    VOID.contains(&name)
}

/// The role of an element.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading,
        b"li" => Role::Item,
        b"figcaption" | b"caption" => Role::Caption,
        b"br" => Role::Break,
        b"code" | b"kbd" | b"samp" | b"var" => Role::Thing,
        b"pre" | b"listing" | b"xmp" | b"plaintext" => Role::ThingBlock,
        b"title" => Role::Title,
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe"
        | b"object" | b"audio" | b"video" | b"canvas" | b"select" | b"textarea" | b"button"
        | b"noembed" | b"noframes" | b"datalist" | b"map" | b"rp" | b"rt" => Role::Skipped,
        b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"center" | b"dd"
        | b"details" | b"dialog" | b"dir" | b"div" | b"dl" | b"dt" | b"fieldset" | b"figure"
        | b"footer" | b"form" | b"head" | b"header" | b"hgroup" | b"hr" | b"html" | b"legend"
        | b"main" | b"menu" | b"nav" | b"ol" | b"option" | b"p" | b"search" | b"section"
        | b"summary" | b"table" | b"tbody" | b"td" | b"tfoot" | b"th" | b"thead" | b"tr"
        | b"ul" => Role::Block,
        _ => Role::Inline,
    }
}

/// Elements that surround an article.
pub(super) fn is_around(name: &[u8]) -> bool {
    matches!(name, b"nav" | b"aside" | b"footer" | b"menu" | b"dialog")
}

/// Elements whose own name or text says nothing of what is around them: a theme writes all it knows into their class.
pub(super) fn is_frame(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body" | b"main" | b"article")
}

/// An open element that is over when another begins, since its end tag may be left out.
pub(super) fn closes(open: &[u8], next: &[u8]) -> bool {
    match open {
        b"p" => {
            role(next) != Role::Inline
                && !matches!(role(next), Role::Break | Role::Thing | Role::Skipped)
        }
        b"li" => next == b"li",
        b"dt" | b"dd" => matches!(next, b"dt" | b"dd"),
        b"tr" => next == b"tr",
        b"td" | b"th" => matches!(next, b"td" | b"th" | b"tr"),
        b"option" => next == b"option",
        b"head" => next == b"body",
        _ => false,
    }
}

/// Words of class names and ids of what stands beside an article.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "advertisement", "advertising", "ads", "author-box", "bacajuga", "breadcrumb", "breadcrumbs", "comment",
    "comments", "cookie", "disqus", "footer", "iklan", "komentar", "linksisip", "login", "menu", "modal", "nav",
    "navbar", "navigation", "newsletter", "outbrain", "pagination", "paging", "popular", "populer", "popup", "promo",
    "recommendation", "recommendations", "recommended", "rekomendasi", "related", "respond", "share", "sharedaddy",
    "sharing", "sidebar", "sosmed", "social", "subscribe", "taboola", "tags", "terkait", "terpopuler", "trending",
];

/// Words of class names and ids of what holds an article's text: one of the first with one of the second.
const OWNER: &[&str] = &[
    "article", "artikel", "berita", "detail", "entry", "itp", "news", "post", "read", "single",
    "story", "td",
];
const TEXT: &[&str] = &["body", "bodycontent", "content", "isi", "konten", "text", "txt"];

/// Whole names that mean the same.
const BODY: &[&str] = &[
    "articlebody",
    "articlecontent",
    "bodyarticle",
    "contentarticle",
    "detailtext",
    "isiartikel",
    "isiberita",
    "newscontent",
    "postbody",
    "postcontent",
    "storybody",
    "txt-article",
];

/// What a class name or an id says of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It stands beside an article.
    Furniture,
    /// It holds an article's text.
    Body,
    /// Nothing.
    Nothing,
}

/// What the names of a `class` or `id` say.
pub(super) fn says(names: &str) -> Says {
    let mut found = Says::Nothing;
    for name in names.split_ascii_whitespace() {
        let lower = name.to_ascii_lowercase();
        let words = || lower.split(['-', '_']).filter(|word| !word.is_empty());
        let has = |list: &[&str]| words().any(|word| list.contains(&word));
        if has(FURNITURE) || FURNITURE.contains(&lower.as_str()) {
            return Says::Furniture;
        }
        if BODY.contains(&lower.as_str()) || has(OWNER) && has(TEXT) {
            found = Says::Body;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_tell_the_article_from_what_is_beside_it() {
        for (names, expected) in [
            ("td-post-content", Says::Body),
            ("entry-content clearfix", Says::Body),
            ("detail__body-text", Says::Body),
            ("articleBody", Says::Body),
            ("post-content-related", Says::Furniture),
            ("jeg_share_button", Says::Furniture),
            ("col-md-8", Says::Nothing),
            ("post", Says::Nothing),
        ] {
            assert_eq!(says(names), expected, "{names}");
        }
    }
}
