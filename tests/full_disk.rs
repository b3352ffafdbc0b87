//! What happens where the output has no room: the run says so and fails; it never ends as if all were well.

#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn a_report_that_cannot_be_written_is_trouble() {
    for format in ["human", "short", "github", "json", "jsonl"] {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let mut child = Command::new(env!("CARGO_BIN_EXE_sunting"))
            .args(["check", "-", "--no-config", "--format", format])
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary");
        let mut input = child.stdin.take().expect("its input");
        input.write_all("Ia tinggal dirumah itu.\n".repeat(2000).as_bytes()).expect("its input");
        drop(input);
        let ran = child.wait_with_output().expect("its end");
        let told = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{format}: {told}");
        assert!(told.contains("sunting: "), "{format}: {told}");
    }
}
