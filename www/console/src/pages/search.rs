//! Finds messages by their text, their receipt number or an address.

use std::time::Duration;

use leptos::{ev::SubmitEvent, prelude::*};
use shared::api::console::{Found, FoundContact};

use crate::{
    http,
    load::{self, Load, shown},
    parts::{
        Empty,
        fields::{Options, choice, options, queues},
    },
    period::{self, Period},
    route::{self, Route},
    state::{console, queue_name},
    time, words,
};

/// How long after the last key the search begins.
const PAUSE: Duration = Duration::from_millis(200);

const STATUSES: [&str; 5] = ["open", "queued", "assigned", "resolved", "missed"];

/// What is looked for. All of it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sought {
    text: String,
    queue: String,
    status: String,
    tag: String,
    period: Period,
}

impl Sought {
    fn read() -> Self {
        let read = |name| route::query(name).unwrap_or_default();
        Self {
            text: read("q"),
            queue: read("queue"),
            status: read("status"),
            tag: read("tag"),
            period: Period::read(""),
        }
    }

    fn named(&self) -> Vec<(&'static str, String)> {
        vec![
            ("q", self.text.clone()),
            ("queue", self.queue.clone()),
            ("status", self.status.clone()),
            ("tag", self.tag.clone()),
        ]
    }

    /// As it stands in the address.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.named();
        pairs.extend(self.period.pairs());
        pairs
    }

    fn is_blank(&self) -> bool {
        self.named()
            .iter()
            .all(|(_, value)| value.trim().is_empty())
            && self.period.is_blank()
    }

    fn path(&self, before: Option<i64>) -> String {
        let (from, to) = self.period.instants();
        let before = before.map(|before| before.to_string()).unwrap_or_default();
        let mut asked = self.named();
        asked.extend([("from", from), ("to", to), ("before", before)]);
        load::path("search", &asked)
    }
}

#[component]
pub fn SearchPage() -> impl IntoView {
    let sought = RwSignal::new(Sought::read());
    let found = Load::<Found>::idle();
    Effect::new(move |_| read_again(sought));
    Effect::new(move |_| {
        let sought = sought.get();
        route::set_query(&sought.pairs());
        if sought.is_blank() {
            found.clear();
        } else {
            found.ask(sought.path(None));
        }
    });
    view! {
        <div class="search">
            <h1>"Search"</h1>
            {form(sought)}
            <p class="hint" role="status">{move || found.answer.with(told)}</p>
            {shown(found, move |page| contacts(page, sought, found))}
            {move || sought.with(|sought| export(&sought.text))}
            {move || sought.with(Sought::is_blank).then(what_is_found)}
        </div>
    }
}

/// All that is stored of one person, for an owner who has to give it out.
fn export(text: &str) -> Option<AnyView> {
    let is_owner = console().me.with(|me| me.role == "owner");
    let text = text.trim();
    if !is_owner || text.is_empty() {
        return None;
    }
    let path = load::path("export", &[("q", text.to_owned())]);
    let label = format!("Everything that is stored of \u{201c}{text}\u{201d}, as JSON");
    let link = view! {
        <p class="export">
            <a class="quiet-btn" href=http::address(&path) download="export.json">{label}</a>
        </p>
    };
    Some(link.into_any())
}

/// The address changes from elsewhere, too: by a link to this page, for one.
fn read_again(sought: RwSignal<Sought>) {
    // Effects outlive their page for a moment.
    if route::current() != Route::Search {
        return;
    }
    route::search();
    let read = Sought::read();
    if sought.with_untracked(|sought| *sought != read) {
        sought.set(read);
    }
}

