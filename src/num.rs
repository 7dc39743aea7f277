//! Conversions between kinds of numbers. What does not fit becomes the nearest that does.

/// A count as a float, exact up to 16 million; beyond, to 7 digits.
#[expect(clippy::cast_precision_loss, reason = "the documented limit")]
pub(crate) const fn float(count: usize) -> f32 {
    count as f32
}

/// A count as a float, exact up to 9 thousand million millions.
#[expect(clippy::cast_precision_loss, reason = "the documented limit")]
pub(crate) const fn double(count: usize) -> f64 {
    count as f64
}

/// A difference as a float, exact up to 16 million either way; beyond, to 7 digits.
#[expect(clippy::cast_precision_loss, reason = "the documented limit")]
pub(crate) const fn signed_float(difference: i32) -> f32 {
    difference as f32
}

/// How many whole ones a float holds: rounded down. None where it is negative or no number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float cuts its fraction off and stops at either end"
)]
pub(crate) const fn whole(value: f32) -> usize {
    value as usize
}

/// A float rounded down, negative ones away from zero. 0 where it is no number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast of a float stops at either end"
)]
pub(crate) fn floor(value: f32) -> i32 {
    value.floor() as i32
}

/// A float that is a whole number, as such. `None` where it has a fraction, and from 2^53 on,
/// where floats no longer tell neighbouring whole numbers apart.
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole")]
pub(crate) fn integer(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0).then_some(value as i64)
}

/// A part of a whole, from 0 to 1 where it is one; 0 of nothing. As exact as a bar on the screen.
#[cfg(feature = "gui")]
#[expect(clippy::cast_precision_loss, reason = "exact up to 16 million")]
pub(crate) fn share(part: u32, all: u32) -> f32 {
    part as f32 / all.max(1) as f32
}

/// A count in 32 bits.
pub(crate) fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_the_same_number() {
        for count in [0, 1, 600, 20_000, 16_777_216] {
            assert_eq!(whole(float(count)), count);
            assert_eq!(integer(double(count)), i64::try_from(count).ok());
            assert_eq!(usize::try_from(short(count)), Ok(count));
        }
        for days in [-719_162, -1, 0, 1, 2_932_897] {
            assert_eq!(floor(signed_float(days)), days);
        }
    }

    #[cfg(feature = "gui")]
    #[test]
    fn shares_are_parts_of_a_whole() {
        for (part, all, wanted) in [(0, 0, 0.0), (1, 4, 0.25), (600, 600, 1.0)] {
            assert!((share(part, all) - wanted).abs() < f32::EPSILON);
        }
    }

    #[test]
    fn fractions_are_rounded_down() {
        assert_eq!((whole(2.99), floor(2.99)), (2, 2));
        assert_eq!((whole(-2.01), floor(-2.01)), (0, -3));
        assert_eq!(integer(2.5), None);
    }

    #[test]
    fn what_does_not_fit_becomes_the_nearest_that_does() {
        assert_eq!(whole(f32::NAN), 0);
        assert_eq!(whole(f32::INFINITY), usize::MAX);
        assert_eq!(floor(f32::NEG_INFINITY), i32::MIN);
        assert_eq!(floor(f32::NAN), 0);
        assert_eq!(short(usize::MAX), u32::MAX);
        for value in [f64::NAN, f64::INFINITY, 9_007_199_254_740_992.0] {
            assert_eq!(integer(value), None);
        }
    }
}
