//! Random histories of a store, and the plain map that says what they should lead to.

use crate::{Error, Record, Shard, Span, Store, Table, TableId, Tx};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub(super) static WORDS: Table<(String, u32), Word> = Table::new(TableId(7), "words");
/// Its number has all bits set, so that the end of its range is an edge.
pub(super) static NUMBERS: Table<u64, Number> = Table::new(TableId(u16::MAX), "numbers");

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Word(pub String);
impl Record for Word {
    const VERSION: u8 = 1;
}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Number {
    pub count: u64,
}
impl Record for Number {
    const VERSION: u8 = 1;
}

pub(super) type WordKey = (String, u32);
/// What the words of all shards should be.
pub(super) type Model = BTreeMap<(Shard, WordKey), Word>;

#[derive(Clone, Debug)]
pub(super) enum Step {
    Write { shard: Shard, changes: Vec<(WordKey, Option<Word>)>, refuse: bool },
    Look { shard: Shard, query: Query },
    Reopen,
}

/// A scan of the words: of everything or one first field, after a key, until a key, either way, so many.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub prefix: Option<String>,
    pub after: Option<WordKey>,
    pub until: Option<WordKey>,
    pub rev: bool,
    pub limit: usize,
}

impl Step {
    pub fn move_to(&mut self, home: Shard) {
        match self {
            Step::Write { shard, .. } | Step::Look { shard, .. } => *shard = home,
            Step::Reopen => {}
        }
    }
}

pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let shard = || (0u8..3).prop_map(|n| Shard([0, 1, 255][usize::from(n)]));
    let changes = proptest::collection::vec((key(), proptest::option::of(text().prop_map(Word))), 0..5);
    let write = (shard(), changes, proptest::bool::weighted(0.1))
        .prop_map(|(shard, changes, refuse)| Step::Write { shard, changes, refuse });
    let look = (shard(), query()).prop_map(|(shard, query)| Step::Look { shard, query });
    proptest::collection::vec(prop_oneof![5 => write, 5 => look, 1 => Just(Step::Reopen)], 1..30)
}

pub(super) fn query() -> impl Strategy<Value = Query> {
    use proptest::option::of;
    (of(text()), of(key()), of(key()), any::<bool>(), 0usize..6)
        .prop_map(|(prefix, after, until, rev, limit)| Query { prefix, after, until, rev, limit })
}

pub(super) fn key() -> impl Strategy<Value = WordKey> {
    (text(), 0u32..3)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(""), Just("\0"), Just("a"), Just("a\0"), Just("ab"), Just("\u{10ffff}")]
        .prop_map(str::to_owned)
}

impl Query {
    pub fn ask(&self, tx: &Tx<'_>) -> Result<Vec<(WordKey, Word)>, Error> {
        let mut span = match &self.prefix {
            Some(prefix) => Span::prefix((prefix,)),
            None => Span::all(),
        };
        if let Some(key) = &self.after {
            span = span.after(key);
        }
        if let Some(key) = &self.until {
            span = span.until(key);
        }
        if self.rev {
            span = span.rev();
        }
        tx.scan(&WORDS, span).take(self.limit).collect()
    }

    pub fn answer(&self, shard: Shard, model: &Model) -> Vec<(WordKey, Word)> {
        let fits = |key: &WordKey| {
            self.prefix.as_ref().is_none_or(|prefix| key.0 == *prefix)
                && self.after.as_ref().is_none_or(|after| key > after)
                && self.until.as_ref().is_none_or(|until| key < until)
        };
        let rows = model.iter().filter(|((home, key), _)| *home == shard && fits(key));
        let mut rows: Vec<_> = rows.map(|((_, key), word)| (key.clone(), word.clone())).collect();
        if self.rev {
            rows.reverse();
        }
        rows.truncate(self.limit);
        rows
    }
}

/// Writes changes in a transaction and, when it is refused, expects nothing of them.
pub(super) async fn write(store: &Store, shard: Shard, changes: &[(WordKey, Option<Word>)], refuse: bool) {
    #[derive(Debug)]
    enum No {
        Refused,
        Store(Error),
    }
    impl From<Error> for No {
        fn from(cause: Error) -> No {
            No::Store(cause)
        }
    }
    let outcome = store.write(shard, |tx| {
        for (key, word) in changes {
            match word {
                Some(word) => tx.put(&WORDS, key, word)?,
                None => tx.delete(&WORDS, key),
            }
            assert_eq!(tx.get(&WORDS, key)?, *word, "a transaction sees what it wrote");
        }
        if refuse { Err(No::Refused) } else { Ok(()) }
    });
    match outcome.await {
        Ok(()) => assert!(!refuse),
        Err(No::Refused) => assert!(refuse),
        Err(No::Store(cause)) => panic!("could not {cause}"),
    }
}
