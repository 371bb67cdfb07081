//! Opening hours: what was written ([`Schedule`]) apart from what it means ([`Timeline`]).
//!
//! The one place where "is it open?" is decided is [`Timeline::at`].

mod timeline;
pub use timeline::{Change, State, Timeline};

#[cfg(feature = "documents")]
pub mod calendar;
#[cfg(feature = "documents")]
mod compile;
#[cfg(feature = "documents")]
pub mod edit;
#[cfg(feature = "documents")]
mod explain;
#[cfg(feature = "documents")]
mod lint;
#[cfg(feature = "documents")]
pub mod overlay;
#[cfg(feature = "portable")]
pub mod portable;
#[cfg(feature = "documents")]
mod schedule;
#[cfg(feature = "documents")]
mod upcoming;
#[cfg(feature = "documents")]
pub mod zone;

#[cfg(feature = "documents")]
pub use self::{
    compile::{compile, compile_ahead},
    explain::{Rule, Ruling, day_of, explain},
    lint::lint,
    schedule::{Day, Range, Schedule},
    upcoming::{Upcoming, upcoming},
    zone::Zone,
};

#[cfg(feature = "documents")]
mod instant;
#[cfg(feature = "documents")]
pub use instant::{format_rfc3339, parse_http_date, parse_instant};
