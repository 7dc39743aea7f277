//! Names that stand upright: Hanzi below each other, words of Latin letters as words.
//!
//! A word is read as a whole: two letters or digits stand beside each other, longer ones are turned
//! so that they run down. Long names take several lines beside each other, broken at blanks and
//! between Hanzi, never inside a word.

/// How a piece of a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One character, upright.
    Upright,
    /// Two letters or digits beside each other, upright.
    Pair,
    /// A word, or a sign that lies where text runs down.
    Turned,
    /// A blank.
    Blank,
}

/// A piece of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'n> {
    /// The byte of the name where it begins.
    pub at: usize,
    /// What it says.
    pub text: &'n str,
    /// How it stands.
    pub standing: Standing,
}

/// The pieces of a name, in order.
#[must_use]
pub fn pieces(name: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(first) = name[at..].chars().next() {
        let rest = &name[at..];
        let word = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (len, standing) = if word > 0 {
            let count = word;
            let standing = match count {
                1 => Standing::Upright,
                2 => Standing::Pair,
                _ => Standing::Turned,
            };
            (word, standing)
        } else if first.is_whitespace() {
            let blanks = rest.find(|c: char| !c.is_whitespace());
            (blanks.unwrap_or(rest.len()), Standing::Blank)
        } else if lies(first) {
            (first.len_utf8(), Standing::Turned)
        } else {
            (first.len_utf8(), Standing::Upright)
        };
        pieces.push(Piece {
            at,
            text: &rest[..len],
            standing,
        });
        at += len;
    }
    pieces
}

/// Letters, digits and what holds them together: `5G+`, `R&D`, `K-12`.
fn is_of_word(c: char) -> bool {
    c.is_ascii_graphic() && !lies(c)
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{4FF}')
}

/// Whether a sign is turned where text runs down: brackets, quotes, dashes.
#[must_use]
pub fn lies(c: char) -> bool {
    "（）()〔〕[]【】{}《》〈〉“”‘’\"—–…～~".contains(c)
}

/// How long a piece is where text runs down, in steps from one Hanzi to the next: about, for a
/// word is as long as its letters.
#[must_use]
pub fn steps(piece: &Piece<'_>) -> f32 {
    match piece.standing {
        Standing::Upright | Standing::Pair => 1.0,
        Standing::Turned if piece.text.chars().all(lies) => 1.0,
        Standing::Turned => piece.text.chars().map(|_| 0.56).sum::<f32>() + 0.1,
        Standing::Blank => 0.4,
    }
}

/// A name in as few lines as are no longer than `most`, about equally long. A word that is longer
/// has a line of its own.
#[must_use]
pub fn broken(name: &str, most: f32, length: impl Fn(&Piece<'_>) -> f32) -> Vec<String> {
    let pieces = pieces(name);
    let fewest = lines(&pieces, most, &length);
    let whole: f32 = pieces.iter().map(&length).sum();
    let step = (most / 40.0).max(f32::EPSILON);
    let count = u16::try_from(fewest.len()).unwrap_or(u16::MAX);
    let mut limit = whole / f32::from(count.max(1));
    while limit < most {
        let even = lines(&pieces, limit, &length);
        if even.len() <= fewest.len() {
            return even;
        }
        limit += step;
    }
    fewest
}

fn lines(pieces: &[Piece<'_>], most: f32, length: &impl Fn(&Piece<'_>) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for piece in pieces {
        let needed = length(piece);
        let is_blank = piece.standing == Standing::Blank;
        // No closing sign begins a line.
        let may_begin = !piece
            .text
            .starts_with(['）', ')', '〕', ']', '】', '》', '〉', '”', '’']);
        if used + needed > most + 0.01 && !line.is_empty() && !is_blank && may_begin {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0.0;
        }
        if is_blank && line.is_empty() {
            continue;
        }
        line.push_str(piece.text);
        used += needed;
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standings(name: &str) -> Vec<(&str, Standing)> {
        let pieces = pieces(name).into_iter();
        pieces.map(|piece| (piece.text, piece.standing)).collect()
    }

    #[test]
    fn words_are_pieces_and_blanks_stay() {
        use Standing::{Blank, Pair, Turned, Upright};
        assert_eq!(
            standings("市AI局"),
            [("市", Upright), ("AI", Pair), ("局", Upright)]
        );
        assert_eq!(
            standings("OPC 中心"),
            [
                ("OPC", Turned),
                (" ", Blank),
                ("中", Upright),
                ("心", Upright)
            ]
        );
        assert_eq!(standings("5G+工")[0], ("5G+", Turned));
        assert_eq!(standings("市12345热线")[1], ("12345", Turned));
        assert_eq!(standings("区（市）")[1], ("（", Turned));
        for name in [
            "",
            "Project Management Office",
            "K12 课程组",
            "甲\u{3000}乙",
            "é",
        ] {
            let whole: String = pieces(name).iter().map(|piece| piece.text).collect();
            assert_eq!(whole, name);
        }
    }

    #[test]
    fn lines_break_at_blanks_and_between_hanzi_and_lose_nothing() {
        let lines = |name, most| broken(name, most, steps);
        assert_eq!(lines("市经信局", 13.0), ["市经信局"]);
        assert_eq!(
            lines("Project Management Office", 8.0),
            ["Project", "Management", "Office"]
        );
        assert_eq!(
            lines("Project Management Office", 12.0),
            ["Project", "Management Office"]
        );
        assert_eq!(
            lines("一二三四五六七八九十", 6.0),
            ["一二三四五", "六七八九十"]
        );
        assert_eq!(lines("一二三四五（六）", 6.0).concat(), "一二三四五（六）");
        assert_eq!(
            lines("Verwaltungsgemeinschaft", 4.0),
            ["Verwaltungsgemeinschaft"]
        );
        assert!(lines("", 4.0).is_empty());
    }
}
