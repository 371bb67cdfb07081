//! What a visitor sees, as markup. Rendered here once, for the widget (as JSON) and for the page
//! without JavaScript (as HTML). Pure: a scene in, a tree out.

mod assets;
mod channels;
mod flow;
mod follow;
mod hours;
mod page;
mod panel;
mod reply;
mod scene;
mod step;
mod theme;
mod turn;

pub use self::{
    assets::{Assets, Styles},
    flow::flow_reply,
    follow::{
        Followed, Notice as FollowNotice, Standing as FollowStanding, follow_page, no_follow_page,
    },
    page::{Filled, Page, page, plain_page},
    panel::fallback,
    reply::view_reply,
    scene::{Scene, ViewName},
};
