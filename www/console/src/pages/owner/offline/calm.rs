//! When agents come back: what auto-assignment will do, and what it has done.

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::{Assignments, Round, Said};

use super::planned::planned;
use crate::{
    http,
    load::Load,
    parts::Failed,
    shortcuts::focus,
    state::{Console, console},
    time,
    words::count,
};

/// The most that the Worker plans ahead.
const LISTED: usize = 200;

#[derive(Clone, Copy)]
struct Calm {
    console: Console,
    load: Load<Assignments>,
    /// Whether it is looked at as if all agents were there.
    all: RwSignal<bool>,
    is_busy: RwSignal<bool>,
}

pub fn calm() -> AnyView {
    let calm = Calm {
        console: console(),
        load: Load::idle(),
        all: RwSignal::new(false),
        is_busy: RwSignal::new(false),
    };
    Effect::new(move || {
        // It changes by itself, too.
        time::tick();
        calm.ask(calm.all.get());
    });
    let is_there = Memo::new(move |_| calm.load.answer.with(Option::is_some));
    let failed = move || {
        let again = Callback::new(move |()| calm.load.again());
        let trouble = calm.load.trouble.get();
        trouble.map(|trouble| view! { <Failed trouble again/> })
    };
    view! {
        <section class="settings-group calm">
            <h2 tabindex="-1">"When agents come back"</h2>
            <p class="hint">
                "In queues with auto-assign, what waits is given to agents as they have room, the oldest
                first. See here who would get what before it happens; pause it, or put back what was
                given."
            </p>
            {failed}
            {move || is_there.get().then(|| calm.shown())}
        </section>
    }
    .into_any()
}

impl Calm {
    fn ask(self, all: bool) {
        let path = if all {
            "assignments?all=1"
        } else {
            "assignments"
        };
        self.load.ask(path.to_owned());
    }

    /// Does something; what is answered tells how things stand then.
    fn post(self, path: String, said: &'static str) {
        self.is_busy.set(true);
        spawn_local(async move {
            let done = http::send::<_, Assignments>("POST", &path, &()).await;
            self.is_busy.set(false);
            match done {
                Ok(_) => {
                    self.console.say(said);
                    self.ask(self.all.get_untracked());
                    // The button makes way for another one, or goes.
                    focus(".calm h2");
                }
                Err(trouble) => self.console.say(trouble.title),
            }
        });
    }

    /// A part of the answer. What stays as it was is not drawn anew: it may have the focus.
    fn part<T>(self, read: fn(&Assignments) -> T) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            self.load
                .answer
                .with(|answer| answer.as_ref().map(read).unwrap_or_default())
        })
    }

    fn shown(self) -> AnyView {
        let standing = self.part(standing);
        let paused = self.part(|answer| answer.paused.clone());
        let rounds = self.part(|answer| answer.rounds.clone());
        let all = self.part(Assignments::clone);
        let plan = move || all.with(|answer| planned(answer, self.all.get()));
        view! {
            <p class="standing" role="status">{move || standing.get()}</p>
            {move || self.pause(paused.get())}
            {self.choice()}
            {plan}
            {move || rounds.with(|rounds| self.rounds(rounds))}
        }
        .into_any()
    }

    fn pause(self, paused: Option<Said>) -> AnyView {
        let is_busy = move || self.is_busy.get();
        let Some(paused) = paused else {
            let pause = move |_| {
                self.post("assignments/pause".to_owned(), "Auto-assignment is paused.");
            };
            let button = view! {
                <button type="button" class="quiet-btn" disabled=is_busy on:click=pause>
                    "Pause auto-assignment"
                </button>
            };
            return button.into_any();
        };
        let when = time::moment(&paused.at);
        let who = match paused.by.as_str() {
            "" => format!("It has been paused since {when}."),
            who => format!("{who} paused it on {when}."),
        };
        let text = format!(
            "{who} Nobody is given anything until you resume it; agents can still take \
             messages themselves."
        );
        let resume = move |_| {
            self.post("assignments/resume".to_owned(), "Auto-assignment goes on.");
        };
        view! {
            <div class="notice">
                <p>{text}</p>
                <button type="button" class="btn" disabled=is_busy on:click=resume>
                    "Resume auto-assignment"
                </button>
            </div>
        }
        .into_any()
    }

    fn choice(self) -> AnyView {
        let button = |all: bool, words: &'static str| {
            let pressed = move || (self.all.get() == all).to_string();
            let choose = move |_| self.all.set(all);
            view! { <button type="button" aria-pressed=pressed on:click=choose>{words}</button> }
        };
        view! {
            <div class="tabs" role="group" aria-label="Who is there">
                {button(false, "With those who are there now")}
                {button(true, "As if everybody were there")}
            </div>
        }
        .into_any()
    }

    fn rounds(self, rounds: &[Round]) -> AnyView {
        let line = |round: &Round| {
            let given = count(number(round.given), "message", "messages");
            let at = time::moment(&round.at);
            let text = match round.undoable {
                0 => "None of them is left to put back.".to_owned(),
                undoable if undoable == round.given => "Nobody has touched them yet.".to_owned(),
                undoable => format!("{undoable} of them nobody has touched yet."),
            };
            let undo = (round.undoable > 0).then(|| self.undo(round, &at));
            view! {
                <li>
                    <span>
                        <strong>{format!("{given} given")}</strong>
                        <small class="hint">{at} ". " {text}</small>
                    </span>
                    {undo}
                </li>
            }
        };
        let lines = rounds.iter().map(line).collect_view();
        let none = rounds.is_empty().then(|| {
            view! { <p class="hint">"Nothing was given during the last 24 hours."</p> }
        });
        view! {
            <h3>"Given during the last 24 hours"</h3>
            {none}
            <ul class="item-lines plain rounds">{lines}</ul>
        }
        .into_any()
    }

    fn undo(self, round: &Round, at: &str) -> AnyView {
        let path = format!("assignments/{}/undo", round.id);
        let name = format!("Put back what was given {at}");
        let press = move |_| self.post(path.clone(), "Put back: they wait again.");
        view! {
            <button
                type="button"
                class="quiet-btn"
                aria-label=name
                disabled=move || self.is_busy.get()
                on:click=press
            >
                "Undo"
            </button>
        }
        .into_any()
    }
}

fn standing(answer: &Assignments) -> String {
    let waiting = number(answer.waiting);
    if waiting == 0 {
        return "Nothing waits in queues that assign by themselves.".to_owned();
    }
    let waits = count(waiting, "message waits", "messages wait");
    // An agent with room may be of other queues, or have had the share of this hour.
    let room = match answer.planned.len() {
        LISTED.. => number(answer.room).min(waiting),
        planned => planned,
    };
    match room {
        0 => format!("{waits}; there is room for none of them now."),
        room if room < waiting => {
            format!(
                "{waits}; there is room for {room}. The rest is given as agents have room again."
            )
        }
        _ => format!("{waits}; there is room for all."),
    }
}

fn number(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
