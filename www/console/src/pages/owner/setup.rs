//! The first steps of a new site: its hours, what visitors see, and the tag. The step that shows
//! stands in the address.

mod holidays;
mod hours;
mod live;
mod shown;
mod starter;
mod week;

use leptos::{ev, prelude::*};
use serde_json::{Value, json};
use shared::json::{below, put};

use self::week::Week;
use crate::{
    editor::{Editor, editor},
    parts::{fields::choice, preview::Preview},
    route::{self, Route},
    shortcuts::focus,
    time,
};

const STEPS: [&str; 3] = ["Opening hours", "What visitors see", "The tag"];

/// What is set up: the queue, and the language in which texts are written.
#[derive(Clone, Copy)]
struct Setup {
    editor: Editor,
    queue: RwSignal<String>,
    lang: RwSignal<String>,
}

impl Setup {
    /// The place of the queue; tracked.
    fn at(self, below_queue: &str) -> String {
        let queue = self.queue.with(|queue| below("/queues", queue));
        format!("{queue}{below_queue}")
    }

    /// The language in which texts are written, one of the site's; tracked.
    fn lang(self) -> String {
        let (lang, langs) = (self.lang.get(), self.editor.langs());
        match langs.contains(&lang) {
            true => lang,
            false => langs.into_iter().next().unwrap_or_default(),
        }
    }
}

#[component]
pub fn SetupPage() -> impl IntoView {
    let editor = editor();
    let queues = untrack(|| queues(editor));
    let setup = Setup {
        editor,
        queue: RwSignal::new(queues.first().cloned().unwrap_or_default()),
        lang: RwSignal::new(String::new()),
    };
    let step = RwSignal::new(step_here());
    let moved = window_event_listener(ev::popstate, move |_| step.set(step_here()));
    on_cleanup(move || moved.remove());
    Effect::new(move |before: Option<usize>| {
        let step = step.get();
        if before.is_some_and(|before| before != step) {
            request_animation_frame(|| {
                focus(".setup-step h2");
            });
        }
        step
    });
    Effect::new(move |_| {
        let queue = setup.queue.get();
        untrack(|| begin(editor, &queue));
    });
    let queue = Signal::derive(move || setup.queue.get());
    let lang = Signal::derive(move || match step.get() {
        2 => setup.lang(),
        _ => String::new(),
    });
    let current = Memo::new(move |_| step.get());
    view! {
        <div class="setup">
            {which(setup, queues)}
            <nav aria-label="Steps">
                <ol class="setup-steps">{(1..=3).map(|i| step_link(i, current)).collect_view()}</ol>
            </nav>
            <div class="beside">
                <section class="card setup-step" aria-labelledby="setup-step">
                    {move || shown_step(setup, current.get())}
                </section>
                <Preview queue lang/>
            </div>
        </div>
    }
}

fn step_here() -> usize {
    let step = route::hash().and_then(|hash| hash.parse().ok());
    step.filter(|step| (1..=3).contains(step)).unwrap_or(1)
}

/// The queues that may be set up: a site that has others leaves `default` to give what they lack.
fn queues(editor: Editor) -> Vec<String> {
    let all = editor.queues();
    let others: Vec<_> = all
        .iter()
        .filter(|key| *key != "default")
        .cloned()
        .collect();
    if others.is_empty() { all } else { others }
}

/// What a new queue begins with: the usual hours, a form, and the name of the site.
fn begin(editor: Editor, queue: &str) {
    let at = below("/queues", queue);
    let is_new = editor.with_untracked(|site| site.pointer(&format!("{at}/schedule")).is_none());
    if !is_new {
        return;
    }
    editor.edit("setup", |site| {
        let name = site.get("name").cloned().filter(|name| *name != json!(""));
        let usual = json!({ "timezone": time::zone(), "week": Week::usual().written() });
        let wanted = [
            ("schedule", Some(usual)),
            ("name", name),
            ("closed/view", Some(json!("form"))),
        ];
        for (place, value) in wanted {
            let place = format!("{at}/{place}");
            if site.pointer(&place).is_none_or(Value::is_null) && value.is_some() {
                put(site, &place, value);
            }
        }
    });
}

/// Which queue, where there are several.
fn which(setup: Setup, queues: Vec<String>) -> Option<AnyView> {
    let options: Vec<_> = queues.into_iter().map(|key| (key.clone(), key)).collect();
    let choose = Callback::new(move |queue| setup.queue.set(queue));
    (options.len() > 1).then(|| choice("Queue", options, setup.queue.into(), choose))
}

fn step_link(i: usize, current: Memo<usize>) -> AnyView {
    let name = STEPS[i - 1];
    let is_current = move || (current.get() == i).then_some("step");
    view! {
        <li>
            <a href=format!("#{i}") aria-current=is_current>
                <span class="setup-number">{i}</span>
                {name}
            </a>
        </li>
    }
    .into_any()
}

/// The way on, when all is done.
fn to_queues() -> AnyView {
    view! { <a class="quiet-btn" href=Route::Home.href()>"To the queues"</a> }.into_any()
}

fn shown_step(setup: Setup, step: usize) -> AnyView {
    let content = match step {
        1 => hours::hours(setup),
        2 => shown::shown(setup),
        _ => live::live(setup),
    };
    let to = |step: usize, class: &'static str, name: &'static str| {
        view! { <a class=class href=format!("#{step}")>{name}</a> }
    };
    view! {
        <h2 id="setup-step" tabindex="-1">{STEPS[step - 1]}</h2>
        {content}
        <div class="buttons setup-way">
            {(step > 1).then(|| to(step - 1, "quiet-btn", "Back"))}
            {(step < 3).then(|| to(step + 1, "btn", "Next"))}
            {(step == 3).then(to_queues)}
        </div>
    }
    .into_any()
}
