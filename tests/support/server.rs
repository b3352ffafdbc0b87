//! A server of its own for each test, and requests to it byte for byte as they are written.

#![allow(dead_code, reason = "each of the tests that share it uses a part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// The built binary, listening on a free port until it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Server {
    pub(crate) fn start(args: &[&str]) -> Self {
        Self::start_in(Path::new(env!("CARGO_TARGET_TMPDIR")), args)
    }

    /// Starts it in a folder; without a configuration unless there is one above.
    pub(crate) fn start_in(dir: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sunting"))
            .args(["serve", "--lang", "en"])
            .args(if args.contains(&"--listen") { &[][..] } else { &["--listen", "127.0.0.1:0"] })
            .args(args)
            .current_dir(dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("standard output");
        BufReader::new(out).read_line(&mut line).expect("a line with the address");
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        let Some(port) = port else {
            let mut said = String::new();
            let _ = child.stderr.take().expect("standard error").read_to_string(&mut said);
            panic!("no port in {line:?}: {said}");
        };
        Self { child, port }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a time limit");
        stream
    }

    /// Sends bytes as they are and reads one answer.
    pub(crate) fn raw(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        // Who is refused early may find the connection closed while still sending.
        let _ = stream.write_all(request);
        read(&mut BufReader::new(stream))
    }

    pub(crate) fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let own = [("host", host.as_str())];
        let is_named = headers.iter().any(|(name, _)| *name == "host");
        let all = headers.iter().chain(if is_named { &[][..] } else { &own[..] });
        let lines: Vec<String> = all.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let head =
            format!("{method} {target} HTTP/1.1\r\ncontent-length: {length}\r\n{}", lines.concat());
        let request = [head.as_bytes(), b"\r\n", body].concat();
        self.raw(&request).expect("an answer")
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[], b"")
    }

    pub(crate) fn post(&self, target: &str, body: &[u8]) -> Answer {
        self.send("POST", target, &[], body)
    }

    /// A form whose values are percent-encoded here.
    pub(crate) fn check(&self, form: &[(&str, &str)]) -> Answer {
        self.post("/v2/check", encoded(form).as_bytes())
    }

    /// Ends it and returns what it said on standard error.
    pub(crate) fn stop(mut self) -> String {
        // The log is written by a thread of its own, which may be behind.
        std::thread::sleep(Duration::from_millis(500));
        let mut err: ChildStderr = self.child.stderr.take().expect("standard error");
        let _ = self.child.kill();
        let mut said = String::new();
        let _ = err.read_to_string(&mut said);
        said
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Values of a form, every byte but letters and digits encoded.
pub(crate) fn encoded(form: &[(&str, &str)]) -> String {
    let value = |value: &str| -> String {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        value.bytes().map(byte).collect()
    };
    let pairs: Vec<String> =
        form.iter().map(|(name, text)| format!("{name}={}", value(text))).collect();
    pairs.join("&")
}

/// One answer; `None` where the connection was closed without any.
pub(crate) fn read(stream: &mut impl BufRead) -> Option<Answer> {
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        head += &line;
    }
    let status = head.split_whitespace().nth(1)?.parse().ok()?;
    let mut answer = Answer { status, head, body: Vec::new() };
    let length: Option<usize> =
        answer.header("content-length").and_then(|length| length.trim().parse().ok());
    match length {
        Some(length) => {
            answer.body = vec![0; length];
            stream.read_exact(&mut answer.body).ok()?;
        }
        None if status == 204 => {}
        None => {
            stream.read_to_end(&mut answer.body).ok()?;
        }
    }
    Some(answer)
}
