//! Reports as their readers take them: the binary's output for one article with a finding.

use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn github_is_told_the_place_in_one_command() {
    let house = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/cli/house");
    let config = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports.toml");
    std::fs::write(&config, format!("packs = ['{house}']\nselect = ['house/*']\n"))
        .expect("written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sunting"))
        .args(["check", "-", "--lang", "en", "--format", "github", "--config"])
        .arg(&config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(b"Bantuan diterima penduduk kampung.\n").expect("it reads");
    drop(pipe);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        String::from_utf8(output.stdout).expect("UTF-8"),
        "::warning file=-,line=1,endLine=1,col=18,endColumn=34,title=house/say-warga::\
         this desk writes “warga kampung” for “penduduk kampung”\n"
    );
}
