//! Where in the stored texts a term may begin.

use super::alphabet::{Alphabet, Class};
use super::sounds::every_reading;

/// A shelf for each letter, and one for all else.
const COUNT: usize = 27;

/// The places of all characters, on the shelves of the letters that can stand for them.
///
/// Whatever a term begins with, a Hanzi or a letter, one shelf holds every place where it may
/// match. That is a tenth of the texts, or less.
#[derive(Debug)]
pub struct Shelves {
    places: [Vec<u32>; COUNT],
}

impl Shelves {
    /// Puts the characters of all texts on their shelves.
    pub fn new(classes: &[Class], alphabet: &Alphabet) -> Self {
        let of_class: Vec<u32> = alphabet.folded().iter().map(|&c| shelves(c)).collect();
        let mut places = [const { Vec::new() }; COUNT];
        for (place, &class) in (0u32..).zip(classes) {
            let mut set = of_class[usize::from(class)];
            while set != 0 {
                places[set.trailing_zeros() as usize].push(place);
                set &= set - 1;
            }
        }
        Self { places }
    }

    /// The places, in rising order, where a term that begins with a folded character may match.
    pub fn places(&self, first: char) -> &[u32] {
        // A polyphone lies on several shelves, each of which has it everywhere.
        &self.places[shelves(first).trailing_zeros() as usize]
    }
}

impl Default for Shelves {
    fn default() -> Self {
        Self {
            places: [const { Vec::new() }; COUNT],
        }
    }
}

/// The shelves of a folded character: those of the first letters of its readings, or its own.
fn shelves(c: char) -> u32 {
    let mut set = 0;
    every_reading(c, |reading| set |= reading.chars().next().map_or(0, shelf));
    if set == 0 { shelf(c) } else { set }
}

fn shelf(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        _ => 1 << (COUNT - 1),
    }
}
