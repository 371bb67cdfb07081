//! The activity log of a queue: however long it is, only the rows in sight are in the document.

mod feed;
mod keys;
mod list;
mod row;
mod viewport;

pub use self::{
    feed::{Feed, Loading},
    list::LogList,
};
