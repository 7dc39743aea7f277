//! Files as an office program prints them.

#![allow(clippy::print_stderr, reason = "a skipped test says why")]

use std::path::Path;
use std::process::{Command, Stdio};

/// Whether these programs are there; with `ZEREN_REQUIRE_PROGRAMS=1` they must be.
pub fn have(programs: &[(&str, &str)]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    for (program, package) in programs {
        let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
        if !found {
            let words = format!("{program} is missing: install Debian's package {package}");
            assert!(
                std::env::var_os("ZEREN_REQUIRE_PROGRAMS").is_none(),
                "{words}"
            );
            eprintln!("skipped: {words}");
            return false;
        }
    }
    true
}

/// The settings by which other programs find a face for Hanzi: the program's own.
pub fn fonts(folder: &Path) -> std::path::PathBuf {
    let fonts = folder.join("fonts.conf");
    std::fs::write(
        &fonts,
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>\
             <include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\
             <dir>{}/assets/fonts</dir><cachedir>{}</cachedir></fontconfig>",
            env!("CARGO_MANIFEST_DIR"),
            folder.join("cache").display()
        ),
    )
    .expect("a file");
    fonts
}

/// A file as `LibreOffice` prints it, as text without blanks.
pub fn printed(folder: &Path, name: &str, bytes: &[u8]) -> (String, String) {
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("a file");
    let fonts = fonts(folder);
    let pdf = file.with_extension("pdf");
    // Now and then the office ends without a word and without a file: it is asked again.
    let made = (0..3).any(|_| {
        let status = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                folder.join("office").display()
            ))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder)
            .arg(&file)
            .env("FONTCONFIG_FILE", &fonts)
            .env("HOME", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("LibreOffice");
        status.success() && pdf.is_file()
    });
    assert!(made, "{name}: no PDF");
    let read = |program: &str, arguments: &[&str], end: &[&str]| {
        let out = Command::new(program)
            .args(arguments)
            .arg(&pdf)
            .args(end)
            .output()
            .expect("poppler");
        assert!(out.status.success(), "{program}");
        String::from_utf8(out.stdout).expect("UTF-8")
    };
    let text = read("pdftotext", &["-raw"], &["-"]);
    let info = read("pdfinfo", &[], &[]);
    (text.split_whitespace().collect(), info)
}
