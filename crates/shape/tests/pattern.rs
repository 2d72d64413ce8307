//! Java's regular expressions, as far as the models need them.

use proptest::prelude::*;
use shape::Pattern;

#[test]
fn a_pattern_matches_whole_strings_only() {
    let pattern = Pattern::new("[a-z]+|[0-9]+");
    for (text, expected) in [("abc", true), ("12", true), ("a1", false), ("", false), ("abc\n", false)] {
        assert_eq!(pattern.is_match(text), expected, "{text:?}");
    }
}

#[test]
fn assertions_that_the_engine_lacks_hold_all_the_same() {
    for (pattern, good, bad) in [
        ("(?!^[0-9]+$)([a-zA-Z0-9-_]+)", &["live", "1a", "-"][..], &["1", "123", "a b", ""][..]),
        ("((?!^\\d+$)^[0-9a-zA-Z-_]+$)", &["live", "1a"], &["12", ""]),
        (r"(^(?!(system\x2e)))(^[_a-zA-Z0-9])([^$]*)", &["orders", "systems"], &["system.users", "a$"]),
        (r"[0-9A-Za-z\.\-_]*(?<!\.)", &["bucket", "my.bucket", ""], &["bucket.", "a/b"]),
        (r"f(:((?!\d+$)[0-9a-zA-Z-_]+))?", &["f", "f:live", "f:1a"], &["f:1", "f:"]),
        (r"(?=.{1,3}$)[a-z]+", &["abc"], &["abcd", ""]),
    ] {
        let pattern = Pattern::new(pattern);
        for text in good {
            assert!(pattern.is_match(text), "{} should match {text:?}", pattern.as_str());
        }
        for text in bad {
            assert!(!pattern.is_match(text), "{} should not match {text:?}", pattern.as_str());
        }
    }
}

#[test]
fn unicode_classes_know_letters_numbers_and_separators() {
    let pattern = Pattern::new(r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)");
    for (text, expected) in [
        ("", true),
        ("team:blue/1 @x", true),
        ("größe 火消し ٣", true),
        ("a\u{a0}b", true),
        ("a;b", false),
        ("a\tb", false),
        ("😀", false),
        ("é;", false),
    ] {
        assert_eq!(pattern.is_match(text), expected, "{text:?}");
    }
}

#[test]
fn what_cannot_be_matched_is_said_and_not_ignored() {
    assert!(!Pattern::new("a(?=b)c").compiles());
    assert!(!Pattern::new("(a").compiles());
    assert!(Pattern::new("a+").compiles());
}

/// The patterns with a short cut, and the same without: a non-capturing group around changes nothing but the text.
fn hot_patterns() -> [(Pattern, Pattern); 3] {
    const NAMESPACED: &str = r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
    const NAMESPACED_SLOW: &str = r"(?:(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?)";
    const PLAIN: &str = r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?";
    const PLAIN_SLOW: &str = r"(?:(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?)";
    const QUALIFIER: &str = r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";
    const QUALIFIER_SLOW: &str = r"(?:\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+)";
    [(NAMESPACED, NAMESPACED_SLOW), (PLAIN, PLAIN_SLOW), (QUALIFIER, QUALIFIER_SLOW)]
        .map(|(quick, slow)| (Pattern::new(quick), Pattern::new(slow)))
}

proptest! {
    #[test]
    fn the_short_cut_and_the_engine_agree(
        text in "(arn:aws[a-z-]{0,3}:lambda:)?([a-z]{2}-[a-z]{1,4}-[0-9]{1,2}:)?([0-9]{11,13}:)?(function:)?[a-zA-Z0-9_.$:-]{0,6}(:([$]LATEST|[a-z.$]{0,3}))?(:x)?"
    ) {
        for (quick, slow) in hot_patterns() {
            prop_assert_eq!(quick.is_match(&text), slow.is_match(&text), "{} {}", quick.as_str(), text);
        }
    }
}
