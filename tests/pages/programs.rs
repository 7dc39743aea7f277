//! Programs of other people that read our files.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

/// Set where all programs have to be there, so that no test passes by being left out.
const REQUIRE: &str = "ZEREN_REQUIRE_PROGRAMS";

/// What a program prints when it is given a file; `None` where the program is not there.
pub fn output(program: &str, before: &[&str], file: &[u8], after: &[&str]) -> Option<String> {
    bytes(program, before, file, after).map(|bytes| String::from_utf8(bytes).unwrap())
}

/// The same, as it comes.
pub fn bytes(program: &str, before: &[&str], file: &[u8], after: &[&str]) -> Option<Vec<u8>> {
    let mut temp = tempfile::NamedTempFile::new().unwrap();
    temp.write_all(file).unwrap();
    let run = Command::new(program)
        .args(before)
        .arg(temp.path())
        .args(after)
        .stdin(Stdio::null())
        .output();
    match run {
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program}: {words}");
            Some(output.stdout)
        }
        Err(error) => {
            let required = env::var(REQUIRE).is_ok_and(|value| value == "1");
            assert!(!required, "{program} cannot be run: {error}");
            eprintln!("left out: {program} is not installed");
            None
        }
    }
}

/// The text of a PDF in the order of its content.
pub fn pdf_text(pdf: &[u8]) -> Option<String> {
    output("pdftotext", &["-raw", "-enc", "UTF-8"], pdf, &["-"])
}
