//! Runs a story, step by step.

use crate::caller::{Asked, Caller, Key};
use crate::compare::{self, Names, shortened};
use crate::expected::{self, Shown};
use crate::ground::Ground;
use crate::operation;
use crate::query;
use crate::quiet::Quiet;
use crate::steps::{Step, cut, duration};
use crate::world::{Services, World};
use auth::FileKeys;
use clock::Timestamp;
use segments::{Group, Query};
use service::Service;
use service::metrics::{Minute, SeriesName};
use std::collections::HashMap;
use tokio::task::JoinHandle;

/// Runs a story against a new world; panics where an answer is not as expected.
#[track_caller]
pub fn check(story: &str) {
    Story::default().check(story);
}

/// A story whose platform is not the usual one.
pub struct Story {
    services: Box<Services>,
    keys: Option<FileKeys>,
}

impl Default for Story {
    fn default() -> Story {
        Story::offering(|lambda| vec![lambda::service(lambda)])
    }
}

impl Story {
    /// The platform verifies signatures: these keys are known, and those that the story makes.
    #[must_use]
    pub fn knowing(mut self, keys: FileKeys) -> Story {
        self.keys = Some(keys);
        self
    }

    /// Offers these services instead of Lambda.
    pub fn offering(services: impl Fn(&lambda::Lambda) -> Vec<Service> + 'static) -> Story {
        Story { services: Box::new(services), keys: None }
    }

    #[track_caller]
    pub fn check(&self, story: &str) {
        let ground = Ground::new(self.keys.clone());
        let mut known = Known::default();
        // A platform ends, as in a crash, with its runtime and everything that runs in it.
        for steps in cut(story).split(|step| step.verb == "restart") {
            let quiet = Quiet::default();
            let told = quiet.runtime().block_on(async {
                let world = World::start(&ground, quiet.clone(), &self.services).await;
                Teller { world, known: &mut known, begun: Vec::new(), seen: HashMap::new() }
                    .tell_all(steps)
                    .await
            });
            if let Err(complaint) = told {
                panic!("{complaint}");
            }
        }
    }
}

fn complaint(step: &Step, why: &str) -> String {
    let Step { line, verb, rest, expected, .. } = step;
    format!("line {line}: {verb} {}\n  expected: {}\n  {why}", shortened(rest), shortened(expected))
}

/// A request that was sent and whose answer was not waited for.
struct Begun {
    step: Step,
    asked: Option<Asked>,
    answer: JoinHandle<Result<crate::client::Answer, String>>,
}

/// What a story knows, whatever happens to its platform.
struct Known {
    names: Names,
    caller: Caller,
}

impl Default for Known {
    fn default() -> Known {
        let caller = Caller { account: "000000000000".into(), region: "us-east-1".into(), key: None };
        Known { names: Names::default(), caller }
    }
}

struct Teller<'a> {
    world: World,
    known: &'a mut Known,
    begun: Vec<Begun>,
    /// The last event seen of each log group.
    seen: HashMap<String, u64>,
}

type Told = Result<(), String>;

