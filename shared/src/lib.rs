//! The domain of Afterhours, pure: hours, questionnaires, contacts, and the wire types.
//!
//! Nothing here reads a clock or a random source, and nothing depends on a platform: the widget,
//! the Worker, the console and the tests run the very same code. What only the Worker needs
//! (reading what owners write, time zones) is behind the feature `server`.

pub mod api;
pub mod assign;
pub mod contact;
pub mod hours;
pub mod markup;
pub mod pattern;
pub mod promise;
pub mod questionnaire;

#[cfg(feature = "server")]
pub mod json;
#[cfg(feature = "server")]
mod remark;
#[cfg(feature = "server")]
pub use remark::Remark;
#[cfg(feature = "server")]
pub mod site;
#[cfg(feature = "server")]
pub mod text;
#[cfg(feature = "server")]
pub mod words;
