//! What pages are made of.

pub mod buttons;
mod by_hand;
pub mod clipboard;
pub mod contact;
mod draft_bar;
pub mod faults;
mod feedback;
pub mod fields;
mod help;
pub mod icons;
pub mod json_text;
pub mod languages;
pub mod log;
mod mood;
mod offline;
pub mod preview;
pub mod rich_text;
pub mod rows;
mod shell;
mod sidebar;
pub mod switch;
pub mod text_field;
mod toast;

pub use self::{
    draft_bar::DraftBar,
    feedback::{Empty, Failed, Progress},
    shell::Shell,
};