fn form(sought: RwSignal<Sought>) -> AnyView {
    let set_text = move |text| sought.update(|sought| sought.text = text);
    let mut look = debounce(PAUSE, set_text);
    let queue = Signal::derive(move || sought.with(|sought| sought.queue.clone()));
    let set_queue = Callback::new(move |queue| sought.update(|sought| sought.queue = queue));
    let status = Signal::derive(move || sought.with(|sought| sought.status.clone()));
    let set_status = Callback::new(move |status| sought.update(|sought| sought.status = status));
    let period = Signal::derive(move || sought.with(|sought| sought.period.clone()));
    let set_period = Callback::new(move |period| sought.update(|sought| sought.period = period));
    view! {
        <form role="search" on:submit=move |submit: SubmitEvent| submit.prevent_default()>
            <label class="field">
                <span>"Text, receipt number or address"</span>
                <input
                    type="search"
                    autocomplete="off"
                    prop:value=move || sought.with(|sought| sought.text.clone())
                    on:input=move |event| look(event_target_value(&event))
                />
            </label>
            <div class="filters">
                {choice("Queue", queues("All queues"), queue, set_queue)}
                {choice("Status", statuses(), status, set_status)}
                {tag(sought)}
                {period::field(true, period, set_period)}
            </div>
        </form>
    }
    .into_any()
}

fn statuses() -> Options {
    let mut all = options(&[("", "Any status")]);
    all.extend(STATUSES.map(|name| (name.to_owned(), words::status(name).to_owned())));
    all
}

fn tag(sought: RwSignal<Sought>) -> AnyView {
    let choose = move |event| {
        let tag = event_target_value::<web_sys::Event>(&event)
            .trim()
            .to_owned();
        sought.update(|sought| sought.tag = tag);
    };
    view! {
        <label class="field">
            <span>"Tag"</span>
            <input
                type="text"
                autocomplete="off"
                prop:value=move || sought.with(|sought| sought.tag.clone())
                on:change=choose
            />
        </label>
    }
    .into_any()
}

/// How much was found, for those who do not see it.
fn told(found: &Option<Found>) -> String {
    match found {
        None => String::new(),
        Some(found) if found.contacts.is_empty() => "Nothing was found.".to_owned(),
        Some(found) => {
            let number = words::count(found.contacts.len(), "message", "messages");
            if found.older.is_some() {
                format!("The newest: {number}")
            } else {
                number
            }
        }
    }
}

fn what_is_found() -> AnyView {
    let text = "Type words that a visitor wrote, a receipt number, or an address. Or choose a queue, \
                a status, a tag or a period to see what is there.";
    view! { <Empty title="What do you look for?" text=text /> }.into_any()
}

fn contacts(page: &Found, sought: RwSignal<Sought>, found: Load<Found>) -> AnyView {
    if page.contacts.is_empty() {
        let text = "Try fewer words, other words, or a longer period.";
        return view! { <Empty title="Nothing was found" text=text /> }.into_any();
    }
    let lines = page.contacts.iter().map(line).collect_view();
    let older = page.older.map(|before| {
        let ask = move |_| {
            let path = sought.with_untracked(|sought| sought.path(Some(before)));
            found.more(path, join);
        };
        let busy = move || found.busy.get();
        view! { <button type="button" class="quiet-btn" disabled=busy on:click=ask>"Show older"</button> }
    });
    view! {
        <ul class="found">{lines}</ul>
        {older}
    }
    .into_any()
}

fn join(all: &mut Found, page: Found) {
    all.contacts.extend(page.contacts);
    all.older = page.older;
}

fn line(contact: &FoundContact) -> AnyView {
    let href = Route::Contact {
        id: contact.id.clone(),
    }
    .href();
    let queue = console()
        .me
        .with_untracked(|me| queue_name(me, &contact.queue));
    let status = match &contact.assigned_name {
        Some(name) if contact.status == "assigned" => format!("Assigned to {name}"),
        _ => words::status(&contact.status).to_owned(),
    };
    view! {
        <li>
            <a href=href>
                <span class="found-head">
                    <strong>{contact.receipt.clone()}</strong>
                    <span class="chip" data-status=contact.status.clone()>{status}</span>
                    <span>{queue}</span>
                    <time datetime=contact.at.clone()>{time::moment(&contact.at)}</time>
                </span>
                <span class="excerpt" dir="auto">{contact.excerpt.clone()}</span>
            </a>
        </li>
    }
    .into_any()
}
