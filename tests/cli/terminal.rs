//! Names of files and of bodies command no terminal.

use super::*;

/// A name that clears the screen, sets the title of the window and turns the order of reading.
const NAME: &str = "\u{1b}[2J\u{1b}]0;pwn\u{7}局\u{202e}abc\u{9b}1m";
const IN_RON: &str = r"\u{1b}[2J\u{1b}]0;pwn\u{7}局\u{202e}abc\u{9b}1m";
const SHOWN: &str = "U+001B[2JU+001B]0;pwnU+0007局U+202EabcU+009B1m";

fn assert_harmless(text: &str, about: &str) {
    let obeyed = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}');
    assert!(!text.contains(obeyed), "{about}: {text:?}");
}

fn data(name: &str, title: &str, twice: bool) -> String {
    let agency = format!("(id: \"a\", name: \"{name}\", kind: Department),");
    let agencies = agency.repeat(if twice { 2 } else { 1 });
    format!(
        "(format: 1, agencies: [{agencies}], plans: [(id: \"p\", title: \"{name}\", sections: \
         [(title: \"{name}\", tasks: [(clause: \"{name}\", title: \"{title}\", summary: \"{title}\", \
         assignments: [(agency: \"a\", role: Lead, written: \"{name}\")])])])])"
    )
}

#[test]
fn check_spells_out_what_a_terminal_would_obey() {
    let desk = Desk::new();
    desk.write("甲.ron", &data(IN_RON, IN_RON, true))
        .write("case.ron", "(format:1,agencies:[(id:\"a\",name:\"\\u{1b}[2J\\u{1b}]0;pwn\\u{7}局\\u{202e}abc\",kind:Department)])")
        .write("坏.ron", &format!("(format: 1, {NAME}: 1)"))
        .write("窗.ron", "(format: 1, agencies: [(id: \"a\", name: \"甲\", kind: \"\\u{1b}[2J\")])");
    for file in ["甲.ron", "case.ron", "坏.ron", "窗.ron"] {
        let (_, out, err) = desk.run(&["check", file]);
        assert_harmless(&out, file);
        assert_harmless(&err, file);
    }
    let (_, out, _) = desk.run(&["check", "case.ron"]);
    assert!(
        out.contains("“U+001B[2JU+001B]0;pwnU+0007局U+202Eabc”"),
        "{out}"
    );
}

#[test]
fn diff_spells_out_what_a_terminal_would_obey() {
    let desk = Desk::new();
    desk.write("旧.ron", &data(IN_RON, IN_RON, false)).write(
        "新.ron",
        &data(&format!("{IN_RON}新"), &format!(r"{IN_RON}\n新"), false),
    );
    let (_, out, err) = desk.run(&["diff", "旧.ron", "新.ron"]);
    assert_harmless(&out, "out");
    assert_harmless(&err, "err");
    assert!(out.contains(SHOWN), "{out}");
}

#[test]
fn arguments_are_spelt_out_in_what_is_said_about_them() {
    let desk = Desk::new();
    desk.write("甲.ron", &data("甲局", "任务", false));
    let long = format!("--{NAME}");
    let attempts: [&[&str]; 7] = [
        &[NAME],
        &["check", NAME],
        &["export", &long],
        &["export", NAME, "-o", "a.csv"],
        &["export", "甲.ron", "--layout", NAME, "-o", "a.csv"],
        &["export", "甲.ron", "--agency", NAME, "-o", "a.csv"],
        &["export", "甲.ron", "-o", &format!("{NAME}.{NAME}")],
    ];
    for args in attempts {
        let (code, out, err) = desk.run(args);
        assert_eq!(code, 2, "{args:?}");
        assert_harmless(&out, &format!("{args:?}"));
        assert_harmless(&err, &format!("{args:?}"));
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_spelt_out_in_messages() {
    let desk = Desk::new();
    let name = format!("{NAME}\n甲");
    desk.write(&format!("{name}.ron"), &data("甲局", "任务", true));
    let (_, out, err) = desk.run(&["check", &format!("{name}.ron")]);
    assert_harmless(&out, "check");
    assert_harmless(&err, "check");
    assert!(out.contains("U+000A甲.ron"), "{out}");
    let (code, out, err) = desk.run(&["export", "-o", &format!("{name}.csv")]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_harmless(&out, "export");
    assert_eq!(out.lines().count(), 1, "{out}");
}
