//! The parts of a zip package, each within bounds: a small file can unpack to any size.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::diagnostic::Diagnostic;

/// The largest part that is read, unpacked, in bytes, and all parts together.
const MOST_PART: u64 = 96 << 20;
const MOST_ALL: u64 = 160 << 20;

/// A package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self {
                archive,
                left: MOST_ALL,
            }),
            Err(error) => {
                log::warn!("a package cannot be opened: {error}");
                Err(Diagnostic::error("压缩包已损坏，或不完整")
                    .with_hint("重新复制或下载这份文件；能在办公软件中打开时，另存一份再读取"))
            }
        }
    }

    /// Unpacks everything but pictures and forgets it: what reads the package by itself knows no
    /// bounds.
    pub(super) fn check(&mut self) -> Result<(), Diagnostic> {
        let mut left = MOST_ALL;
        for nth in 0..self.archive.len() {
            let Ok(part) = self.archive.by_index(nth) else {
                continue;
            };
            if part.name().is_ok_and(|name| name.contains("/media/")) {
                continue;
            }
            let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
            left = match left.checked_sub(read.unwrap_or(0)) {
                Some(left) => left,
                None => return Err(too_large()),
            };
        }
        Ok(())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; `None` where there is none of this name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Diagnostic> {
        let Ok(part) = self.archive.by_name(name) else {
            return Ok(None);
        };
        let most = MOST_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut bytes);
        if read.is_err() {
            return Err(Diagnostic::error("文档的一部分已损坏，读不出来")
                .with_hint("能在办公软件中打开时，另存一份再读取"));
        }
        if bytes.len() as u64 > most {
            return Err(too_large());
        }
        self.left -= bytes.len() as u64;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Diagnostic::error("文档中的文字不是 UTF-8，读不出来")
                .with_hint("在办公软件中另存一份再读取")),
        }
    }
}

fn too_large() -> Diagnostic {
    Diagnostic::error("文档解开后太大，没有读取")
        .with_hint("确认它是公文；需要时拆成几份，分别读取")
}
