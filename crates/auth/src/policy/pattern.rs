//! Texts with `*`, `?` and variables.

use super::document::Context;

/// One place of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Any,
    One,
    Char(char),
}

/// Whether `text` fits `pattern`, in which `*` is anything and `?` one character.
pub fn glob(pattern: &str, text: &str) -> bool {
    let places: Vec<Place> = pattern.chars().map(wild).collect();
    fits(&places, text)
}

pub(super) fn glob_ignoring_case(pattern: &str, text: &str) -> bool {
    glob(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase())
}

fn wild(c: char) -> Place {
    match c {
        '*' => Place::Any,
        '?' => Place::One,
        c => Place::Char(c),
    }
}

/// In time proportional to the product of both lengths, whatever the pattern: a policy must not be able to stop us.
fn fits(pattern: &[Place], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut in_text) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while in_text < text.len() {
        match pattern.get(at) {
            Some(Place::Any) => {
                retry = Some((at, in_text));
                at += 1;
            }
            Some(Place::One) => (at, in_text) = (at + 1, in_text + 1),
            Some(Place::Char(c)) if *c == text[in_text] => (at, in_text) = (at + 1, in_text + 1),
            _ => match retry {
                Some((star, from)) => {
                    retry = Some((star, from + 1));
                    (at, in_text) = (star + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|place| *place == Place::Any)
}

/// A text of a policy, its variables replaced by what the request says. What a variable stands for is no pattern,
/// even if it contains a `*`.
pub(super) struct Filled(Vec<Place>);

impl Filled {
    /// `None` if a variable has neither a value nor a default: then nothing fits. `wildcards` says whether `*` and `?`
    /// in the text itself are wild.
    pub(super) fn of(text: &str, context: &Context, variables: bool, wildcards: bool) -> Option<Filled> {
        let place = |c| if wildcards { wild(c) } else { Place::Char(c) };
        if !variables {
            return Some(Filled(text.chars().map(place).collect()));
        }
        let mut places = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            places.extend(before.chars().map(place));
            let Some((name, after)) = after.split_once('}') else {
                places.extend("${".chars().map(place));
                rest = after;
                continue;
            };
            let (name, default) = match name.split_once(',') {
                Some((name, default)) => (name.trim(), Some(default.trim().trim_matches('\''))),
                None => (name, None),
            };
            let value = match name {
                // The way to write the characters that mean something.
                "*" | "?" | "$" => name,
                name => match context.get(name) {
                    [one] => one,
                    // A key with several values is no variable.
                    _ => default?,
                },
            };
            places.extend(value.chars().map(Place::Char));
            rest = after;
        }
        places.extend(rest.chars().map(place));
        Some(Filled(places))
    }

    pub(super) fn fits(&self, text: &str) -> bool {
        fits(&self.0, text)
    }

    /// As [`Filled::fits`], each of an ARN's six parts by itself.
    pub(super) fn fits_arn(&self, arn: &str) -> bool {
        let mut parts = self.0.splitn(6, |place| *place == Place::Char(':'));
        let mut texts = arn.splitn(6, ':');
        loop {
            match (parts.next(), texts.next()) {
                (Some(part), Some(text)) if fits(part, text) => {}
                (None, None) => return true,
                _ => return false,
            }
        }
    }

    /// The text itself, for comparisons other than patterns.
    pub(super) fn text(&self) -> String {
        let chars = self.0.iter().map(|place| match place {
            Place::Any => '*',
            Place::One => '?',
            Place::Char(c) => *c,
        });
        chars.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a pattern means, said as plainly as it goes.
    fn naive(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some(('*', rest)), None) => naive(rest, text),
            (Some(('*', rest)), Some((_, tail))) => naive(rest, text) || naive(pattern, tail),
            (Some(('?', rest)), Some((_, tail))) => naive(rest, tail),
            (Some((a, rest)), Some((b, tail))) => a == b && naive(rest, tail),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn patterns_mean_what_they_mean(pattern in "[ab*?]{0,7}", text in "[ab]{0,8}") {
            let (p, t): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            prop_assert_eq!(glob(&pattern, &text), naive(&p, &t));
        }
    }

    #[test]
    fn a_cruel_pattern_takes_no_time() {
        assert!(!glob(&"*a".repeat(500), &"a".repeat(499)));
        assert!(!glob(&format!("{}b", "a*".repeat(1_000)), &"a".repeat(5_000)));
    }

    #[test]
    fn variables_are_no_patterns() {
        let context = Context::default().with("aws:username", "a*").with("aws:userid", "x");
        let filled = |text| Filled::of(text, &context, true, true);
        let user = filled("user/${aws:username}/*").unwrap();
        assert!(user.fits("user/a*/b"));
        assert!(!user.fits("user/ab/b"));
        assert!(filled("${aws:nothing}").is_none());
        assert!(filled("${aws:nothing, 'd'}").unwrap().fits("d"));
        assert!(filled("${*}").unwrap().fits("*"));
        assert!(!filled("${*}").unwrap().fits("a"));
        assert!(filled("${AWS:UserId}").unwrap().fits("x"));
        assert!(filled("open ${").unwrap().fits("open ${"));
        assert!(Filled::of("${aws:username}", &context, false, true).unwrap().fits("${aws:username}"));
    }

    #[test]
    fn an_arn_fits_part_by_part() {
        let context = Context::default();
        let filled = |text| Filled::of(text, &context, true, true).unwrap();
        let arn = "arn:aws:lambda:us-east-1:123456789012:function:f:1";
        assert!(filled("arn:aws:lambda:*:*:function:*").fits_arn(arn));
        assert!(filled("arn:*:lambda:us-*-1:*:*").fits_arn(arn));
        assert!(!filled("arn:aws:*").fits_arn(arn));
        assert!(!filled("*").fits_arn(arn));
    }
}
