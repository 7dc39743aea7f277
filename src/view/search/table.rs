//! A term compiled for the characters of one index.

use super::alphabet::{Alphabet, Class};
use super::term::{Positions, Term, step};

/// A match may begin with the character.
const BEGINS: u8 = 1;
/// A match that began with the character before may go on with this one.
const FOLLOWS: u8 = 2;
/// The character alone is a match.
const WHOLE: u8 = 4;

/// What a term does at every class of characters.
pub struct Table {
    /// [`BEGINS`], [`FOLLOWS`] and [`WHOLE`] of every class.
    flags: Vec<u8>,
    /// The row of every class.
    row_of: Vec<u32>,
    /// The moves from each position of the term, a row after the other. The first row is empty.
    moves: Vec<Positions>,
    width: usize,
    accept: Positions,
}

impl Table {
    /// Compiles a term. With `literal`, letters match only themselves.
    pub fn new(term: &Term, alphabet: &Alphabet, literal: bool) -> Self {
        let width = term.len();
        let mut moves = if literal {
            vec![0; width]
        } else {
            sound_moves(term, alphabet)
        };
        let mut row_of = Vec::with_capacity(alphabet.folded().len());
        for (class, &own) in alphabet.folded().iter().enumerate() {
            let sound = if literal { 0 } else { alphabet.sound_of(class) };
            // Class 0 is no character at all.
            if class > 0 && term.has(own) {
                row_of.push(small(moves.len() / width));
                let from = moves.len();
                moves.extend_from_within(sound * width..(sound + 1) * width);
                term.add_literal(own, &mut moves[from..]);
            } else {
                row_of.push(small(sound));
            }
        }
        let accept = term.accept();
        let flags_of_rows = flags(&moves, width, accept);
        let flags = row_of
            .iter()
            .map(|&row| flags_of_rows[row as usize])
            .collect();
        Self {
            flags,
            row_of,
            moves,
            width,
            accept,
        }
    }

    /// Whether the first two characters allow a match. Nearly all candidates fail here.
    pub(crate) fn may_begin(&self, text: &[Class], at: usize) -> bool {
        let flags = |at: usize| {
            text.get(at)
                .map_or(0, |&class| self.flags[usize::from(class)])
        };
        flags(at) & BEGINS != 0 && (flags(at) & WHOLE != 0 || flags(at + 1) & FOLLOWS != 0)
    }

    /// Whether a text begins with the term.
    pub(crate) fn begins(&self, text: &[Class]) -> bool {
        let mut state: Positions = 1;
        for &class in text {
            let row = self.row_of[usize::from(class)] as usize * self.width;
            state = step(state, &self.moves[row..row + self.width]);
            if state & self.accept != 0 {
                return true;
            }
            if state == 0 {
                return false;
            }
        }
        false
    }
}

/// The moves of every set of readings, a row each.
fn sound_moves(term: &Term, alphabet: &Alphabet) -> Vec<Positions> {
    let width = term.len();
    let mut of_syllables = vec![0; width * alphabet.syllables().len()];
    for (reading, moves) in alphabet
        .syllables()
        .iter()
        .zip(of_syllables.chunks_exact_mut(width))
    {
        term.add_sound(reading, moves);
    }
    let mut moves = vec![0; width * alphabet.sounds().len()];
    for (sound, row) in alphabet.sounds().iter().zip(moves.chunks_exact_mut(width)) {
        for &syllable in sound {
            let from = usize::from(syllable) * width;
            for (set, more) in row.iter_mut().zip(&of_syllables[from..from + width]) {
                *set |= more;
            }
        }
    }
    moves
}

fn flags(moves: &[Positions], width: usize, accept: Positions) -> Vec<u8> {
    let rows = || moves.chunks_exact(width);
    let after_first = rows().fold(0, |set, row| set | row[0]);
    rows()
        .map(|row| {
            let mut flags = 0;
            if row[0] != 0 {
                flags |= BEGINS;
            }
            if row[0] & accept != 0 {
                flags |= WHOLE;
            }
            if step(after_first, row) != 0 {
                flags |= FOLLOWS;
            }
            flags
        })
        .collect()
}

fn small(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(0)
}
