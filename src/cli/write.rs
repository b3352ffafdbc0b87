//! Writing files that people own: whole or not at all.
//!
//! The new text goes to a file of its own in the same folder, onto the disk, and then takes the old one's place in one
//! step, so that no crash, signal or full disk leaves half an article. What somebody else has changed in the meantime is
//! not overwritten. Links are followed; the names that a file has besides (hard links) keep the old text.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Puts `new` in the place of a file that held `old` when it was read. Permissions and, where allowed, owner are kept.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
    let target = fs::canonicalize(path)?;
    let meta = fs::metadata(&target)?;
    if meta.permissions().readonly() {
        bail!("read-only; not written");
    }
    let file = beside(&target, new)?;
    file.as_file().set_permissions(meta.permissions())?;
    own(file.path(), &meta);
    // As late as can be: whoever saves the article now has a window of two system calls to be overwritten in.
    if fs::read(&target)? != old {
        bail!("changed since it was read; not written");
    }
    settle(file, &target)
}

/// Puts a text into a file, new or not.
pub(super) fn put(path: &Path, text: &[u8]) -> Result<()> {
    match fs::read(path) {
        Ok(old) if old == text => Ok(()),
        Ok(old) => replace(path, &old, text),
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            let file = beside(path, text)?;
            #[cfg(unix)]
            readable(file.as_file())?;
            settle(file, path)
        }
        Err(err) => Err(err.into()),
    }
}

/// A file in the same folder that holds the new text, on the disk; it goes away unless it is settled.
pub(super) fn beside(target: &Path, text: &[u8]) -> Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(".sunting-")
        .suffix(".tmp")
        .tempfile_in(folder(target))
        .context("no file can be made in its folder")?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives a file that was made [`beside`](beside) the name it was made for, with the permissions of what had it before.
pub(super) fn take_place(file: tempfile::NamedTempFile, target: &Path) -> Result<()> {
    match fs::metadata(target) {
        Ok(meta) => {
            file.as_file().set_permissions(meta.permissions())?;
            own(file.path(), &meta);
        }
        #[cfg(unix)]
        Err(_) => readable(file.as_file())?,
        #[cfg(not(unix))]
        Err(_) => {}
    }
    file.as_file().sync_all()?;
    settle(file, target)
}

fn settle(file: tempfile::NamedTempFile, target: &Path) -> Result<()> {
    file.persist(target).map_err(|err| err.error)?;
    // The name is as lasting as the text only once the folder is on the disk too; where folders cannot be opened
    // (Windows) the system sees to it.
    if let Ok(folder) = File::open(folder(target)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn folder(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_owned()
}

/// Gives the new file the owner of the old one. Only root may give files away, and only root needs to.
fn own(path: &Path, meta: &Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let _ = chown(path, Some(meta.uid()), Some(meta.gid()));
    }
    #[cfg(not(unix))]
    let _ = (path, meta);
}

/// What is new may be read by all, as files usually are: temporary files are private.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("sunting-write-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("a folder");
        dir
    }

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).expect("the folder").map(|entry| entry.expect("an entry"));
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_somebody_else_has_saved_is_not_overwritten() {
        let dir = desk("changed");
        let path = dir.join("a.txt");
        fs::write(&path, "baru").expect("written");
        let err = replace(&path, b"lama", b"hasil").expect_err("it has changed");
        assert!(err.to_string().contains("changed since it was read"), "{err}");
        assert_eq!(fs::read(&path).expect("there"), b"baru");
        assert_eq!(names(&dir), ["a.txt"], "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = desk("links");
        let (path, link) = (dir.join("a.txt"), dir.join("b.txt"));
        put(&path, b"lama").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        symlink("a.txt", &link).expect("linked");
        replace(&link, b"lama", b"baru").expect("written");
        assert_eq!(fs::read(&path).expect("there"), b"baru");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("set");
        assert!(replace(&path, b"baru", b"lama").is_err(), "read-only files are left alone");
        assert_eq!(names(&dir), ["a.txt", "b.txt"]);
    }
}
