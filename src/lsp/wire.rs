//! Messages on a pair of streams: a header with the length, then JSON.
//!
//! A broken message is told and the next one is looked for; only the end of the stream ends the reading. What a message
//! said never reaches an error or the log.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message, RequestId};
use serde_json::Value;

/// The longest message, in bytes. Ten times what any article has; a length beyond it is a lie or an attack.
const MAX_BYTES: u64 = 256 << 20;

/// The longest line of a header that is looked at, in bytes.
const MAX_LINE: u64 = 64 << 10;

/// What was read.
#[derive(Debug)]
pub(super) enum Heard {
    /// A message.
    Message(Message),
    /// Something that is none; whom to answer, if that can be told, and with what.
    Broken { id: Option<RequestId>, code: ErrorCode, what: &'static str },
    /// The client has hung up.
    End,
}

/// Reads up to the end of the next message, broken or not.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Heard> {
    let broken = |code, what| Ok(Heard::Broken { id: None, code, what });
    let len = match header(input)? {
        Header::Length(len) if len <= MAX_BYTES => len,
        Header::Length(len) => {
            io::copy(&mut input.take(len), &mut io::sink())?;
            return broken(ErrorCode::InvalidRequest, "the message is too long");
        }
        Header::Broken => return broken(ErrorCode::ParseError, "the header is broken"),
        Header::End => return Ok(Heard::End),
    };
    // Memory grows with what comes, not with what was promised.
    let mut body = Vec::new();
    input.take(len).read_to_end(&mut body)?;
    if (body.len() as u64) < len {
        return Ok(Heard::End);
    }
    let Ok(value) = serde_json::from_slice::<Value>(&body) else {
        return broken(ErrorCode::ParseError, "the message is no JSON in UTF-8");
    };
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    Ok(match serde_json::from_value(value) {
        Ok(message) => Heard::Message(message),
        Err(_) => {
            let what = "the message is no request, notification or response";
            Heard::Broken { id, code: ErrorCode::InvalidRequest, what }
        }
    })
}

/// What the lines before a message said.
enum Header {
    Length(u64),
    Broken,
    End,
}

/// Reads to the empty line. After a message whose length was wrong its rest stands here, and the next header may begin
/// in the middle of a line; it is found by its name.
fn header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    let mut is_broken = false;
    loop {
        let mut line = Vec::new();
        if input.take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(line.trim_ascii()).to_ascii_lowercase();
        if line.is_empty() {
            match (length, is_broken) {
                (Some(length), _) => return Ok(Header::Length(length)),
                (None, true) => return Ok(Header::Broken),
                // Empty lines between messages do no harm.
                (None, false) => continue,
            }
        }
        match line.rsplit_once("content-length:") {
            Some((_, number)) => {
                length = number.trim().parse().ok();
                is_broken |= length.is_none();
            }
            None => is_broken |= !line.starts_with("content-type:"),
        }
    }
}

/// Something to say.
#[derive(Debug)]
pub(super) enum Told {
    Message(Message),
    /// An answer to nobody: the request could not be read.
    Nobody {
        code: ErrorCode,
        what: &'static str,
    },
}

/// Writes one message.
pub(super) fn write(out: &mut impl Write, told: &Told) -> io::Result<()> {
    match told {
        Told::Message(message) => message.write(out),
        Told::Nobody { code, what } => {
            let error = serde_json::json!({ "code": *code as i32, "message": what });
            let body = serde_json::json!({ "jsonrpc": "2.0", "id": null, "error": error });
            let body = body.to_string();
            write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
            out.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        let mut all = Vec::new();
        loop {
            match read(&mut input).expect("no error of the stream") {
                Heard::Message(Message::Request(request)) => all.push(request.method),
                Heard::Message(Message::Notification(note)) => all.push(note.method),
                Heard::Message(Message::Response(_)) => all.push("response".into()),
                Heard::Broken { id, code, .. } => {
                    all.push(format!(
                        "{} {}",
                        code as i32,
                        id.map_or("-".into(), |id| id.to_string())
                    ));
                }
                Heard::End => return all,
            }
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn after_a_broken_message_the_next_one_is_heard() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"baik"}"#);
        let long =
            format!("Content-Length: 9\r\n\r\n{{\"jsonrpc\":\"2.0\",\"method\":\"x\"}}{good}");
        for (bytes, told) in [
            (framed("{"), "-32700 -"),
            (framed("[1, 2]"), "-32600 -"),
            (framed(r#"{"jsonrpc":"2.0","id":7,"metod":"x"}"#), "-32600 7"),
            ("Content-Length: banyak\r\n\r\n".to_owned(), "-32700 -"),
            ("Apa kabar\r\n\r\n".to_owned(), "-32700 -"),
        ] {
            assert_eq!(heard(format!("{bytes}{good}").as_bytes()), [told, "baik"], "{bytes}");
        }
        assert_eq!(heard(long.as_bytes()), ["-32700 -", "baik"], "a length that is too short");
        let mut bytes = b"Content-Length: 3\r\n\r\n\"\xff\"".to_vec();
        bytes.extend_from_slice(good.as_bytes());
        assert_eq!(heard(&bytes), ["-32700 -", "baik"], "no UTF-8");
    }

    #[test]
    fn other_headers_and_other_capitals_are_understood() {
        let body = r#"{"jsonrpc":"2.0","method":"baik"}"#;
        let text = format!(
            "content-length:{}\r\nContent-Type: x; charset=utf-8\r\n\r\n{body}",
            body.len()
        );
        assert_eq!(heard(text.as_bytes()), ["baik"]);
    }

    #[test]
    fn a_message_cut_off_is_the_end() {
        assert!(heard(b"Content-Length: 400\r\n\r\n{\"jsonrpc\"").is_empty());
        assert!(heard(b"Content-Len").is_empty());
        assert!(heard(b"").is_empty());
    }
}
