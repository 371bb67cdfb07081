//! What pages are made of.

mod by_hand;
pub mod contact;
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
    feedback::{Empty, Failed, Progress},
    shell::Shell,
};
