//! `site.json`: all settings of a site, read into types that cannot be wrong.
//!
//! Source: `spec/contract.md`, "`site.json`".

mod closed;
mod colour;
mod destination;
mod document;
mod from_ninchat;
mod offline;
mod person;
mod queue;
mod standing;
mod theme;

pub use self::{
    closed::{Channel, ChannelKind, Closed, ClosedView, Form, Lightbot, Thanks},
    colour::Rgb,
    destination::{Destination, Permits, Retiring},
    document::Site,
    from_ninchat::{FromNinchat, from_ninchat},
    offline::{Offline, Priority, Stranded},
    person::{Person, Role},
    queue::{Availability, DEFAULT_RETENTION, Queue, is_key, queue_name},
    standing::{ByHand, Conditions, Standing},
    theme::{Font, MAX_RADIUS, Position, Theme},
};
