//! What agents and owners see and do. Everything is asked by somebody who is signed in, and says
//! nothing of queues that are not theirs.

mod act;
mod assignments;
mod content;
mod entries;
mod me;
mod notices;
mod pushes;

pub use self::{
    act::{Act, act, erase_contact, replay},
    assignments::{assignments, pause_assignment, undo_round},
    content::view_content,
    entries::{Around, LogFilter, entries, entries_after, last_entry},
    me::{me, queue_states},
    notices::{save_notices, wishes},
    pushes::pushes,
};
pub(crate) use self::{content::delivery_line, notices::told_by_email};
