//! What becomes of contacts that wait: given to agents as they come back, put back, or stranded when
//! the last of them has left.

mod giving;
mod leaving;
mod rounds;
mod stranded;
#[cfg(test)]
mod tests;

pub use self::{
    giving::give_out, leaving::take_back, rounds::tell_of_pause, stranded::decide_stranded,
};
pub(crate) use self::{
    giving::{Suppose, agents, hands_out, plan},
    leaving::why_not,
    rounds::{UNTOUCHED, pause, paused, undo},
};
