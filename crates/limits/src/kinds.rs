//! The three kinds of limit, and what all have in common.

use std::fmt;
use std::ops::Deref;

/// What is known of a limit beside its numbers.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// As in `limits.toml`: `lambda.timeout_s`.
    pub name: &'static str,
    pub unit: Unit,
    /// Whether AWS raises it on request.
    pub adjustable: bool,
    /// Whether hikeshi's configuration may change it.
    pub overridable: bool,
    /// The operation, or the part of the platform, where it bites.
    pub enforced_by: &'static str,
    /// Where the number comes from, and of when.
    pub source: &'static str,
    /// One sentence.
    pub doc: &'static str,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    Bytes,
    /// 1,048,576 bytes, which AWS calls MB.
    Mebibytes,
    BytesPerSecond,
    PerSecond,
    Count,
    Characters,
}

/// One number: a bound, or a fact.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    pub value: u64,
    pub fact: Fact,
}

/// What a caller may set, and what holds when the caller says nothing.
#[derive(Debug, PartialEq, Eq)]
pub struct Range {
    pub min: i64,
    pub max: i64,
    pub default: i64,
    pub fact: Fact,
}

/// What must lie between two numbers and has no default.
#[derive(Debug, PartialEq, Eq)]
pub struct Bounds {
    pub min: i64,
    pub max: i64,
    pub fact: Fact,
}

/// A limit of any kind, for lists.
#[derive(Clone, Copy, Debug)]
pub enum Row {
    Limit(&'static Limit),
    Range(&'static Range),
    Bounds(&'static Bounds),
}

/// A value that its limit does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange {
    /// The limit's name in `limits.toml`.
    pub name: &'static str,
    pub value: i64,
    pub min: i64,
    pub max: i64,
}

impl Limit {
    /// Whether so many are within a limit that is a maximum.
    pub const fn allows(&self, count: usize) -> bool {
        count as u64 <= self.value
    }

    /// The value as a size in memory.
    pub const fn as_usize(&self) -> usize {
        self.value as usize
    }
}

impl Range {
    /// The value if it is allowed, the default if there is none.
    pub fn check(&self, value: Option<i64>) -> Result<i64, OutOfRange> {
        check(self.fact.name, value.unwrap_or(self.default), self.min, self.max)
    }
}

impl Bounds {
    /// The value if it is allowed.
    pub fn check(&self, value: i64) -> Result<i64, OutOfRange> {
        check(self.fact.name, value, self.min, self.max)
    }
}

fn check(name: &'static str, value: i64, min: i64, max: i64) -> Result<i64, OutOfRange> {
    if (min..=max).contains(&value) { Ok(value) } else { Err(OutOfRange { name, value, min, max }) }
}

impl OutOfRange {
    /// The constraint that is not met, in AWS's words: what follows "failed to satisfy constraint: ".
    pub fn constraint(&self) -> String {
        if self.value < self.min {
            format!("Member must have value greater than or equal to {}", self.min)
        } else {
            format!("Member must have value less than or equal to {}", self.max)
        }
    }
}

impl Row {
    pub const fn fact(&self) -> &'static Fact {
        match self {
            Row::Limit(limit) => &limit.fact,
            Row::Range(range) => &range.fact,
            Row::Bounds(bounds) => &bounds.fact,
        }
    }
}

/// The numbers as a person reads them: `1 to 900 s, default 3`.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.fact().unit.symbol();
        match self {
            Row::Limit(limit) => write!(f, "{}", limit.value)?,
            Row::Range(range) => write!(f, "{} to {}", range.min, range.max)?,
            Row::Bounds(bounds) => write!(f, "{} to {}", bounds.min, bounds.max)?,
        }
        if !unit.is_empty() {
            write!(f, " {unit}")?;
        }
        if let Row::Range(range) = self {
            write!(f, ", default {}", range.default)?;
        }
        Ok(())
    }
}

impl Unit {
    /// What is written behind the number; nothing for a count.
    pub const fn symbol(self) -> &'static str {
        match self {
            Unit::Seconds => "s",
            Unit::Milliseconds => "ms",
            Unit::Microseconds => "us",
            Unit::Bytes => "bytes",
            Unit::Mebibytes => "MB",
            Unit::BytesPerSecond => "bytes/s",
            Unit::PerSecond => "1/s",
            Unit::Count => "",
            Unit::Characters => "chars",
        }
    }
}

macro_rules! has_fact {
    ($($kind:ty),*) => {$(
        impl Deref for $kind {
            type Target = Fact;
            fn deref(&self) -> &Fact {
                &self.fact
            }
        }
    )*};
}
has_fact!(Limit, Range, Bounds);

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}, which is not between {} and {}", self.name, self.value, self.min, self.max)
    }
}

impl std::error::Error for OutOfRange {}

#[cfg(test)]
mod tests {
    use crate::lambda;
    use crate::{Row, Unit};
    use std::collections::BTreeSet;

    #[test]
    fn a_value_is_checked_and_a_missing_one_is_the_default() {
        assert_eq!(lambda::MEMORY_MB.check(None), Ok(128));
        assert_eq!(lambda::MEMORY_MB.check(Some(10_240)), Ok(10_240));
        let over = lambda::MEMORY_MB.check(Some(10_241)).unwrap_err();
        assert_eq!(over.constraint(), "Member must have value less than or equal to 10240");
        assert_eq!(over.to_string(), "lambda.memory_mb is 10241, which is not between 128 and 10240");
        let under = lambda::TIMEOUT_S.check(Some(0)).unwrap_err();
        assert_eq!(under.constraint(), "Member must have value greater than or equal to 1");
        assert!(lambda::FUNCTION_NAME_CHARS.check(65).is_err());
        assert!(lambda::LAYERS_MAX.allows(5) && !lambda::LAYERS_MAX.allows(6));
    }

    #[test]
    fn every_row_has_a_name_of_its_own_and_says_where_it_comes_from() {
        let mut names = BTreeSet::new();
        for row in lambda::ALL {
            let fact = row.fact();
            assert!(names.insert(fact.name), "{} is there twice", fact.name);
            assert!(!fact.source.is_empty() && !fact.enforced_by.is_empty(), "{}", fact.name);
            assert!(fact.doc.ends_with('.'), "{}: {}", fact.name, fact.doc);
        }
    }

    #[test]
    fn a_name_ends_with_its_unit() {
        for fact in lambda::ALL.iter().map(Row::fact) {
            let (name, qualified) = (fact.name, fact.name.trim_end_matches("_max").trim_end_matches("_min"));
            let ending = match fact.unit {
                Unit::Seconds => "_s",
                Unit::Milliseconds => "_ms",
                Unit::Microseconds => "_us",
                Unit::Bytes => "_bytes",
                Unit::Mebibytes => "_mb",
                Unit::BytesPerSecond => "_bytes_per_s",
                Unit::PerSecond => "_rps",
                Unit::Characters => "_chars",
                Unit::Count => continue,
            };
            assert!(qualified.ends_with(ending), "{name} counts {:?}", fact.unit);
        }
    }

    #[test]
    fn rows_read_well() {
        let text = |name: &str| lambda::ALL.iter().find(|row| row.fact().name == name).unwrap().to_string();
        assert_eq!(text("lambda.timeout_s"), "1 to 900 s, default 3");
        assert_eq!(text("lambda.layers_max"), "5");
        assert_eq!(text("lambda.response_bytes_max"), "6291556 bytes");
        assert_eq!(text("lambda.tenant_id_chars"), "1 to 256 chars");
    }
}
