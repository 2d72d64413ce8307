//! Which operation of which REST service a request means.

use crate::{Request, query};
use percent_encoding::percent_decode_str;
use shape::{OperationSchema, ServiceSchema};

/// The operations of REST services, by method, path and literal query.
#[derive(Debug)]
pub struct Router {
    /// A tree of path segments; the first is the root.
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    literals: Vec<(&'static str, usize)>,
    /// `{Name}`: any one segment.
    label: Option<usize>,
    /// `{Name+}`: all that is left.
    greedy: Option<usize>,
    leaves: Vec<Leaf>,
}

#[derive(Debug)]
struct Leaf {
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    /// What the query must contain: a name and, if the template has one, its value.
    query: Vec<(&'static str, Option<&'static str>)>,
    /// Names of the labels on the way, in order.
    labels: Vec<&'static str>,
}

/// Where a request goes.
#[derive(Debug)]
pub enum Route {
    Found {
        service: &'static ServiceSchema,
        operation: &'static OperationSchema,
        labels: Labels,
    },
    /// Some operation has this path, but none has this method there.
    OtherMethod,
    Unknown,
}

/// The labels of a path, percent-decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels(Vec<(&'static str, String)>);

impl Labels {
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(label, _)| *label == name).map(|(_, value)| value.as_str())
    }
}

impl FromIterator<(&'static str, String)> for Labels {
    fn from_iter<I: IntoIterator<Item = (&'static str, String)>>(labels: I) -> Self {
        Labels(labels.into_iter().collect())
    }
}

impl Router {
    /// A router for the services among these that have a REST protocol; all their operations, offered or not.
    pub fn new(services: &[&'static ServiceSchema]) -> Router {
        let mut router = Router { nodes: vec![Node::default()] };
        for service in services {
            if service.protocols.iter().any(|protocol| protocol.starts_with("rest-")) {
                for operation in service.operations {
                    router.add(service, operation);
                }
            }
        }
        router
    }

    fn add(&mut self, service: &'static ServiceSchema, operation: &'static OperationSchema) {
        let (path, literal) = operation.uri.split_once('?').unwrap_or((operation.uri, ""));
        let mut at = 0;
        let mut labels = Vec::new();
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            let label = segment.strip_prefix('{').and_then(|label| label.strip_suffix('}'));
            at = match label.map(|label| label.strip_suffix('+').ok_or(label)) {
                None => self.literal(at, segment),
                Some(Ok(greedy)) => {
                    labels.push(greedy);
                    self.child(at, |node| &mut node.greedy)
                }
                Some(Err(label)) => {
                    labels.push(label);
                    self.child(at, |node| &mut node.label)
                }
            };
        }
        let query = literal.split('&').filter(|pair| !pair.is_empty());
        let query = query.map(|pair| pair.split_once('=').map_or((pair, None), |(k, v)| (k, Some(v))));
        self.nodes[at].leaves.push(Leaf { service, operation, query: query.collect(), labels });
    }

    fn literal(&mut self, at: usize, segment: &'static str) -> usize {
        if let Some((_, child)) = self.nodes[at].literals.iter().find(|(literal, _)| *literal == segment) {
            return *child;
        }
        let child = self.nodes.len();
        self.nodes[at].literals.push((segment, child));
        self.nodes.push(Node::default());
        child
    }

    fn child(&mut self, at: usize, slot: impl Fn(&mut Node) -> &mut Option<usize>) -> usize {
        if let Some(child) = *slot(&mut self.nodes[at]) {
            return child;
        }
        let child = self.nodes.len();
        *slot(&mut self.nodes[at]) = Some(child);
        self.nodes.push(Node::default());
        child
    }

    /// The operation that a request means. `signing_name`, from the signature's scope, decides between services that
    /// share a path; without it the first service wins.
    pub fn find(&self, request: &Request, signing_name: Option<&str>) -> Route {
        let mut search =
            Search { router: self, request, signing_name, captured: Vec::new(), path_known: false };
        let path = request.path.strip_prefix('/').unwrap_or(&request.path);
        match search.descend(0, path) {
            Some(leaf) => Route::Found {
                service: leaf.service,
                operation: leaf.operation,
                labels: leaf
                    .labels
                    .iter()
                    .copied()
                    .zip(search.captured.iter().map(|raw| decode(raw)))
                    .collect(),
            },
            None if search.path_known => Route::OtherMethod,
            None => Route::Unknown,
        }
    }
}

fn decode(raw: &str) -> String {
    percent_decode_str(raw).decode_utf8_lossy().into_owned()
}

struct Search<'a> {
    router: &'a Router,
    request: &'a Request,
    signing_name: Option<&'a str>,
    /// Raw values of the labels on the way to the current node.
    captured: Vec<&'a str>,
    path_known: bool,
}

impl<'a> Search<'a> {
    /// Literals go before labels, labels before what takes all; a trailing slash counts for nothing.
    fn descend(&mut self, at: usize, rest: &'a str) -> Option<&'a Leaf> {
        let node = &self.router.nodes[at];
        if rest.is_empty() {
            return self.leaf(node);
        }
        let (segment, after) = rest.split_once('/').unwrap_or((rest, ""));
        if let Some((_, child)) = node.literals.iter().find(|(literal, _)| *literal == segment)
            && let Some(leaf) = self.descend(*child, after)
        {
            return Some(leaf);
        }
        if let Some(child) = node.label.filter(|_| !segment.is_empty()) {
            self.captured.push(segment);
            if let Some(leaf) = self.descend(child, after) {
                return Some(leaf);
            }
            self.captured.pop();
        }
        let child = node.greedy?;
        self.captured.push(rest);
        let leaf = self.leaf(&self.router.nodes[child]);
        if leaf.is_none() {
            self.captured.pop();
        }
        leaf
    }

    /// Of the operations that share a path, the one with this method and the most of its query spelt out.
    fn leaf(&mut self, node: &'a Node) -> Option<&'a Leaf> {
        self.path_known |= !node.leaves.is_empty();
        let fits = |leaf: &&Leaf| {
            leaf.operation.method == self.request.method.as_str()
                && self.signing_name.is_none_or(|name| leaf.service.signing_name == name)
                && leaf.query.iter().all(|wanted| self.query_has(*wanted))
        };
        let mut best: Option<&Leaf> = None;
        for leaf in node.leaves.iter().filter(fits) {
            if best.is_none_or(|best| leaf.query.len() > best.query.len()) {
                best = Some(leaf);
            }
        }
        best
    }

    fn query_has(&self, (name, value): (&str, Option<&str>)) -> bool {
        query::pairs(&self.request.query).any(|(n, v)| n == name && value.is_none_or(|value| v == value))
    }
}
