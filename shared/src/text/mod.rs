//! Texts that owners write: translations, and their safe rendering to [`crate::markup`].

pub mod edit;
mod html;
mod label;
mod markdown;
mod to_markdown;
mod translated;
mod write_markdown;

pub use html::{from_html, safe_link};
pub use label::{label_of, markdown_of};
pub use markdown::from_markdown;
pub use to_markdown::{to_markdown, to_plain};
pub use translated::Text;
pub(crate) use translated::{is_language, main_language};
pub use write_markdown::write_markdown;
