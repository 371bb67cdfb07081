//! What pages are made of.

mod by_hand;
pub mod contact;
mod draft_bar;
mod feedback;
pub mod fields;
mod help;
pub mod icons;
pub mod log;
mod mood;
mod offline;
pub mod preview;
mod shell;
mod sidebar;
mod toast;

pub use self::{
    draft_bar::DraftBar,
    feedback::{Empty, Failed, Progress},
    shell::Shell,
};
