//! `cargo xtask oxt`: packs `editors/libreoffice/` as an extension that LibreOffice installs.
//!
//! The same files give the same bytes: no dates, no compression.

#![expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use flate2::Crc;

use crate::root;

/// The members of the extension. LibreOffice wants to find the manifest by its name.
const MEMBERS: &[&str] =
    &["META-INF/manifest.xml", "description.xml", "indonesian.xcu", "sunting.xcu"];

/// 1 January 1980, the first day that the format knows.
const FIRST_DAY: u16 = 0x21;

pub(crate) fn run() -> Result<ExitCode> {
    let folder = root().join("editors/libreoffice");
    let mut members = Vec::new();
    for name in MEMBERS {
        let path = folder.join(name);
        members.push((*name, fs::read(&path).with_context(|| path.display().to_string())?));
    }
    let target = root().join("target/sunting.oxt");
    fs::create_dir_all(root().join("target"))?;
    fs::write(&target, archive(&members)?)?;
    println!("{}", target.display());
    Ok(ExitCode::SUCCESS)
}

/// A zip archive with its members as they are.
fn archive(members: &[(&str, Vec<u8>)]) -> Result<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let at = u32::try_from(out.len())?;
        let entry = entry(name, bytes)?;
        out.extend(b"PK\x03\x04");
        out.extend(&entry);
        out.extend(name.bytes());
        out.extend(bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&entry);
        // Comment, disk, attributes: none.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.bytes());
    }
    let n_members = u16::try_from(members.len())?.to_le_bytes();
    let (at, length) = (u32::try_from(out.len())?, u32::try_from(directory.len())?);
    out.extend(directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(n_members);
    out.extend(n_members);
    out.extend(length.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

/// What the archive says of a member, both before it and in the directory.
fn entry(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut crc = Crc::new();
    crc.update(bytes);
    let length = u32::try_from(bytes.len())?.to_le_bytes();
    let mut entry = Vec::new();
    // Version needed, flags, method "stored", time.
    entry.extend([0x14, 0, 0, 0, 0, 0, 0, 0]);
    entry.extend(FIRST_DAY.to_le_bytes());
    entry.extend(crc.sum().to_le_bytes());
    entry.extend(length);
    entry.extend(length);
    entry.extend(u16::try_from(name.len())?.to_le_bytes());
    // Extra field: none.
    entry.extend([0; 2]);
    Ok(entry)
}
