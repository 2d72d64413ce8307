//! Timestamps as protocols write them.

use clock::Timestamp;
use std::fmt::Write;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A timestamp in a format that a model names.
pub fn text(timestamp: Timestamp, format: &str) -> String {
    match format {
        "unixTimestamp" => epoch_seconds(timestamp),
        "rfc822" => http_date(timestamp),
        _ => iso8601(timestamp),
    }
}

/// `2026-01-02T03:04:05Z`, with milliseconds where there are any.
pub fn iso8601(timestamp: Timestamp) -> String {
    let mut text = timestamp.iso8601_millis();
    if timestamp.as_micros().rem_euclid(1_000_000) < 1_000 {
        // The dot is there: the text ends in `.mmmZ`.
        text.truncate(text.len() - ".000Z".len());
        text.push('Z');
    }
    text
}

/// `1709572958.033`: seconds since the epoch with as many digits as are needed, at most six.
pub fn epoch_seconds(timestamp: Timestamp) -> String {
    let micros = timestamp.as_micros();
    let mut text = String::with_capacity(20);
    if micros < 0 {
        text.push('-');
    }
    let micros = micros.unsigned_abs();
    // Writing to a string cannot fail.
    let _ = write!(text, "{}", micros / 1_000_000);
    if !micros.is_multiple_of(1_000_000) {
        let _ = write!(text, ".{:06}", micros % 1_000_000);
        text.truncate(text.trim_end_matches('0').len());
    }
    text
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
pub fn http_date(timestamp: Timestamp) -> String {
    let c = timestamp.civil();
    let day = DAYS[timestamp.as_secs().div_euclid(86_400).rem_euclid(7) as usize];
    let month = MONTHS[c.month as usize - 1];
    format!("{day}, {:02} {month} {:04} {:02}:{:02}:{:02} GMT", c.day, c.year, c.hour, c.minute, c.second)
}

/// Reads what [`http_date`] writes.
pub fn parse_http_date(text: &str) -> Option<Timestamp> {
    let mut parts = text.split_once(", ")?.1.split(' ');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (time, zone) = (parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    if zone != "GMT" || parts.next().is_some() {
        return None;
    }
    Timestamp::parse_iso8601(&format!("{year}-{month:02}-{day}T{time}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_dates_are_those_of_the_rfc() {
        let timestamp = Timestamp::from_secs(784_111_777);
        assert_eq!(http_date(timestamp), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(timestamp));
        assert_eq!(parse_http_date("1994-11-06T08:49:37Z"), None);
    }

    #[test]
    fn epoch_seconds_have_no_needless_digits() {
        for (micros, text) in [
            (0, "0"),
            (1_709_572_958_033_000, "1709572958.033"),
            (1_000_000, "1"),
            (1, "0.000001"),
            (-1_500_000, "-1.5"),
        ] {
            assert_eq!(epoch_seconds(Timestamp::from_micros(micros)), text);
        }
    }
}
