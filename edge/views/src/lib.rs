//! What a visitor sees, as markup. Rendered here once, for the widget (as JSON) and for the page
//! without JavaScript (as HTML). Pure: a scene in, a tree out.

mod assets;
mod channels;
mod colour;
mod flow;
mod hours;
mod page;
mod panel;
mod reply;
mod scene;
mod step;

pub use self::{
    assets::Assets,
    flow::flow_reply,
    page::{Filled, Page, page, plain_page},
    reply::view_reply,
    scene::{Scene, ViewName},
};
