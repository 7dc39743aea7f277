//! The characters of the stored texts, numbered, and how each is read.

use std::collections::HashMap;

use super::fold::fold;
use super::sounds::{is_polyphone, readings, settled};

/// A character's number in an [`Alphabet`]. 0 stands for characters that cannot be found.
pub type Class = u16;

/// The characters that occur, each once.
#[derive(Debug)]
pub struct Alphabet {
    /// The folded character of every class.
    folded: Vec<char>,
    /// The readings of every class, as a place in `sounds`.
    sound_of: Vec<u16>,
    /// The different sets of readings that occur, as places in `syllables`; the first is empty.
    sounds: Vec<Vec<u16>>,
    /// The different readings.
    syllables: Vec<String>,
}

impl Alphabet {
    /// The folded character of every class, from 0.
    pub fn folded(&self) -> &[char] {
        &self.folded
    }

    /// The set of readings of a class, as a place in [`Alphabet::sounds`].
    pub(crate) fn sound_of(&self, class: usize) -> usize {
        usize::from(self.sound_of[class])
    }

    /// The different sets of readings, as places in [`Alphabet::syllables`]. Few next to the
    /// characters: most share their reading with others.
    pub(crate) fn sounds(&self) -> &[Vec<u16>] {
        &self.sounds
    }

    /// The different readings.
    pub(crate) fn syllables(&self) -> &[String] {
        &self.syllables
    }
}

impl Default for Alphabet {
    fn default() -> Self {
        Self {
            folded: vec!['\0'],
            sound_of: vec![0],
            sounds: vec![Vec::new()],
            syllables: Vec::new(),
        }
    }
}

/// Numbers characters as they come.
pub struct Classifier {
    alphabet: Alphabet,
    /// The class of every character of the Basic Multilingual Plane; 0 where it is not known yet.
    plane: Vec<Class>,
    others: HashMap<char, Class>,
    /// Whether a class is a Hanzi whose reading depends on the word around it.
    unsettled: Vec<bool>,
    /// The classes of Hanzi whose reading a word settles.
    settled: HashMap<(char, &'static str), Class>,
    syllables: HashMap<String, u16>,
    sounds: HashMap<Vec<u16>, u16>,
}

impl Default for Classifier {
    fn default() -> Self {
        Self {
            alphabet: Alphabet::default(),
            plane: vec![0; 1 << 16],
            others: HashMap::new(),
            unsettled: vec![false],
            settled: HashMap::new(),
            syllables: HashMap::new(),
            sounds: HashMap::from([(Vec::new(), 0)]),
        }
    }
}

impl Classifier {
    /// The class of the character at a place of a text, in bytes: that of the character with the
    /// reading it has there.
    pub fn class_at(&mut self, text: &str, at: usize, c: char) -> Class {
        let class = self.class(c);
        if !self.unsettled[usize::from(class)] {
            return class;
        }
        let Some(word) = settled(text, at) else {
            return class;
        };
        if let Some(&known) = self.settled.get(&(c, word.reading)) {
            return known;
        }
        let sound = vec![self.syllable(word.reading)];
        let new = self.add(c, sound);
        self.settled.insert((c, word.reading), new);
        new
    }

    /// The class of a character with all its readings.
    pub fn class(&mut self, c: char) -> Class {
        let at = u32::from(c) as usize;
        let known = self.plane.get(at).copied();
        match known {
            Some(0) => {
                let class = self.learn(c);
                self.plane[at] = class;
                class
            }
            Some(class) => class,
            None => match self.others.get(&c) {
                Some(&class) => class,
                None => {
                    let class = self.learn(c);
                    self.others.insert(c, class);
                    class
                }
            },
        }
    }

    fn learn(&mut self, c: char) -> Class {
        let mut sound = Vec::new();
        readings(c, |reading| sound.push(self.syllable(reading)));
        sound.sort_unstable();
        sound.dedup();
        let class = self.add(c, sound);
        if class > 0 {
            self.unsettled[usize::from(class)] = is_polyphone(c);
        }
        class
    }

    /// A new class of a character with a sorted set of readings.
    fn add(&mut self, c: char, sound: Vec<u16>) -> Class {
        // More than 65,535 different characters in one workspace: the rest cannot be found.
        let Ok(class) = Class::try_from(self.alphabet.folded.len()) else {
            return 0;
        };
        let sound = *self.sounds.entry(sound).or_insert_with_key(|sound| {
            self.alphabet.sounds.push(sound.clone());
            number(self.alphabet.sounds.len() - 1)
        });
        self.alphabet.folded.push(fold(c));
        self.alphabet.sound_of.push(sound);
        self.unsettled.push(false);
        class
    }

    fn syllable(&mut self, reading: &str) -> u16 {
        if let Some(&known) = self.syllables.get(reading) {
            return known;
        }
        let new = number(self.alphabet.syllables.len());
        self.alphabet.syllables.push(reading.to_owned());
        self.syllables.insert(reading.to_owned(), new);
        new
    }

    /// All characters that came.
    pub fn finish(self) -> Alphabet {
        self.alphabet
    }
}

/// There are no more readings, or sets of them, than characters.
fn number(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_keeps_its_class_inside_and_outside_the_first_plane() {
        let mut classifier = Classifier::default();
        let first: Vec<Class> = "重𠮷重庆".chars().map(|c| classifier.class(c)).collect();
        assert_eq!(first, [1, 2, 1, 3]);
        assert_eq!(classifier.class('𠮷'), 2);
    }

    #[test]
    fn a_word_makes_a_class_of_its_hanzi_with_one_reading() {
        let mut classifier = Classifier::default();
        let mut class = |text: &str| classifier.class_at(text, 0, '重');
        let (alone, city, point) = (class("重"), class("重庆"), class("重点"));
        assert!(alone != city && city != point && city == class("重复"));
        let alphabet = classifier.finish();
        let readings = |class: Class| alphabet.sounds()[alphabet.sound_of(class.into())].len();
        assert_eq!([alone, city, point].map(readings), [2, 1, 1]);
    }

    #[test]
    fn characters_that_sound_alike_share_a_set_of_readings() {
        let mut classifier = Classifier::default();
        let classes: Vec<usize> = "京经a"
            .chars()
            .map(|c| classifier.class(c).into())
            .collect();
        let alphabet = classifier.finish();
        assert_eq!(alphabet.sound_of(classes[0]), alphabet.sound_of(classes[1]));
        assert_eq!(alphabet.sound_of(classes[2]), 0);
    }
}
