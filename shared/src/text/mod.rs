//! Texts that owners write: translations, and their safe rendering to [`crate::markup`].

mod html;
mod markdown;
mod translated;

pub use html::from_html;
pub(crate) use html::safe_link;
pub use markdown::from_markdown;
pub use translated::Text;
pub(crate) use translated::is_language;
