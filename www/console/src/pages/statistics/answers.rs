//! *Questionnaire answers*: what visitors chose and wrote, question by question.

use leptos::prelude::*;
use shared::api::console::{Answered, Count, QuestionAnswers};

use super::filter::Filter;
use crate::{
    chart, http,
    load::{Load, shown},
    parts::Empty,
    words,
};

pub fn answers(load: Load<Answered>, filter: RwSignal<Filter>) -> AnyView {
    let file = move || http::address(&filter.with(|filter| filter.answers("answers.csv")));
    view! {
        <p>
            <a class="quiet-btn" href=file download="answers.csv">"Download CSV"</a>
        </p>
        {shown(load, answered)}
    }
    .into_any()
}

fn answered(answered: &Answered) -> AnyView {
    if answered.contacts == 0 {
        let text = "Choose a longer period or another queue.";
        return view! { <Empty title="Nobody answered during this time" text=text /> }.into_any();
    }
    let questions = answered.questions.iter();
    let questions = questions
        .map(|question| asked(question, answered.contacts))
        .collect_view();
    view! {
        <p class="hint">{contacts(answered.contacts)}</p>
        {steps(&answered.steps)}
        {questions}
    }
    .into_any()
}

fn asked(question: &QuestionAnswers, contacts: u32) -> AnyView {
    let given = if !question.counts.is_empty() {
        chart::bars(&question.question, &question.counts)
    } else if !question.texts.is_empty() {
        texts(&question.texts)
    } else {
        view! { <p class="hint">"Nobody answered this."</p> }.into_any()
    };
    let answered = format!("{} of {contacts} answered", question.answered);
    view! {
        <section class="card">
            <h2 dir="auto">{question.question.clone()}</h2>
            <p class="hint">{answered}</p>
            {given}
        </section>
    }
    .into_any()
}

fn texts(texts: &[String]) -> AnyView {
    let text = |text: &String| view! { <li dir="auto">{text.clone()}</li> };
    let texts = texts.iter().map(text).collect_view();
    view! {
        <p class="hint">"The latest answers"</p>
        <ul class="texts">{texts}</ul>
    }
    .into_any()
}

fn steps(steps: &[Count]) -> Option<AnyView> {
    if steps.is_empty() {
        return None;
    }
    let part = view! {
        <section class="card">
            <h2>"How far visitors came with the Lightbot"</h2>
            {chart::funnel("Steps of the Lightbot", steps)}
        </section>
    };
    Some(part.into_any())
}

fn contacts(number: u32) -> String {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    words::count(number, "message", "messages")
}
