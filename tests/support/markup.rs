//! Known texts written in every format, with markup, entities and breaks at random places of them.
//!
//! What is random comes from a seed alone, so that a failure can be run again.

#![expect(clippy::format_push_string, reason = "markup is put together piece by piece")]

use std::io::Write;

use sunting::input::Form;

/// Where markup may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noise {
    /// Anywhere, inside words too.
    Anywhere,
    /// Between words only.
    Between,
}

/// A small generator (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len() as u64) as usize]
    }
}

/// A headline and paragraphs as a file of some form.
pub(crate) fn written(
    form: Form,
    headline: &str,
    paragraphs: &[String],
    noise: Noise,
    dice: &mut Dice,
) -> Vec<u8> {
    match form {
        Form::Html => page(headline, paragraphs, noise, dice).into_bytes(),
        Form::Markdown => markdown(headline, paragraphs, noise, dice).into_bytes(),
        Form::Docx => docx(headline, paragraphs, noise, dice),
        Form::Wxr => export(headline, paragraphs, noise, dice).into_bytes(),
        Form::Json | Form::Records => json(form, headline, paragraphs, dice).into_bytes(),
        Form::Text => paragraphs.join("\n\n").into_bytes(),
    }
}

/// Whether an offset stands between two words.
fn is_between(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    before.is_none_or(char::is_whitespace) || after.is_none_or(char::is_whitespace)
}

fn may(text: &str, at: usize, noise: Noise) -> bool {
    noise == Noise::Anywhere || is_between(text, at)
}

/// A text as HTML that reads the same.
pub(crate) fn html(text: &str, noise: Noise, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for (at, c) in text.char_indices() {
        if may(text, at, noise) && dice.one_in(12) {
            match (dice.roll(5), open.pop()) {
                (0, tag) => {
                    open.extend(tag);
                    out.push_str("<!-- catatan > di sini -->");
                }
                (_, Some(tag)) => out += &format!("</{tag}>"),
                (1, None) => {
                    out.push_str(if noise == Noise::Anywhere { "&shy;" } else { "<!---->" });
                }
                (2, None) => out.push_str("<wbr>"),
                (_, None) => {
                    let tag = dice.pick(&["b", "em", "span", "strong", "a"]);
                    out += &format!("<{tag} class='x > y' title=\"&quot;dan dan&quot;\">");
                    open.push(tag);
                }
            }
        }
        match c {
            ' ' => out.push_str(dice.pick(&[" ", " ", " ", "\n  ", "\t", "\r\n"])),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '“' if dice.one_in(2) => out.push_str("&ldquo;"),
            '\n' => out.push_str("<br>"),
            c if dice.one_in(25) => out += &format!("&#{};", u32::from(c)),
            c if dice.one_in(40) => out += &format!("&#x{:X};", u32::from(c)),
            c => out.push(c),
        }
    }
    while let Some(tag) = open.pop() {
        out += &format!("</{tag}>");
    }
    out
}

fn page(headline: &str, paragraphs: &[String], noise: Noise, dice: &mut Dice) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"id\"><head><title>Warta Kita</title><meta charset=utf-8>\n\
         <script>if (a < b) { tulis('<p>dan dan</p>') }</script><style>p > a { x: 1 }</style></head>\n<body>\n\
         <nav><ul><li><a href=\"/\">Beranda dan dan</a></li></ul></nav>\n<article>\n",
    );
    out += &format!("<h1>{}</h1>\n<div class=\"article-body\">\n", html(headline, noise, dice));
    for text in paragraphs {
        let close = dice.pick(&["</p>\n", "", "</p>"]);
        out += &format!("<p data-x=\"1\">{}{close}", html(text, noise, dice));
        if dice.one_in(4) {
            out.push_str("<div class=\"iklan\">Iklan dan dan iklan</div><script>x</script>");
        }
    }
    out + "</div></article><footer>Hak cipta dan dan</footer></body></html>\n"
}

/// A text as Markdown that reads the same.
fn inline(text: &str, noise: Noise, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut is_open = false;
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let is_letter = letter(Some(c));
        let starts = before == Some(' ') || letter(before);
        let ends = (letter(before) && (c == ' ' || is_letter)) && is_open;
        if ends && may(text, at, noise) && dice.one_in(3) {
            out.push_str("**");
            is_open = false;
        } else if is_letter && starts && !is_open && may(text, at, noise) && dice.one_in(20) {
            out.push_str("**");
            is_open = true;
        } else if at > 0 && !out.ends_with('\n') && may(text, at, noise) && dice.one_in(40) {
            // At the head of a line it would end the paragraph.
            out.push_str("<!-- catatan -->");
        }
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            ' ' if letter(next) && dice.one_in(8) => out.push('\n'),
            '*' | '_' | '[' | ']' | '<' | '>' | '&' | '\\' | '`' | '#' | '~' | '|' | '{' => {
                out.push('\\');
                out.push(c);
            }
            '.' | ',' | '(' | ')' | '"' | '-' | '!' | ':' if dice.one_in(8) => {
                out.push('\\');
                out.push(c);
            }
            '-' | '+' | '.' | ')' if at < 4 => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("  \n"),
            c if c != ' ' && !is_open && dice.one_in(40) => out += &format!("&#{};", u32::from(c)),
            c => out.push(c),
        }
    }
    if is_open { out + "**" } else { out }
}

