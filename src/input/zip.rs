//! The members of a ZIP archive in memory, for documents that are one: one member is read, or one replaced and the
//! others copied as they are.
//!
//! An archive that would unpack to more than a document can be is refused before it is unpacked.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};

/// Most members of an archive.
const MAX_MEMBERS: usize = 10_000;
/// Most bytes of a member that is read.
const MAX_BYTES: u64 = 256 << 20;
/// Most bytes that one byte may unpack to; text comes to about ten. Small members are free.
const MAX_RATIO: u64 = 300;
const FREE_BYTES: u64 = 1 << 20;

/// The content of a member; `None` where there is no such member.
///
/// # Errors
/// When the bytes are no archive, a broken one, or a member unpacks to more than it may.
pub(super) fn member(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, String> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| "not a ZIP archive".to_owned())?;
    let mut entries = archive.entries();
    let mut found = None;
    let mut n_members = 0;
    while let Some(entry) = entries.next_entry().map_err(|err| broken(&err))? {
        n_members += 1;
        if n_members > MAX_MEMBERS {
            return Err(format!("more than {MAX_MEMBERS} members"));
        }
        if entry.file_path().as_bytes() != name.as_bytes() {
            continue;
        }
        if found.is_some() {
            return Err(format!("two members called {name}"));
        }
        let (packed, unpacked) = (entry.compressed_size_hint(), entry.uncompressed_size_hint());
        if unpacked > MAX_BYTES || unpacked > FREE_BYTES && unpacked / MAX_RATIO > packed {
            return Err(format!("{name} unpacks to {unpacked} bytes, more than a document has"));
        }
        if entry.flags().is_encrypted() {
            return Err(format!("{name} is encrypted"));
        }
        let method = entry.compression_method();
        let local = archive.get_entry(entry.wayfinder()).map_err(|err| broken(&err))?;
        let mut content = Vec::new();
        // What an archive says of itself may be a lie: what is unpacked is counted too.
        let limit = unpacked + 1;
        let read = if method == CompressionMethod::STORE {
            local.verifying_reader(local.data()).take(limit).read_to_end(&mut content)
        } else if method == CompressionMethod::DEFLATE {
            let inflated = DeflateDecoder::new(local.data());
            local.verifying_reader(inflated).take(limit).read_to_end(&mut content)
        } else {
            return Err(format!("{name} is packed in a way that documents are not"));
        };
        read.map_err(|err| format!("{name} is broken: {err}"))?;
        if content.len() as u64 != unpacked {
            return Err(format!("{name} is broken: not as long as the archive says"));
        }
        found = Some(content);
    }
    Ok(found)
}

/// The archive with one member replaced. The others keep their bytes, names and order.
///
/// # Errors
/// When the archive is broken.
pub(super) fn replaced(bytes: &[u8], name: &str, content: &[u8]) -> Result<Vec<u8>, String> {
    let archive = ZipArchive::from_slice(bytes).map_err(|err| broken(&err))?;
    let mut entries = archive.entries();
    let mut writer = ZipArchiveWriter::new(Vec::with_capacity(bytes.len()));
    while let Some(entry) = entries.next_entry().map_err(|err| broken(&err))? {
        let path = entry.file_path();
        if entry.is_dir() {
            writer.new_dir(entry_path(path.as_bytes())).create().map_err(|err| broken(&err))?;
            continue;
        }
        let file = writer.new_file(entry_path(path.as_bytes()));
        if path.as_bytes() == name.as_bytes() {
            let file = file.compression_method(CompressionMethod::DEFLATE);
            let (mut out, config) = file.start().map_err(|err| broken(&err))?;
            let packed = DeflateEncoder::new(&mut out, Compression::default());
            let mut packer = config.wrap(packed);
            packer.write_all(content).map_err(|err| err.to_string())?;
            let (packed, descriptor) = packer.finish().map_err(|err| broken(&err))?;
            packed.finish().map_err(|err| err.to_string())?;
            out.finish(descriptor).map_err(|err| broken(&err))?;
            continue;
        }
        let local = archive.get_entry(entry.wayfinder()).map_err(|err| broken(&err))?;
        let file = file.compression_method(entry.compression_method());
        let (mut out, _) = file.start().map_err(|err| broken(&err))?;
        out.write_all(local.data()).map_err(|err| err.to_string())?;
        let descriptor = DataDescriptorOutput::new(entry.crc32(), entry.uncompressed_size_hint());
        out.finish(descriptor).map_err(|err| broken(&err))?;
    }
    writer.finish().map_err(|err| broken(&err))
}

/// A member's name as it was, marked as UTF-8 only where that says something.
fn entry_path(name: &[u8]) -> EntryPath<'_> {
    match std::str::from_utf8(name) {
        Ok(name) if !name.is_ascii() => EntryPath::conformant(name),
        _ => EntryPath::verbatim(name),
    }
}

fn broken(err: &rawzip::Error) -> String {
    format!("a broken ZIP archive: {err}")
}
