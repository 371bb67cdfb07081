//! Adds a person, and sends them a link to sign in.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{
    People,
    acts::send_invitation,
    fields::{Form, fields},
    line::Line,
    put::Wish,
};
use crate::{pages::owner::told::told, shortcuts::focus};

/// The form, and what is said of the latest invitation.
#[derive(Clone, Copy)]
struct Invitation {
    people: People,
    form: Form,
    said: RwSignal<String>,
    wrong: RwSignal<String>,
    is_busy: RwSignal<bool>,
}

pub fn invite(people: People) -> AnyView {
    let form = Form::blank();
    let invitation = Invitation {
        people,
        form,
        said: RwSignal::new(String::new()),
        wrong: RwSignal::new(String::new()),
        is_busy: RwSignal::new(false),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        invitation.submit();
    };
    view! {
        <section class="card" aria-labelledby="invite-title">
            <h2 id="invite-title">"Invite somebody"</h2>
            <p class="hint">"They get an email with a link that signs them in. It works once, for 7 days."</p>
            <form class="person-form" on:submit=submit>
                <label class="field">
                    <span>"Email address"</span>
                    <input
                        id="invite-email"
                        type="email"
                        maxlength="254"
                        required
                        autocomplete="off"
                        prop:value=move || form.email.get()
                        on:input=move |event| form.email.set(event_target_value(&event))
                    />
                </label>
                {fields(people, form, false)}
                <p class="wrong" role="alert">{move || invitation.wrong.get()}</p>
                <div class="buttons">
                    <button type="submit" class="btn" disabled=move || invitation.is_busy.get()>
                        "Invite"
                    </button>
                    <span class="hint" role="status">{move || invitation.said.get()}</span>
                </div>
            </form>
        </section>
    }
    .into_any()
}

impl Invitation {
    fn submit(self) {
        self.said.set(String::new());
        self.wrong.set(String::new());
        let Some(line) = self.form.line() else {
            return;
        };
        let is_there = |lines: &Vec<Line>| lines.iter().any(|other| other.is(&line.email));
        if self.people.lines.with_untracked(is_there) {
            let wrong = format!("{} is among the people already.", line.email);
            return self.wrong.set(wrong);
        }
        if !self.is_busy.get_untracked() {
            self.is_busy.set(true);
            spawn_local(self.send(line));
        }
    }

    async fn send(self, line: Line) {
        let (email, name) = (line.email.clone(), line.name.clone());
        match self.people.put(&Wish::Add(line)).await {
            Ok(()) => {
                self.form.clear();
                match send_invitation(&email).await {
                    Ok(()) => self.said.set(format!("{name} is invited.")),
                    Err(trouble) => self.wrong.set(format!(
                        "{name} is among the people now, but the email was not sent. {}",
                        told(&trouble)
                    )),
                }
                focus("#invite-email");
            }
            Err(trouble) => self.wrong.set(told(&trouble)),
        }
        self.is_busy.set(false);
    }
}
