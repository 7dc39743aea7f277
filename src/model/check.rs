//! The data's own rules, as findings in a neutral tone.