fn markdown(headline: &str, paragraphs: &[String], noise: Noise, dice: &mut Dice) -> String {
    let mut out = match dice.roll(3) {
        0 => format!(
            "---\ntags: [dan dan]\ntitle: \"{}\"\ndate: 2024-04-25\n---\n\n",
            headline.replace('"', "\\\"")
        ),
        1 => format!("# {}\n\n", inline(headline, noise, dice).replace('\n', " ")),
        _ => format!("---\ntitle: '{}'\n---\n", headline.replace('\'', "''")),
    };
    for text in paragraphs {
        if dice.one_in(4) {
            out.push_str("```\ndan dan\n```\n\n![dan dan](a.jpg \"dan dan\")\n\n");
        }
        let quoted = dice.one_in(4);
        let text = inline(text, noise, dice);
        let text = if quoted { format!("> {}", text.replace('\n', "\n> ")) } else { text };
        out += &format!("{text}\n\n");
    }
    out
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A paragraph of a word processor, its text cut into runs.
fn paragraph(text: &str, style: &str, noise: Noise, dice: &mut Dice) -> String {
    let mut out = format!("<w:p><w:pPr>{style}</w:pPr><w:bookmarkStart w:id=\"0\"/>");
    let mut run = String::new();
    for (at, c) in text.char_indices() {
        if at > 0 && may(text, at, noise) && dice.one_in(10) {
            out +=
                &format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{run}</w:t></w:r>");
            out.push_str(dice.pick(&[
                "",
                "<w:proofErr w:type=\"spellStart\"/>",
                "<w:del><w:r><w:delText>dan dan</w:delText></w:r></w:del>",
            ]));
            run.clear();
        }
        match c {
            '\n' => run.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">"),
            c if dice.one_in(30) => run += &format!("&#{};", u32::from(c)),
            c => run += &xml(&c.to_string()),
        }
    }
    out + &format!("<w:r><w:t xml:space=\"preserve\">{run}</w:t></w:r></w:p>\n")
}

/// The main part of a document of a word processor.
pub(crate) fn document(
    headline: &str,
    paragraphs: &[String],
    noise: Noise,
    dice: &mut Dice,
) -> String {
    let mut body = paragraph(headline, "<w:pStyle w:val=\"Title\"/>", noise, dice);
    for text in paragraphs {
        body.push_str(dice.pick(&["", "<w:p/>", "<w:p><w:pPr/></w:p>"]));
        body += &paragraph(text, "", noise, dice);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"w\"><w:body>{body}\
         <w:sectPr/></w:body></w:document>"
    )
}

fn docx(headline: &str, paragraphs: &[String], noise: Noise, dice: &mut Dice) -> Vec<u8> {
    let document = document(headline, paragraphs, noise, dice);
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        ("word/document.xml", &document),
        ("word/media/gambar.txt", "dan dan"),
    ])
}

/// A ZIP archive of some members.
pub(crate) fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let members: Vec<_> = members.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive_of_bytes(&members)
}

/// The same, of members that need not be text.
pub(crate) fn archive_of_bytes(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, content) in members {
        let file = writer.new_file(*name).compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut out, config) = file.start().expect("a member");
        let packed = flate2::write::DeflateEncoder::new(&mut out, flate2::Compression::default());
        let mut packer = config.wrap(packed);
        packer.write_all(content).expect("written");
        let (packed, descriptor) = packer.finish().expect("packed");
        packed.finish().expect("packed");
        out.finish(descriptor).expect("a member");
    }
    writer.finish().expect("an archive")
}

fn export(headline: &str, paragraphs: &[String], noise: Noise, dice: &mut Dice) -> String {
    let mut content = String::new();
    for text in paragraphs {
        let text = html(text, noise, dice);
        content += &format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->\n\n");
    }
    let headline = html(headline, Noise::Between, dice);
    let content = match dice.roll(2) {
        0 => format!("<![CDATA[{content}]]>"),
        _ => xml(&content).replace('>', "&gt;"),
    };
    format!(
        "<?xml version=\"1.0\"?>\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\n<item><title>lain</title>\
         <wp:post_type>attachment</wp:post_type></item>\n<item><title><![CDATA[{headline}]]></title>\n\
         <content:encoded>{content}</content:encoded><wp:post_id>7</wp:post_id></item></channel></rss>\n"
    )
}

fn json(form: Form, headline: &str, paragraphs: &[String], dice: &mut Dice) -> String {
    let mut string = |text: &str| {
        let mut out = String::from("\"");
        for c in text.chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '"' | '\\' => {
                    out.push('\\');
                    out.push(c);
                }
                c if dice.one_in(12) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        out += &format!("\\u{unit:04X}");
                    }
                }
                c => out.push(c),
            }
        }
        out + "\""
    };
    let (title, text) = (string(headline), string(&paragraphs.join("\n\n")));
    let record =
        format!("{{\"lain\": [1, {{}}, \"dan dan\"], \"title\" :{title},\"text\":\t{text} }}");
    if form == Form::Json {
        format!("[\n {{\"text\":\"Lain.\"}},\n {record}\n]\n")
    } else {
        format!("\n{record}\n")
    }
}
