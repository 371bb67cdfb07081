//! Statistics of queues, and the answers of their questionnaires. What is chosen stands in the
//! address.

mod answers;
mod bar;
mod filter;
mod numbers;

use leptos::prelude::*;
use shared::api::console::{Answered, Statistics};

use self::filter::Filter;
use crate::{
    load::{Load, shown},
    route::{self, Route},
};

#[component]
pub fn StatisticsPage() -> impl IntoView {
    let filter = RwSignal::new(Filter::read());
    let counted = Load::<Statistics>::idle();
    let answered = Load::<Answered>::idle();
    Effect::new(move |_| read_again(filter));
    Effect::new(move |_| {
        let filter = filter.get();
        route::set_query(&filter.pairs());
        if filter.answers {
            answered.ask(filter.answers("answers"));
        } else {
            counted.ask(filter.numbers());
        }
    });
    let answers = Memo::new(move |_| filter.with(|filter| filter.answers));
    let tab = move || {
        if answers.get() {
            answers::answers(answered, filter)
        } else {
            shown(counted, numbers::numbers)
        }
    };
    view! {
        <div class="statistics">
            <h1>"Statistics"</h1>
            {bar::tabs(filter)}
            {bar::fields(filter)}
            {tab}
        </div>
    }
}

/// The address changes from elsewhere, too: by a link to this page, for one.
fn read_again(filter: RwSignal<Filter>) {
    // Effects outlive their page for a moment.
    if route::current() != Route::Statistics {
        return;
    }
    route::search();
    let read = Filter::read();
    if filter.with_untracked(|filter| *filter != read) {
        filter.set(read);
    }
}
