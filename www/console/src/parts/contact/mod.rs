//! What *View content* shows of a contact.

mod acts;
mod answers;
mod comments;
mod deliveries;
mod erase;
mod facts;
mod opened;

pub use self::{
    acts::Acts, answers::Answers, comments::Comments, deliveries::Deliveries, erase::Erase,
    facts::Facts, opened::Opened,
};
