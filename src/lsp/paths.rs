//! From the addresses of documents to paths. What is no file has no path: a document that was never saved, one on a
//! server.

use std::path::PathBuf;

use gen_lsp_types::Uri;
use percent_encoding::percent_decode_str;

/// The path of a `file:` address.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = percent_decode_str(rest).decode_utf8().ok()?;
    // "/C:/Berita" on Windows; on other systems such a folder is as likely as not.
    let is_drive = |path: &str| matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    let path = if cfg!(windows) && is_drive(&path) { path.trim_start_matches('/') } else { &*path };
    (!path.is_empty()).then(|| PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_have_paths() {
        let of = |uri: &str| path(&uri.into()).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(
            of("file:///redaksi/berita%20satu.txt").as_deref(),
            Some("/redaksi/berita satu.txt")
        );
        assert_eq!(of("file://localhost/a.md").as_deref(), Some("/a.md"));
        assert_eq!(of("untitled:Untitled-1"), None);
        assert_eq!(of("https://contoh.test/a"), None);
        assert_eq!(of("file:///%ff"), None);
    }
}
