//! Until when AWS lets functions be created and updated with a runtime.
//!
//! Source: Lambda developer guide, "Lambda runtimes" and the "Runtime support policy" before it. AWS has moved these
//! dates more than once: those of 2027 are as it had them in June 2026, when it moved most of 2026 by a year.

use clock::Timestamp;

/// From when a runtime is blocked: in new functions, and in changes of those that have it. `YYYY-MM-DD`, which orders
/// as text.
struct Blocked {
    runtime: &'static str,
    create: &'static str,
    update: &'static str,
}

const fn blocked(runtime: &'static str, create: &'static str, update: &'static str) -> Blocked {
    Blocked { runtime, create, update }
}

const BLOCKED: &[Blocked] = &[
    blocked("nodejs", "2016-10-31", "2016-10-31"),
    blocked("nodejs4.3", "2018-12-15", "2019-04-30"),
    blocked("nodejs4.3-edge", "2018-12-15", "2019-04-30"),
    blocked("nodejs6.10", "2019-04-30", "2019-08-12"),
    blocked("nodejs8.10", "2020-01-06", "2020-02-03"),
    blocked("nodejs10.x", "2021-07-30", "2022-02-14"),
    blocked("nodejs12.x", "2023-03-31", "2023-04-30"),
    // The updates of these six: unsure, inferred from those deprecated after them.
    blocked("nodejs14.x", "2024-01-09", "2027-03-03"),
    blocked("ruby2.7", "2024-01-09", "2027-03-03"),
    blocked("python3.7", "2024-01-09", "2027-03-03"),
    blocked("java8", "2024-02-08", "2027-03-03"),
    blocked("go1.x", "2024-02-08", "2027-03-03"),
    blocked("provided", "2024-02-08", "2027-03-03"),
    // Of these, nodejs16.x, nodejs18.x and ruby3.2: unsure.
    blocked("nodejs16.x", "2027-02-01", "2027-03-03"),
    blocked("nodejs18.x", "2027-02-01", "2027-03-03"),
    blocked("nodejs20.x", "2027-02-01", "2027-03-03"),
    blocked("ruby3.2", "2027-02-01", "2027-03-03"),
    blocked("python3.8", "2027-02-01", "2027-03-03"),
    blocked("python3.9", "2027-02-01", "2027-03-03"),
    blocked("dotnet6", "2027-02-01", "2027-03-03"),
    blocked("dotnet8", "2027-02-01", "2027-03-03"),
    blocked("nodejs22.x", "2027-06-01", "2027-07-01"),
    blocked("nodejs24.x", "2028-06-01", "2028-07-01"),
    blocked("dotnetcore1.0", "2019-06-27", "2019-07-31"),
    blocked("dotnetcore2.0", "2019-04-30", "2019-05-30"),
    blocked("dotnetcore2.1", "2022-01-05", "2022-04-13"),
    blocked("dotnetcore3.1", "2023-04-03", "2023-05-03"),
    blocked("dotnet10", "2028-12-14", "2029-01-15"),
    blocked("python2.7", "2021-07-15", "2022-05-30"),
    blocked("python3.6", "2022-07-18", "2022-08-29"),
    blocked("python3.12", "2028-11-30", "2029-01-10"),
    blocked("python3.13", "2029-07-31", "2029-08-31"),
    blocked("python3.14", "2029-07-31", "2029-08-31"),
    blocked("java21", "2029-07-31", "2029-08-31"),
    blocked("java25", "2029-07-31", "2029-08-31"),
    blocked("ruby2.5", "2021-07-30", "2022-03-31"),
    blocked("ruby3.3", "2027-04-30", "2027-05-31"),
    blocked("ruby3.4", "2028-04-30", "2028-05-31"),
    blocked("provided.al2023", "2029-07-31", "2029-08-31"),
];

/// What somebody wants to do with a runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    Create,
    Update,
}

/// Whether AWS refuses that on this day.
pub(crate) fn is_blocked(runtime: &str, wish: Wish, now: Timestamp) -> bool {
    let today = now.iso8601_millis();
    let dates = BLOCKED.iter().find(|blocked| blocked.runtime == runtime);
    dates.is_some_and(|dates| match wish {
        Wish::Create => *today >= *dates.create,
        Wish::Update => *today >= *dates.update,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::lambda::Runtime;

    #[test]
    fn every_row_is_a_runtime_with_dates_in_their_order() {
        for row in BLOCKED {
            assert!(row.runtime.parse::<Runtime>().is_ok(), "{}", row.runtime);
            assert!(row.create <= row.update, "{}", row.runtime);
            for date in [row.create, row.update] {
                assert!(Timestamp::parse_iso8601(&format!("{date}T00:00:00Z")).is_some(), "{date}");
            }
        }
    }

    #[test]
    fn the_day_of_the_date_is_blocked_and_the_one_before_is_not() {
        let at = |text| Timestamp::parse_iso8601(text).unwrap();
        let blocked = |wish, text| is_blocked("nodejs20.x", wish, at(text));
        assert!(!blocked(Wish::Create, "2027-01-31T23:59:59Z"));
        assert!(blocked(Wish::Create, "2027-02-01T00:00:00Z"));
        assert!(!blocked(Wish::Update, "2027-03-02T23:59:59Z"));
        assert!(blocked(Wish::Update, "2027-03-03T00:00:00Z"));
        assert!(!is_blocked("python3.11", Wish::Update, at("2027-03-03T00:00:00Z")));
    }
}
