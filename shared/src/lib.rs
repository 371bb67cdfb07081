//! The domain of Afterhours, pure: hours, questionnaires, contacts, and the wire types.
//!
//! Nothing here reads a clock or a random source, and nothing depends on a platform: the widget,
//! the Worker, the console and the tests run the very same code. What the widget does not
//! need is behind features: `documents` (reading what owners write, time zones) and `portable` (hours of
//! other systems).

pub mod api;
pub mod assign;
pub mod contact;
pub mod hours;
pub mod markup;
pub mod pattern;
pub mod promise;
pub mod questionnaire;

#[cfg(feature = "documents")]
pub mod json;
#[cfg(feature = "documents")]
mod remark;
#[cfg(feature = "documents")]
pub use remark::Remark;
#[cfg(feature = "documents")]
pub mod site;
#[cfg(feature = "documents")]
pub mod text;
#[cfg(feature = "documents")]
pub mod words;
