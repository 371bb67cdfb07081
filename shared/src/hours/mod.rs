//! Opening hours: what was written ([`Schedule`]) apart from what it means ([`Timeline`]).
//!
//! The one place where "is it open?" is decided is [`Timeline::at`].

mod timeline;
pub use timeline::{Change, State, Timeline};

#[cfg(feature = "server")]
pub mod calendar;
#[cfg(feature = "server")]
mod compile;
#[cfg(feature = "server")]
mod explain;
#[cfg(feature = "server")]
mod lint;
#[cfg(feature = "server")]
pub mod overlay;
#[cfg(feature = "server")]
pub mod portable;
#[cfg(feature = "server")]
mod schedule;
#[cfg(feature = "server")]
mod upcoming;
#[cfg(feature = "server")]
pub mod zone;

#[cfg(feature = "server")]
pub use self::{
    compile::{compile, compile_ahead},
    explain::{Rule, Ruling, day_of, explain},
    lint::lint,
    schedule::{Day, Range, Schedule},
    upcoming::{Upcoming, upcoming},
    zone::Zone,
};

#[cfg(feature = "server")]
mod instant;
#[cfg(feature = "server")]
pub use instant::{format_rfc3339, parse_http_date, parse_instant};
