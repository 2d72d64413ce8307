//! A point of platform or wall time, in microseconds since the Unix epoch.

use std::fmt;
use std::ops::{Add, Sub};
use std::time::Duration;

/// Microseconds since 1970-01-01T00:00:00Z; what AWS calls a timestamp, in any of its forms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    pub const fn from_micros(micros: i64) -> Self {
        Timestamp(micros)
    }
    pub const fn from_millis(millis: i64) -> Self {
        Timestamp(millis * 1_000)
    }
    pub const fn from_secs(secs: i64) -> Self {
        Timestamp(secs * 1_000_000)
    }
    pub const fn as_micros(self) -> i64 {
        self.0
    }
    pub const fn as_millis(self) -> i64 {
        self.0.div_euclid(1_000)
    }
    pub const fn as_secs(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
    /// `None` if the time is too far away to be told.
    pub fn checked_from_millis(millis: i64) -> Option<Self> {
        millis.checked_mul(1_000).map(Timestamp)
    }
    /// Seconds since the epoch, as JSON protocols write it.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
    pub fn from_secs_f64(secs: f64) -> Self {
        Timestamp((secs * 1e6).round() as i64)
    }
    /// Time since `earlier`, zero if that lies ahead.
    pub fn since(self, earlier: Timestamp) -> Duration {
        Duration::from_micros(u64::try_from(self.0 - earlier.0).unwrap_or(0))
    }

    /// Year, month (1–12), day, hour, minute, second, millisecond, in UTC.
    pub fn civil(self) -> Civil {
        let secs = self.as_secs();
        let (days, rest) = (secs.div_euclid(86_400), secs.rem_euclid(86_400));
        // Days to civil date, after Howard Hinnant's "chrono-compatible low-level date algorithms".
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        Civil {
            year: yoe + era * 400 + i64::from(month <= 2),
            month: month as u32,
            day: (doy - (153 * mp + 2) / 5 + 1) as u32,
            hour: (rest / 3_600) as u32,
            minute: (rest / 60 % 60) as u32,
            second: (rest % 60) as u32,
            millisecond: (self.as_millis().rem_euclid(1_000)) as u32,
        }
    }

    /// `2024-03-04T17:22:38.033Z`, the form of log lines.
    pub fn iso8601_millis(self) -> String {
        let c = self.civil();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            c.year, c.month, c.day, c.hour, c.minute, c.second, c.millisecond
        )
    }

    /// `2024-03-04T17:22:38.033+0000`, the form of Lambda's `LastModified`.
    pub fn iso8601_offset(self) -> String {
        let mut text = self.iso8601_millis();
        text.pop();
        text + "+0000"
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS[.fff…](Z|+0000|+00:00|±hh:mm)`.
    pub fn parse_iso8601(text: &str) -> Option<Timestamp> {
        let bytes = text.as_bytes();
        if bytes.len() < 20 || !text.is_ascii() || !matches!(bytes[10], b'T' | b't' | b' ') {
            return None;
        }
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
        if bytes[4] != b'-' || bytes[7] != b'-' || bytes[13] != b':' || bytes[16] != b':' {
            return None;
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let mut at = 19;
        let mut micros = 0;
        if bytes[at] == b'.' {
            let digits = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            if digits == 0 {
                return None;
            }
            let fraction = &text[at + 1..at + 1 + digits.min(6)];
            micros = fraction.parse::<i64>().ok()? * 10_i64.pow(6 - fraction.len() as u32);
            at += 1 + digits;
        }
        let offset_s = match &text[at..] {
            "Z" | "z" => 0,
            zone => {
                let sign = match zone.as_bytes().first()? {
                    b'+' => 1,
                    b'-' => -1,
                    _ => return None,
                };
                let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
                if digits.len() != 4 {
                    return None;
                }
                sign * (digits[..2].parse::<i64>().ok()? * 3_600 + digits[2..].parse::<i64>().ok()? * 60)
            }
        };
        let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + (153 * m + 2) / 5 + day - 1;
        let days = era * 146_097 + doe - 719_468;
        let secs = days * 86_400 + hour * 3_600 + minute * 60 + second - offset_s;
        Some(Timestamp(secs * 1_000_000 + micros))
    }
}

/// A timestamp taken apart, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub millisecond: u32,
}

impl Add<Duration> for Timestamp {
    type Output = Timestamp;
    fn add(self, duration: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Timestamp;
    fn sub(self, duration: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso8601_millis())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_are_inverse() {
        for millis in [0, 1, 951_782_400_000, 1_709_572_958_033, 4_102_444_799_999, -1] {
            let timestamp = Timestamp::from_millis(millis);
            assert_eq!(Timestamp::parse_iso8601(&timestamp.iso8601_millis()), Some(timestamp));
            assert_eq!(Timestamp::parse_iso8601(&timestamp.iso8601_offset()), Some(timestamp));
        }
        assert_eq!(Timestamp::from_millis(1_709_572_958_033).iso8601_millis(), "2024-03-04T17:22:38.033Z");
    }

    #[test]
    fn what_is_no_timestamp_is_refused() {
        for text in ["", "2024-03-04", "2024-13-04T00:00:00Z", "2024-03-04T00:00:00", "2024-03-04T00:00:00.Z"]
        {
            assert_eq!(Timestamp::parse_iso8601(text), None, "{text}");
        }
    }
}
