//! What a story is made of: steps, one to a line; a line that does not begin with a lower-case word goes on with the
//! step before it. `#` begins a comment.
//!
//! ```text
//! function f echo {"Timeout":3}                 creates a function: its name, its handler (see `program`), the rest
//! lambda Invoke {"FunctionName":"f"}            an operation, with its input as the API reference has it
//!     => {"FunctionError":"Unhandled"}          and what it answers
//! & lambda Invoke {"FunctionName":"f"}          the same, not waited for; `&5` does it five times
//! join                                          what was not waited for must have been answered by now
//! leave                                         what was not waited for is given up by its client
//! http GET /_hikeshi/health host=evil.example   a plain request: method, path, headers, body (JSON, or `raw:` and text);
//!                                               `for=sqs` signs it for another service, `for=` not at all
//! clock +60s                                    platform time moves, from one thing that is due to the next
//! host +3s                                      host time moves in the same way
//! log /aws/lambda/f                             log events since this was last asked, in order
//!     | START RequestId: $id Version: $LATEST
//!     | …
//! metric Errors FunctionName=f                  the minutes of a metric of AWS/Lambda: count and sum of its values
//!     | 00:00 3 1
//! environments 1                                so many sandboxes stand
//! disk stop                                     whatever needs files waits from now on; `disk step` lets what waits
//!                                               now be done, `disk go` everything; `disk lose` loses what was
//!                                               uploaded and is not yet unpacked
//! restart                                       the platform ends where it stands, and starts again on what it kept
//! as 111111111111 eu-west-1                     the account and region of who calls from now on
//! key AKIA… secret token                        from now on requests are really signed, with this key; `key` alone
//!                                               ends it. The token is that of a session, if it is one's key
//! ```
//!
//! After each step the world comes to rest: nothing is left that could happen by itself.
//!
//! **Inputs**: `…` as the last member of a CreateFunction stands for the members that it must have. A text that begins
//! with `zip:` is a package whose `bootstrap` is the rest (`zip:(empty)` and `zip:(no-bootstrap)` are none). A blob is
//! the JSON that it holds, or `raw:` and its text. `@{x*5}` is `xxxxx` anywhere.
//!
//! **Expectations**: `=> {…}` or `=> 201 {…}` lists members that the answer must have; `null` stands for one that it
//! must not have, `=> exactly {…}` for all of them. Header names in lower case stand under `headers`. `LogResult` is
//! shown decoded. `=> ! Code 404 "text" {…}` is an error. In a text `…` stands for anything, `$name` for what it stood
//! for before, or else for anything, from then on under that name. A success without `FunctionError` is expected
//! where nothing is said.

use std::time::Duration;

/// One step of a story.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Line number in the story.
    pub line: usize,
    pub verb: String,
    /// What follows the verb, up to the expectation.
    pub rest: String,
    /// What follows `=>`.
    pub expected: String,
    /// How often it is begun without waiting; `None`: it is waited for.
    pub background: Option<usize>,
}

/// Cuts a story into its steps.
pub(crate) fn cut(story: &str) -> Vec<Step> {
    let mut texts: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(story.lines()).map(|(number, line)| (number, line.trim())) {
        let begins = line.starts_with(|c: char| c.is_ascii_lowercase() || c == '&');
        match texts.last_mut() {
            _ if line.is_empty() || line.starts_with('#') => {}
            Some((_, text)) if !begins => *text += &format!("\n{line}"),
            _ => texts.push((number, line.to_owned())),
        }
    }
    texts.into_iter().map(|(line, text)| step(line, &repeated(&text))).collect()
}

fn step(line: usize, text: &str) -> Step {
    let (background, text) = match text.strip_prefix('&') {
        None => (None, text),
        Some(text) => {
            let (times, text) = text.split_once(' ').unwrap_or((text, ""));
            (Some(times.parse().unwrap_or(1)), text)
        }
    };
    let (action, expected) = text.split_once("=>").unwrap_or((text, ""));
    let (verb, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
    let own = |text: &str| text.trim().to_owned();
    Step { line, verb: own(verb), rest: own(rest), expected: own(expected), background }
}

/// `@{x*5}` → `xxxxx`.
fn repeated(text: &str) -> String {
    let Some((before, rest)) = text.split_once("@{") else { return text.to_owned() };
    let (inside, after) = rest.split_once('}').expect("@{ ends with }");
    let (what, times) = inside.rsplit_once('*').expect("@{what*times}");
    let times = times.parse().expect("@{what*times}");
    before.to_owned() + &what.repeat(times) + &repeated(after)
}

/// `60s`, `300ms`, `15m`, `2h`; a `+` may stand before it.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let text = text.trim().trim_start_matches('+');
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..digits].parse().ok()?;
    Some(match &text[digits..] {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        "m" => Duration::from_secs(number * 60),
        "h" => Duration::from_secs(number * 3_600),
        _ => return None,
    })
}