impl Teller<'_> {
    async fn tell_all(mut self, steps: &[Step]) -> Told {
        for step in steps {
            self.tell(step).await.map_err(|why| complaint(step, &why))?;
        }
        match self.begun.first() {
            None => Ok(()),
            Some(begun) => Err(complaint(&begun.step, "nobody has joined this")),
        }
    }

    async fn tell(&mut self, step: &Step) -> Told {
        let rest = self.known.names.replaced(&step.rest);
        match step.verb.as_str() {
            "clock" => self.world.advance(duration(&rest).ok_or("clock +<time>")?).await,
            "host" => self.world.advance_host(duration(&rest).ok_or("host +<time>")?).await,
            "disk" => match rest.as_str() {
                "stop" => self.world.disk.stop().await,
                "step" => self.world.disk.step().await,
                "lose" => self.world.lose_packages(),
                _ => self.world.disk.go(),
            },
            "as" => {
                let (account, region) = rest.split_once(' ').ok_or("as <account> <region>")?;
                self.known.caller = Caller { account: account.into(), region: region.into(), key: None };
            }
            "key" => {
                let mut words = rest.split_whitespace().map(str::to_owned);
                self.known.caller.key = words.next().zip(words.next()).map(|(id, secret)| Key {
                    id,
                    secret,
                    token: words.next(),
                });
            }
            "join" => return self.join().await,
            "leave" => self.begun.drain(..).for_each(|begun| begun.answer.abort()),
            "log" => return self.log(&rest),
            "metric" => return self.metric(&rest),
            "environments" => {
                let standing = self.world.sandboxes();
                return if rest == standing.to_string() { Ok(()) } else { Err(format!("{standing} stand")) };
            }
            _ => return self.ask(step, &rest).await,
        }
        self.world.rest().await;
        Ok(())
    }

    async fn ask(&mut self, step: &Step, rest: &str) -> Told {
        for _ in 0..step.background.unwrap_or(1) {
            let (asked, request) = self.known.caller.request(&step.verb, rest, self.world.host_time())?;
            let answer = tokio::spawn(self.world.send(request));
            self.begun.push(Begun { step: step.clone(), asked, answer });
        }
        self.world.rest().await;
        match step.background {
            Some(_) => Ok(()),
            None => {
                let begun = self.begun.pop().ok_or("nothing was asked")?;
                self.answered(begun).await
            }
        }
    }

    async fn join(&mut self) -> Told {
        self.world.rest().await;
        for begun in std::mem::take(&mut self.begun) {
            let step = begun.step.clone();
            self.answered(begun).await.map_err(|why| complaint(&step, &why))?;
        }
        Ok(())
    }

    async fn answered(&mut self, begun: Begun) -> Told {
        if !begun.answer.is_finished() {
            begun.answer.abort();
            return Err("there is no answer, and nothing is left that could happen by itself: \
                        begin it with `&`, move time, and `join`"
                .into());
        }
        let answer = begun.answer.await.map_err(|error| error.to_string())??;
        let shown: Shown = match begun.asked.filter(|asked| asked.is_query()) {
            Some(asked) => query::shown(asked.operation, &answer)?,
            None => operation::shown(begun.asked.map(|asked| asked.operation), &answer),
        };
        match expected::differs(&begun.step.expected, &shown, &mut self.known.names) {
            None => Ok(()),
            Some(why) => Err(format!("answered: {shown}\n  {why}")),
        }
    }

    /// The minutes of one metric of AWS/Lambda in the caller's account.
    fn metric(&mut self, rest: &str) -> Told {
        let mut lines = rest.lines().map(str::trim);
        let mut words = lines.next().unwrap_or_default().split_whitespace();
        let metric = words.next().ok_or("metric <name> <dimension>=<value> …")?;
        let pairs = words.filter_map(|word| word.split_once('='));
        let name = SeriesName {
            account: self.known.caller.account.as_str().into(),
            region: self.known.caller.region.as_str().into(),
            namespace: "AWS/Lambda".into(),
            metric: metric.into(),
            dimensions: pairs.map(|(name, value)| (name.into(), value.into())).collect(),
        };
        let metrics = self.world.bus.metrics().ok_or("nobody counts")?;
        let (from, to) = (Timestamp::from_micros(i64::MIN), Timestamp::from_micros(i64::MAX));
        let minutes = metrics.points().minutes(&name, from, to);
        let show = |minute: &Minute| {
            let (at, values) = (minute.at.civil(), &minute.values);
            format!("{:02}:{:02} {} {}", at.hour, at.minute, values.count, values.sum)
        };
        let got: Vec<String> = minutes.iter().map(show).collect();
        let wanted: Vec<&str> = lines.map(|line| line.trim_start_matches('|').trim()).collect();
        match compare::lines_fit(&wanted, &got, &mut self.known.names) {
            true => Ok(()),
            false => Err(format!("the minutes are\n    {}", got.join("\n    "))),
        }
    }

    /// Log events of a group since this was last asked.
    fn log(&mut self, rest: &str) -> Told {
        let mut lines = rest.lines().map(str::trim);
        let group = lines.next().unwrap_or_default();
        let seen = self.seen.entry(group.to_owned()).or_default();
        let Caller { account, region, .. } = &self.known.caller;
        let group = Group::new(account, region, group);
        let query = Query { position: Some(*seen), ..Query::all(&group) };
        let events = self.world.platform.exec().logs().events(&query).events;
        *seen = events.last().map_or(*seen, |event| event.number);
        let wanted: Vec<&str> = lines.map(|line| line.trim_start_matches('|').trim()).collect();
        let got: Vec<String> =
            events.iter().map(|event| event.message.trim_end_matches('\n').replace('\t', "\\t")).collect();
        match compare::lines_fit(&wanted, &got, &mut self.known.names) {
            true => Ok(()),
            false => Err(format!("the log is\n    {}", shortened(&got.join("\n    ")))),
        }
    }
}
