//! A program that is killed at any moment leaves whole files, and the changes made in it.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use zeren::app::{Action, Change};

use crate::recovery::{changed, window_in};

/// Where the child works, and how it does.
const FOLDER: &str = "ZEREN_TEST_RECOVERY_FOLDER";
const PACE: &str = "ZEREN_TEST_RECOVERY_PACE";
/// How many moments are tried, and what they are drawn from.
const MOMENTS: &str = "ZEREN_KILLS";
const SEED: &str = "ZEREN_SEED";

/// How much of what was done may be lost, as the program promises.
const PROMISED: Duration = Duration::from_secs(10);
/// How many children run at once.
const AT_ONCE: usize = 8;

/// How a child works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// Each change waits until the one before is kept.
    Waiting,
    /// Without a pause, as somebody who types on.
    Steady,
}

/// Changes a file again and again until it is killed, and writes down what it did: `made` before
/// a change, `kept` when nothing is under way any more. Run by the tests below only.
#[test]
#[ignore = "the child of another test"]
fn a_child_that_changes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let is_steady = std::env::var(PACE).is_ok_and(|pace| pace == "steady");
    let folder = PathBuf::from(folder);
    let (mut window, _) = changed(&folder);
    let log = folder.join("log");
    let mut log = OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .unwrap();
    let mut note = |what: &str, nth: u64| {
        let line = format!("{what} {nth} {}\n", now().as_millis());
        log.write_all(line.as_bytes()).unwrap();
    };
    for nth in 1.. {
        let workspace = &window.app().data().workspace;
        let task = workspace.task_by_key("甲", "1").unwrap();
        let title = Change::Title(task, format!("治河{nth}"));
        note("made", nth);
        window.app_mut().apply(Action::Change(title));
        if is_steady {
            window.app_mut().poll();
            std::thread::sleep(Duration::from_millis(20));
        } else {
            window.settle();
            note("kept", nth);
        }
    }
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

/// What a child wrote down: the numbers of its changes, with their moments.
fn noted(log: &str, what: &str) -> Vec<(u64, Duration)> {
    // The last line may be torn.
    let whole = log.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = whole.lines().filter_map(|line| {
        let (nth, at) = line.strip_prefix(what)?.trim().split_once(' ')?;
        Some((
            nth.parse().unwrap(),
            Duration::from_millis(at.parse().unwrap()),
        ))
    });
    lines.collect()
}

/// Runs a child and kills it so long after its first change; gives the moment of its end.
fn kill(folder: &Path, pace: Pace, moment: Duration) -> Duration {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "killed::a_child_that_changes_until_it_is_killed",
        ])
        .env(FOLDER, folder)
        .env(PACE, if pace == Pace::Steady { "steady" } else { "" })
        .stdout(Stdio::null())
        .stderr(File::create(folder.join("said")).unwrap())
        .spawn();
    let mut child = child.unwrap();
    let log = folder.join("log");
    while !log.exists() {
        assert!(child.try_wait().unwrap().is_none(), "the child ended");
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(moment);
    let end = now();
    child.kill().unwrap();
    child.wait().unwrap();
    end
}

/// The number of the last change that is recovered; `None` where it is the one before all.
fn recovered(folder: &Path) -> Option<u64> {
    // The file itself was never touched, and is whole.
    let path = folder.join("甲.ron");
    let data = zeren::store::load(&path).unwrap().dataset;
    assert_eq!(data.plans[0].sections[0].tasks[0].title, "治水");
    let mut window = window_in(folder);
    assert!(window.notice("上次没有正常结束"), "{}", window.text());
    window.click("恢复");
    window.settle();
    let title = window.app().data().workspace.tasks[0].task.title.clone();
    let number = title.strip_prefix("治河").unwrap();
    (!number.is_empty()).then(|| number.parse().unwrap())
}

/// What a child did that ended at this moment is there again, as far as it must be.
fn check(folder: &Path, pace: Pace, end: Duration, moment: &str) {
    let log = std::fs::read_to_string(folder.join("log")).unwrap();
    let (made, kept) = (noted(&log, "made"), noted(&log, "kept"));
    let last = made.last().map_or(0, |(nth, _)| *nth);
    let found = recovered(folder).unwrap_or(0);
    assert!(found <= last, "{moment}: {found} of {last} was never made");
    let mut old = made.iter().filter(|(_, at)| *at + PROMISED <= end);
    let promised = old.next_back().map_or(0, |(nth, _)| *nth);
    assert!(
        found >= promised,
        "{moment}: {found}, {promised} is older than {PROMISED:?}"
    );
    let safe = kept.last().map_or(0, |(nth, _)| *nth);
    assert!(found >= safe, "{moment}: {found}, {safe} was kept");
    if pace == Pace::Waiting {
        assert!(last <= safe + 1, "{moment}: {last}, {safe}");
    }
}

/// Numbers that are the same for the same seed.
struct Dice(u64);

impl Dice {
    #[allow(clippy::print_stdout, reason = "shown when the test fails")]
    fn new() -> Self {
        let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| now().as_secs());
        println!("{SEED}={seed}");
        Self(seed | 1)
    }

    /// From `least` to `most` milliseconds.
    fn moment(&mut self, least: u64, most: u64) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_millis(least + self.0 % (most - least + 1))
    }
}

/// Kills a child at each of these moments, several at once, and looks at what each leaves.
fn kill_at(moments: &[(Pace, Duration)]) {
    for some in moments.chunks(AT_ONCE) {
        let folders: Vec<_> = some.iter().map(|_| tempfile::tempdir().unwrap()).collect();
        let ends: Vec<Duration> = std::thread::scope(|scope| {
            let killers = some.iter().zip(&folders).map(|((pace, moment), folder)| {
                scope.spawn(move || kill(folder.path(), *pace, *moment))
            });
            let killers: Vec<_> = killers.collect();
            let ended = killers.into_iter().map(|killer| killer.join().unwrap());
            ended.collect()
        });
        for (((pace, moment), folder), end) in some.iter().zip(&folders).zip(ends) {
            let name = format!("{pace:?} {moment:?}");
            check(folder.path(), *pace, end, &name);
        }
    }
}

#[test]
fn a_program_killed_at_any_moment_leaves_whole_files_and_every_change_that_was_kept() {
    let count = std::env::var(MOMENTS)
        .ok()
        .and_then(|count| count.parse().ok());
    let mut dice = Dice::new();
    let moments: Vec<_> = (0..count.unwrap_or(32))
        .map(|_| (Pace::Waiting, dice.moment(0, 600)))
        .collect();
    kill_at(&moments);
}

#[test]
fn a_program_killed_while_somebody_types_on_has_all_but_the_last_ten_seconds() {
    let count = std::env::var(MOMENTS)
        .ok()
        .and_then(|count| count.parse().ok());
    let mut dice = Dice::new();
    let moments: Vec<_> = (0..count.unwrap_or(AT_ONCE))
        .map(|_| (Pace::Steady, dice.moment(10_500, 14_000)))
        .collect();
    kill_at(&moments);
}
