//! JSON over schemas, for every protocol that has JSON bodies.

mod read;
mod write;

pub use read::read;
pub use write::{write, write_string};

/// Which members of a structure an object has, and under which names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Those that do not belong elsewhere in the message, under their names on the wire: REST.
    Body,
    /// All, under their names on the wire: what lies within the body of REST.
    Wire,
    /// All, under the model's names: the RPC protocols, which know no other.
    Members,
}

impl Names {
    fn within(self) -> Names {
        if self == Names::Members { self } else { Names::Wire }
    }

    /// The name under which an input may have a member.
    fn read(self, member: &shape::Member) -> Option<&'static str> {
        use shape::Location;
        match self {
            Names::Members => Some(member.name),
            Names::Wire => Some(member.wire_name),
            Names::Body => {
                matches!(member.location, Location::Body | Location::Payload).then_some(member.wire_name)
            }
        }
    }

    /// The name under which an output has a member.
    fn written(self, member: &shape::Member) -> Option<&'static str> {
        match self {
            Names::Body => crate::bindings::is_in_output_body(member).then_some(member.wire_name),
            _ => self.read(member),
        }
    }
}
